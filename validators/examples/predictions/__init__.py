"""Predictions that examples of rules start from, and edits of them."""
