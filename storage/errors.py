"""What can be wrong with a file before any rule can look at it."""

from aivc.schema.errors import AivcError


class UnreadableInputError(AivcError, OSError):
    """The input cannot be opened or is not a container that aivc reads."""


class OutsideContainerError(UnreadableInputError):
    """An element lies in another file or folder than the container."""


class MissingElementError(AivcError, KeyError):
    """A column, matrix or element was asked for that the container does not hold."""

    def __str__(self) -> str:
        """Return the message without the quotes that KeyError adds."""
        return str(self.args[0]) if self.args else ""


class NotNumericError(AivcError, TypeError):
    """Numbers were asked of a column that holds none."""


class UnwritableError(AivcError, ValueError):
    """A dataset cannot be written in the way that was asked for."""
