"""Signals: what in a series of months is more than chance, and what needs attention."""
