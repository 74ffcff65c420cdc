"""CELLxGENE Discover: an h5ad file after schema 7.1."""
