"""Entries of uns: those that CELLxGENE asks for, and those that cannot stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.exporting.cellxgene.standard import UNS_TAKEN
from aivc.adapters.exporting.exporter import Lacking, Unheld
from aivc.schema.vocabulary import find_organism

if TYPE_CHECKING:
    from collections.abc import Collection

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Table

OWN = frozenset({"aivc", "aivc_conversion"})
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def organism_of(card: DatasetCard) -> tuple[str | None, tuple[Lacking, ...]]:
    """Return the one organism of a file, where CELLxGENE takes it."""
    where = "/organism_ontology_term_id"
    terms = card.organism_ontology_term_id
    if len(terms) != 1:
        told = "one organism; CELLxGENE takes a file for each"
        return None, (Lacking(where, told if terms else "the organism"),)
    known = find_organism(terms[0])
    if known is None or known.cellxgene_role != "organism":
        return None, (Lacking(where, f"an organism that CELLxGENE takes; {terms[0]} is none"),)
    return known.curie, ()


def title_of(card: DatasetCard) -> tuple[str | None, tuple[Lacking, ...]]:
    """Return the title without blanks too many."""
    title = " ".join((card.title or "").split())
    return (title, ()) if title else (None, (Lacking("/title", "the title"),))


def entries_to_drop(
    table: Table,
    columns: Collection[str],
    embeddings: Collection[str],
    *,
    is_spatial: bool,
    is_pre_analysis: bool,
) -> tuple[frozenset[str], tuple[Unheld, ...]]:
    """Return the entries of uns that cannot stay, and why.

    Parameters
    ----------
    table
        What is exported.
    columns
        Columns that obs of the file has.
    embeddings
        Names of the arrays that obsm of the file has.
    is_spatial
        Whether ``spatial`` may stay.
    is_pre_analysis
        Whether the file is one before analysis.
    """
    found: dict[str, str] = {}
    for key in table.uns_keys:
        because = _because(
            key, table, columns, embeddings, is_spatial=is_spatial, is_pre_analysis=is_pre_analysis
        )
        if because:
            found[key] = because
    unheld = tuple(
        Unheld(f"uns/{key}", "an entry", because)
        for key, because in sorted(found.items())
        if key not in OWN
    )
    return frozenset(found) | (OWN & set(table.uns_keys)), unheld


def _because(
    key: str,
    table: Table,
    columns: Collection[str],
    embeddings: Collection[str],
    *,
    is_spatial: bool,
    is_pre_analysis: bool,
) -> str:
    if key in UNS_TAKEN or key.startswith("__"):
        return "CELLxGENE fills it itself, or has given it up"
    if key in OWN:
        return "the card describes the source, not the exported file"
    if key == "spatial":
        return "" if is_spatial else "it is for Visium and Slide-seq only"
    value = table.uns(key)
    if key == "default_embedding":
        is_there = not is_pre_analysis and value in embeddings
        return "" if is_there else "there is no such embedding in the file"
    if key == "batch_condition":
        named = value if isinstance(value, list) else [value]
        return "" if all(name in columns for name in named) else "obs has no such column"
    if isinstance(value, str | list | tuple | dict) and not len(value):
        return "it is empty, which CELLxGENE does not take"
    return _colours(key, value, columns) if key.endswith("_colors") else ""


def _colours(key: str, value: Any, columns: Collection[str]) -> str:
    if key.removesuffix("_colors") not in columns:
        return "obs has no column that these are the colours of"
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return "colours are a list of texts"
    return "" if all(HEX.fullmatch(v) for v in value) else "not all of them are of the form #rrggbb"
