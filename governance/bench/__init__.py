"""The benchmark: made-up exports, builds and pages, measured beside what else would do it."""
