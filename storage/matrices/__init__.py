"""Sparse and dense matrices, streamed in blocks of whole rows."""
