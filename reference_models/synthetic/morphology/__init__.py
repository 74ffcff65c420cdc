"""Synthetic morphology of cells under a drug that was given to more wells of some plates."""
