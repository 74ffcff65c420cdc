"""Profiles as data: which rules count, and how much."""
