"""Open datasets lazily: stream columns and matrix blocks, never load the whole."""
