"""obs and var: from every way a data frame was ever stored to columns of codes."""
