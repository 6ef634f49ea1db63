"""Maps on a page: what is chosen, clicked, stepped and saved."""
