"""Words that files write in place of a control, as the vocabulary knows them."""

from aivc.schema.vocabulary.control_words import control_kind_of

__all__ = ["control_kind_of"]
