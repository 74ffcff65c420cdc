"""Manifests: read, written, and resolved to the rows of a dataset."""
