"""Files without a name, for numbers that do not fit into memory."""
