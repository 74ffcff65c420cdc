"""Draft the card of a dataset from what its file shows.

Nothing is asked and nothing is invented: what is guessed carries a note with its evidence, and what
cannot be known is a question in plain words, not a placeholder in the card.
"""
