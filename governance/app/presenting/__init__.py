"""A briefing on the whole screen: slides, keys, live charts, the speaker's notes."""
