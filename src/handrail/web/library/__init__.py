"""Library mode: on a device that others use next, nothing is left behind, and a page that nobody uses closes by itself."""
