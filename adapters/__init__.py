"""Lab formats in, standard data out: drafts of cards and conversions."""
