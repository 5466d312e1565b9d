"""How this installation is set up: settings, addresses and the server."""
