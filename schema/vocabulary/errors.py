"""What can go wrong with the vocabulary itself; an unknown term is an answer, not an error."""

from aivc.schema.errors import AivcError


class VocabularyUnavailableError(AivcError, LookupError):
    """The question needs a vocabulary, or a hierarchy, that is not held offline."""


class VocabularyDataError(AivcError, OSError):
    """A packed vocabulary file is missing or damaged."""
