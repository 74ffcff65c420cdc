"""The identity of content: sketches of rows, fingerprints of datasets, overlap of two."""
