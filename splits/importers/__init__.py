"""Splits in the formats of others, read with an account of what they did not say."""
