"""From characters to measured lines of glyphs."""
