"""How it is said: the words of a pack, made into one document for every channel."""
