"""Croissant: a dataset described for machine learning."""
