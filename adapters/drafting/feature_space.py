"""What the columns of a table are, from its var."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.columns import labels_of
from aivc.adapters.drafting.feature_names import Naming, naming_of
from aivc.adapters.drafting.linked.panels import are_hashtags
from aivc.adapters.drafting.names import joined, words_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.storage.model import Frame, Table

MOST_NAMES = 200_000
ORDER = (
    "ensembl", "uniprot", "genomic_interval", "peptide_sequence", "symbol", "image_feature_name",
    "probe_set",
)  # fmt: skip
"""Schemes from the one that says most to the one that says least."""

TYPE_COLUMNS = frozenset({"featuretypes", "featuretype"})
TYPES_10X = {
    "gene expression": "gene",
    "peaks": "peak",
    "antibody capture": "antibody_tag",
    "crispr guide capture": "guide",
    "multiplexing capture": "hashtag",
}
NOT_IDENTIFIERS = frozenset({"transcriptid", "transcriptname", "entrezgeneid"})
TYPE_OF_SCHEME = {
    "ensembl": "gene",
    "symbol": "gene",
    "probe_set": "gene",
    "uniprot": "protein",
    "genomic_interval": "peak",
    "peptide_sequence": "peptide",
    "image_feature_name": "image_feature",
}
TYPE_OF_WORD = {
    "rna": "gene", "gene": "gene", "gex": "gene", "transcriptome": "gene", "expression": "gene",
    "prot": "antibody_tag", "protein": "antibody_tag", "adt": "antibody_tag",
    "antibody": "antibody_tag", "cite": "antibody_tag", "hto": "hashtag", "hashtag": "hashtag",
    "hash": "hashtag", "atac": "peak", "peaks": "peak", "peak": "peak", "guide": "guide",
    "guides": "guide", "gdo": "guide", "grna": "guide", "sgrna": "guide", "crispr": "guide",
}  # fmt: skip
"""Kind of feature by a word in the name of a modality."""


@dataclass(frozen=True, slots=True)
class FeatureGuess:
    """What features are.

    Attributes
    ----------
    feature_type
        As the standard names it; None where nothing tells.
    naming
        How the features are named; None where nothing tells.
    column
        The var column with the identifiers; None where they are the row names of var.
    because
        The evidence.
    names
        The row names of var, at most ``MOST_NAMES``.
    """

    feature_type: str | None
    naming: Naming | None
    column: str | None
    because: str
    names: tuple[str, ...]


def feature_guess(table: Table) -> FeatureGuess:
    """Tell what the features of a table are."""
    names = row_names(table.var)
    found: list[tuple[Naming | None, str | None, str]] = [(naming_of(names), None, "feature names")]
    found += [
        (naming_of(labels), name, f"values of var column {name}")
        for name, labels in _identifier_columns(table.var)
    ]
    known = [entry for entry in found if entry[0] is not None]
    naming, column, what = min(
        known, key=lambda entry: ORDER.index(entry[0].scheme) if entry[0] else 0, default=found[0]
    )
    because = f"of the {what}, {naming.because}" if naming else ""
    stated = _stated_type(table)
    if stated is not None and stated[0] == "antibody_tag" and are_hashtags(names):
        stated = "hashtag", "the names of all features are those of hashtags"
    if stated is not None:
        return FeatureGuess(stated[0], naming, column, because or stated[1], names)
    feature_type = TYPE_OF_SCHEME.get(naming.scheme) if naming else None
    return FeatureGuess(feature_type, naming, column, because, names)


def row_names(frame: Frame) -> tuple[str, ...]:
    """Return the row names of a frame, at most ``MOST_NAMES``; none where it has none."""
    names: list[str] = []
    try:
        for block in frame.index():
            names.extend(block.tolist())
            if len(names) >= MOST_NAMES:
                break
    except UnreadableInputError:
        return ()
    return tuple(names[:MOST_NAMES])


def _identifier_columns(var: Frame) -> list[tuple[str, Sequence[str]]]:
    found: list[tuple[str, Sequence[str]]] = []
    for info in var.columns:
        if info.kind not in {ColumnKind.CATEGORICAL, ColumnKind.STRING}:
            continue
        if joined(info.name) in NOT_IDENTIFIERS:
            continue
        try:
            column = var.column(info.name)
        except UnreadableInputError:
            continue
        labels = column.categories
        is_one_each = var.n_rows > 0 and len(labels) >= 0.9 * var.n_rows
        if is_one_each and not (column.codes < 0).any():
            found.append((info.name, labels[:MOST_NAMES]))
    return found


def _stated_type(table: Table) -> tuple[str, str] | None:
    """Return the kind of feature that a 10x column or the name of a modality states."""
    for info in table.var.columns:
        if joined(info.name) in TYPE_COLUMNS:
            labels = {label.casefold() for label in labels_of(table.var, info.name)}
            kinds = {TYPES_10X[label] for label in labels if label in TYPES_10X}
            if len(kinds) == 1:
                said = f"var column {info.name} says {min(labels)}"
                return kinds.pop(), said
    name = table.name.rpartition("/")[2]
    for word in words_of(name):
        if word in TYPE_OF_WORD and table.name.startswith("mod/"):
            return TYPE_OF_WORD[word], f"the modality is called {name}"
    return None
