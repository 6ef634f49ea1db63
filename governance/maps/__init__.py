"""Maps: boundaries and readings in, pydeck decks and HTML legends out; nothing is fetched."""
