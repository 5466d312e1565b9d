"""Ways of saying what there is to say, one folder each. None of them decides what is true."""
