"""What can go wrong while a predictor is asked."""

from aivc.schema.errors import AivcError


class NoAnswerError(AivcError, RuntimeError):
    """A predictor raised, or gave what is no answer to the queries."""


class UnknownLawError(AivcError, LookupError):
    """There is no law of this name."""
