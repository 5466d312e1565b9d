"""What a person can ask for, one module each: the only place that joins records, domain, connectors and channels."""
