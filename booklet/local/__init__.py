"""Local editions: what a folder says otherwise than the project that it extends."""
