"""Values as maps: cells, classes, points, legends, and what lies around, from local files only."""
