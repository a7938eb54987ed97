"""From blocks to finished pages."""
