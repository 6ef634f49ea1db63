"""Where a figure is from: its records, the proof that they make it, the files behind it."""
