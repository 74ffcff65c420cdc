"""How an experiment was laid out, worked out from counts of rows: what can be told from what."""
