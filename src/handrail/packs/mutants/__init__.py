"""Change a pack in one small place, in memory, to see whether its examples would notice."""
