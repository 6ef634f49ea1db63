"""A briefing on the screen of a meeting room: live slides, keys, notes in a second window."""
