"""A person's own way through one or more life events: what to do, in what order, by when, with whom and at what cost."""
