"""A metric by one or two dimensions, as rows and columns and as a picture."""
