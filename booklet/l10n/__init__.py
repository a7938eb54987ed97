"""From source text to the reader's language."""
