"""What a spoilt element has, in words for the documentation."""

IN_WORDS = {
    "index_out_of_range": "the last entry of its first row in a column beyond the last",
    "repeated_entry": "the first two entries of its first row in one column",
    "ragged_matrix": "one value less than indices",
    "stored_zeros": "every other stored value replaced by a zero that is stored",
    "shape_mismatch": "one row more than obs",
    "unused_category": "a category that no row has",
    "unreadable_column": "an encoding that no reader knows",
    "unlisted_column": "values, but is not listed among the columns",
    "missing_column": "a place among the columns, but no values",
}
