"""Briefings: what a meeting looks at, slide by slide; its contents, words, frozen states, files."""
