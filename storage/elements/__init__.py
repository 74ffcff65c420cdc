"""Images, labels, points and shapes of a SpatialData store, read without the libraries of it."""
