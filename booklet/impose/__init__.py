"""Which page goes where on which sheet."""
