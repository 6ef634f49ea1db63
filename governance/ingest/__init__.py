"""From an office's exports to accepted rows: read, map, parse, validate, merge; no row is lost."""
