"""Errors of measuring."""

from aivc.schema.errors import AivcError


class NotNumericError(AivcError, TypeError):
    """A matrix holds something that is not a real number."""
