"""The synthetic reference dataset: an experiment whose truth is known."""
