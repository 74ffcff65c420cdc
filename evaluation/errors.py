"""Errors of evaluation."""

from aivc.schema.errors import AivcError


class TaskError(AivcError, ValueError):
    """A task asks for what the dataset or the manifest does not hold."""


class PredictionError(AivcError, ValueError):
    """A file of predictions, or of a view, cannot be used."""


class MetricError(AivcError, ValueError):
    """A metric was asked for what it cannot compute."""


class ComparisonError(AivcError, ValueError):
    """Reports that are not about the same thing were to be compared."""


class PoolingError(AivcError, ValueError):
    """Reports that are not about folds of one split were to be pooled."""


class UnidentifiableError(AivcError, ValueError):
    """An effect cannot be told from the design."""
