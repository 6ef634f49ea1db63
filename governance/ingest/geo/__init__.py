"""Where a row lies: areas by code, name or point, boundaries, coordinate systems."""
