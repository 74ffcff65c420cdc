"""Predictions scored on the rows of a transport grid, between floors and a replicate."""
