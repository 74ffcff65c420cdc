"""Differences between predictors, over clusters of units."""
