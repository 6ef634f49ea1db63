"""The office's own forms: filled from bindings in TOML, with the receipt of each number."""
