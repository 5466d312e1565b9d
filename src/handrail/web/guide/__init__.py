"""From "what is happening?" to a route: the start, the questions, the route and its steps, and the answers to check."""
