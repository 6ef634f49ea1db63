"""Whether a month is more than chance: exact laws, XmR limits, and the verdict."""
