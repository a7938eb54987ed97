"""From a directory in one language to blocks in reading order."""
