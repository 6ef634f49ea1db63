"""The receipt of a figure: what it means, what it was computed from, and the proof of it."""
