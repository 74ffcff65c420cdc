"""The standard: LinkML source, generated models and JSON Schemas, vocabulary.

What most callers need is here; everything is loaded when it is first used.

=====================================  ===========================================================
:func:`check_structure`                what is wrong with the structure of a card, one problem
                                       per cause
:func:`read_card`, :func:`read`        what a card says, as far as it can be read
:func:`class_spec`, :func:`enum_spec`  what the standard says of a class, its slots, its words
:func:`flatten`, :func:`unflatten`     an object as a row of a table, and back
:func:`model`                          pandera model of a table, for any pipeline
=====================================  ===========================================================

Views to read with are in :mod:`aivc.schema.generated.views`, pydantic models to write with in
:mod:`aivc.schema.generated.models`, terms, genes, compounds and units in
:mod:`aivc.schema.vocabulary`. The source is ``schema/*.yaml``; ``python tools/generate.py write``
makes the rest.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.schema.errors import AivcError
    from aivc.schema.flat import flatten, unflatten
    from aivc.schema.reading import read, read_card
    from aivc.schema.slots import class_spec, enum_spec
    from aivc.schema.structure import ProblemKind, StructureProblem, check_structure
    from aivc.schema.tables import model
    from aivc.schema.version import VERSION
    from aivc.schema.view import View

_HOMES = {
    "AivcError": "errors",
    "ProblemKind": "structure",
    "StructureProblem": "structure",
    "VERSION": "version",
    "View": "view",
    "check_structure": "structure",
    "class_spec": "slots",
    "enum_spec": "slots",
    "flatten": "flat",
    "model": "tables",
    "read": "reading",
    "read_card": "reading",
    "unflatten": "flat",
}

__all__ = [
    "VERSION",
    "AivcError",
    "ProblemKind",
    "StructureProblem",
    "View",
    "check_structure",
    "class_spec",
    "enum_spec",
    "flatten",
    "model",
    "read",
    "read_card",
    "unflatten",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
