"""Sections of pages: charts and tables with their titles, notes and empty states."""
