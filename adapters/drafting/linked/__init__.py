"""Units that are linked without places: the same cells, guides, hashtags, wells."""
