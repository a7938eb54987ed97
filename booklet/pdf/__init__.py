"""From finished pages to PDF files."""
