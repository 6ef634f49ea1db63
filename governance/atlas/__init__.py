"""The maps of pages: a scope and a wish in, a deck with its legend, words and numbers out."""
