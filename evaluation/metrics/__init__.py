"""Metrics: frozen, versioned objects with cards that can be run."""
