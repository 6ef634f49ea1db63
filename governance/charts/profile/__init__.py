"""One area on one page: who it is, its numbers, its parts, its last records."""
