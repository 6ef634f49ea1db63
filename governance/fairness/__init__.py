"""Fair ranks: how sure a rate is, and whether a unit can be told apart from the whole at all."""
