"""Small specimens of datasets, and the edits that make rules fire on them."""
