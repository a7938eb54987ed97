"""A directory of services out to spreadsheets and HSDS, and back: see docs/directory.md."""
