"""The words of the interface in other languages: one catalogue each, which says of every string whether a reviewer has passed it."""
