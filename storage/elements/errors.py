"""What can be wrong with an element."""

from aivc.schema.errors import AivcError


class TransformError(AivcError, ValueError):
    """A coordinate system is unknown, or the way to it is not affine."""
