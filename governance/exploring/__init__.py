"""Any metric by any two of its dimensions: areas, months, segments."""
