"""What named transforms and damages do, in words for the documentation."""

TRANSFORMED = {
    "log1p_cp10k": "each row scaled to 10,000 and then turned into the logarithm of one plus it",
    "log1p": "each value turned into the logarithm of one plus it",
    "scale": "each column standardised",
    "half": "each value halved",
    "negate": "the sign of each value changed",
    "dense": "its values stored dense",
    "zero": "each value set to 0",
    "shuffle_indices": "the stored entries of each row in reverse order of column",
}

DAMAGED = {
    "index_out_of_range": "the last entry of its first row in a column beyond the last",
    "repeated_entry": "the first two entries of its first row in one column",
    "ragged_matrix": "one value less than indices",
    "stored_zeros": "every other stored value replaced by a zero that is stored",
    "shape_mismatch": "one row more than obs",
    "unused_category": "a category that no row has",
    "unreadable_column": "an encoding that no reader knows",
    "unlisted_column": "values, but is not listed among the columns",
    "missing_resolution": "one resolution less than its header names",
    "missing_column": "a place among the columns, but no values",
}
