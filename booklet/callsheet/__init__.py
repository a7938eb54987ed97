"""The verification round: a sheet of what must be phoned, and what was found taken back into the directory. See docs/verification.md."""
