"""What each page of a subject draws beside its cards."""
