"""The wall of a control room: an office on one screen that turns by itself, day and night."""
