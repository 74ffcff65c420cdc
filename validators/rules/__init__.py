"""One folder per family, one file per rule."""
