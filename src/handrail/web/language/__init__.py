"""Pages in the language a person chose; what is not in that language yet stays in English and is marked so."""
