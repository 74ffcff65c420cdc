"""Which suspensions an assay can start from, after CELLxGENE 7.1."""

from __future__ import annotations

from dataclasses import dataclass

CELL, NUCLEUS, NA = "cell", "nucleus", "na"


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """One row of the table: branches and single terms, and what they can start from."""

    allowed: tuple[str, ...]
    branches: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


TABLE = (
    SuspensionRow(
        (CELL, NUCLEUS),
        ("EFO:0030080", "EFO:0010184", "EFO:0010010", "EFO:0009919"),
        (
            "EFO:0008722", "EFO:0008780", "EFO:0700010", "EFO:0700011", "EFO:0030060",
            "EFO:0022490", "EFO:0030028",
        ),
    ),
    SuspensionRow((NUCLEUS,), ("EFO:0007045", "EFO:0002761"), ("EFO:0008720", "EFO:0030026")),
    SuspensionRow(
        (CELL,),
        ("EFO:0008919", "EFO:0008853", "EFO:0008953"),
        (
            "EFO:0030002", "EFO:0008796", "EFO:0700003", "EFO:0700004", "EFO:0008679",
            "EFO:0008877",
        ),
    ),
    SuspensionRow((NA,), ("EFO:0008994",), ("EFO:0008992",)),
)  # fmt: skip
"""The rules of `suspension_type` in schema_definition.yaml of cellxgene-schema 7.1.2, in order."""


def allowed_suspensions(curie: str) -> tuple[str, ...]:
    """Return what an assay can start from; nothing where the table does not know the assay.

    Examples
    --------
    >>> allowed_suspensions("EFO:0030026"), allowed_suspensions("EFO:0009922")
    (('nucleus',), ('cell', 'nucleus'))
    """
    from aivc.schema.vocabulary import is_descendant, lookup

    if not curie.startswith("EFO:") or lookup(curie) is None:
        return ()
    for row in TABLE:
        if curie in row.terms:
            return row.allowed
        if any(is_descendant(curie, branch, include_self=True) for branch in row.branches):
            return row.allowed
    return ()
