"""The command line: the same numbers as the pages, as text."""
