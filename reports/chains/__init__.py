"""Chains of operators, as a reader sees them drawn."""
