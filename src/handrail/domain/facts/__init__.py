"""What is known of a person: a set of possible values for each fact, never a guess."""
