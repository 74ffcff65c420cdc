"""What can go wrong while a predictor runs."""

from aivc.schema.errors import AivcError


class PredictorError(AivcError, RuntimeError):
    """A predictor stopped, took too long, or wrote nothing that could be read."""
