"""A pivot (metrics/pivot.py) as a reader sees it."""
