"""Statistics without words or pictures: what is more than chance, and fair comparison."""
