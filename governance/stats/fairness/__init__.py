"""Comparing areas fairly: limits, shrunken rates, possible ranks, and the words for them."""
