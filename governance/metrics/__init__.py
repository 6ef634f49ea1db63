"""What a number means and what it is: the catalogue, and the one door that computes values."""
