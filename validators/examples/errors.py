"""What can be wrong with an example itself."""

from aivc.schema.errors import AivcError


class ImpossibleEditError(AivcError, ValueError):
    """An edit names a place that the specimen does not have."""
