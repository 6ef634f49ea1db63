"""Files as they come, whatever their format: texts, cell by cell, below a header."""
