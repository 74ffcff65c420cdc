"""Keys of rows: codes of several columns together, and hashes of names."""
