"""Builds, publishes and opens a warehouse, and keeps the books of what became of every row."""
