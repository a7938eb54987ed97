"""A sheet of pictures that shows how a booklet is printed, cut, folded and stapled, in its own language."""
