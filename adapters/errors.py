"""What can go wrong between a lab's files and a dataset.

A source that is damaged, or no data, is an
:class:`~aivc.storage.errors.UnreadableInputError`.
"""

from aivc.schema.errors import AivcError
from aivc.storage.errors import UnreadableInputError


class UnknownFormatError(UnreadableInputError):
    """No reader knows a source, or several do and a person has to choose."""


class MappingFileError(AivcError, ValueError):
    """A mapping file cannot be used with a source."""


class UnknownAdapterError(AivcError, LookupError):
    """There is no reader or writer of this name."""
