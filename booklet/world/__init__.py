"""The outside world: files, clock, environment, and YAML read with its places."""
