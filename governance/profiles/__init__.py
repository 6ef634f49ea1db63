"""One area on one page: what it is, how it stands, what lies below it, what happened last."""
