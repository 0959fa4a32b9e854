"""Plain functions that make what a test needs, in a given session."""
