"""Published figures held against the data: what each comes to here, and what may be said of it."""
