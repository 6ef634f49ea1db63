"""Street governance: exports to an honest number, one room after the other."""
