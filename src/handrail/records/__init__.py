"""What is kept about a person, and who saw it: the one place that stores personal data."""
