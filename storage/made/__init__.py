"""Datasets put together from values that a reader of another format gives."""
