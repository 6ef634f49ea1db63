"""The forms in which a briefing and its slides are edited."""
