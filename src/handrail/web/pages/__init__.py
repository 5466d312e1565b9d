"""Pages that say the same to everyone: the start, and what stands in the footer."""
