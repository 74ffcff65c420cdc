"""Flat convenience columns, one row per observation, derived from the card."""
