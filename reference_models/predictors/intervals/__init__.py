"""Intervals: which units are exchangeable, and how far off a model is on units it has not seen."""
