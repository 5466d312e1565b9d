"""Load, check and release the pack of one country."""
