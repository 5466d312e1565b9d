"""PolicyEngine UK, in a process and an environment of its own: taxes and benefits of many households at once."""
