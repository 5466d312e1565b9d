"""What is known, what follows from it, and what to do: plain values, with no clock, no network and no framework."""
