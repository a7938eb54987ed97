"""The translator's sheet: every message beside the page it is printed on, for the eye of whoever translates or reviews."""
