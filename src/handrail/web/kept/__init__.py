"""Coming back without an account: the return link becomes a cookie, and kept answers can be left or erased."""
