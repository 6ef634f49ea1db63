"""Areas side by side: which, on what, and over time."""
