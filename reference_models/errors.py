"""What can go wrong with a predictor before it is asked anything."""

from aivc.schema.errors import AivcError


class UnknownPredictorError(AivcError, LookupError):
    """There is no predictor of this name, or it cannot be loaded."""
