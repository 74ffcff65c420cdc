"""Packed vocabulary files, written by ``tools/build_vocabulary.py``, and the curated tables."""
