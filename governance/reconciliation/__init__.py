"""Published figures beside what the data comes to, and what may be said of both."""
