"""From an unknown file to a source: detection, suggestions, a dry run, and the file to keep."""
