"""Slides of briefings as pages show them: composed once, and drawn on paper."""
