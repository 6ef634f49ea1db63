"""A briefing: slides composed of values, kept, compared, and exported to files."""
