"""The Upload page's forms, and what it keeps of a file."""
