"""Outside calculators behind one protocol: a table of worlds and a list of outputs go in, a table comes out."""
