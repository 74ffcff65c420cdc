"""Put an h5ad file together from parts of a dataset, without loading its matrices."""
