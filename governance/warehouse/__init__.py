"""Builds, publishes and opens a warehouse, and accounts for what became of every row."""
