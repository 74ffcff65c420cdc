"""Errors of operators."""

from aivc.schema.errors import AivcError


class CompositionError(AivcError, TypeError):
    """Operators do not compose, or are applied to a state of another scale."""


class StateError(AivcError, ValueError):
    """The units of a state are not those that an operator knows."""
