"""What `make` runs: get a machine ready, build the front end, start the server, keep the locks."""
