"""Commands that whoever runs an installation gives with `python -m django`."""
