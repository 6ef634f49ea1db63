"""A metric month by month between its natural limits, with what is known of the months."""
