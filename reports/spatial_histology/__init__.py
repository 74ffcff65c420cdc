"""The summary of a benchmark of spatial histology, as text and as a page."""
