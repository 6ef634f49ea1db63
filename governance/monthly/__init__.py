"""Charts along the months: notes on them, and control charts."""
