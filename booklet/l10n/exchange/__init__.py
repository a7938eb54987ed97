"""Translations out to spreadsheets and XLIFF, and back: see docs/exchange.md."""
