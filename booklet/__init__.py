"""Typesets pocket-sized multilingual booklets from service descriptions and their translations."""

__version__ = "0.1.0"
