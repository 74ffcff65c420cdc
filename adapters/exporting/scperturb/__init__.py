"""scPerturb: one h5ad file with what was done in flat columns."""
