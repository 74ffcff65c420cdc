"""One report over the folds of a split, each of which has few units."""
