"""Handrail: a person's own route through public services."""
