"""Estimate from the synthetic files what they were drawn from, and tell whether it was found."""
