"""Synthetic ground of the sample: boundaries, roads, water and points, all made up."""
