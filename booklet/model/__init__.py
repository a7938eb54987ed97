"""What is known, as frozen values."""
