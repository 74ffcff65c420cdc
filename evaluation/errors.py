"""Errors of evaluation."""

from aivc.schema.errors import AivcError


class TaskError(AivcError, ValueError):
    """A task asks for what the dataset or the manifest does not hold."""


class PredictionError(AivcError, ValueError):
    """A file of predictions, or of a view, cannot be used."""


class ComparisonError(AivcError, ValueError):
    """Reports that are not about the same thing were to be compared."""


class UnidentifiableError(AivcError, ValueError):
    """An effect cannot be told from the design."""
