"""What can go wrong while a predictor is asked."""

from aivc.schema.errors import AivcError


class NoAnswerError(AivcError, RuntimeError):
    """A predictor raised, or gave what is no answer to the queries."""


class CannotLookError(AivcError, RuntimeError):
    """Something cannot be seen from here, so that a law cannot be judged."""


class UnknownLawError(AivcError, LookupError):
    """There is no law of this name."""
