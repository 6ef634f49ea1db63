"""Charts: one model of what is drawn, what its roles look like, and thin renderers."""
