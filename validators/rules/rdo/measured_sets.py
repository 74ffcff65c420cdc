"""How much of gene sets the tables of a readout measured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.rules.int.gene_tables import gene_tables
from aivc.validators.rules.rdo.inputs import inputs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Readout
    from aivc.schema.vocabulary import GeneTable
    from aivc.validators.facts.feature_sets import FeatureSetFacts
    from aivc.validators.facts.model import Facts, FrameFacts

FEWEST_FOUND = 0.05
"""Below this share of genes the names are of another kind, not of another panel."""

STABLE_ID = re.compile(r"ENS[A-Z]*[GTP]\d{11}")
"""Ensembl id, without what stands behind it."""

SYMBOLS = (
    "feature_name",
    "gene_symbols",
    "gene_symbol",
    "symbol",
    "Symbol",
    "gene_name",
    "gene_names",
    "gene_short_name",
)
"""Columns of var that hold symbols beside the names of rows."""


@dataclass(frozen=True, slots=True)
class MeasuredSets:
    """Feature sets of a readout, and which of their members are features of its tables.

    Attributes
    ----------
    found
        Members that were measured.
    features
        Some names of features, for a message.
    """

    readout: Readout
    sets: FeatureSetFacts
    found: frozenset[str]
    features: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of all members that were measured."""
        return len(self.found) / len(self.sets.members)


def measured_sets(card: DatasetCard, facts: Facts) -> Iterator[MeasuredSets]:
    """Yield the sets of each readout of which both file and features could be read."""
    files = {found.pointer: found for found in facts.card.feature_sets if not found.problem}
    for readout in card.readouts:
        sets = files.get(readout.feature_set.pointer) if readout.feature_set is not None else None
        if sets is None:
            continue
        labels: dict[str, None] = {}
        for one in inputs_of(readout, card, facts):
            space = one.declared.feature_space
            column = space.feature_column if space is not None else None
            if one.features is not None:
                labels.update(dict.fromkeys(_labels(one.features, column)))
        if labels:
            known = frozenset(labels)
            found = _found(sets.members, known, card)
            yield MeasuredSets(readout, sets, found, tuple(labels)[:3])


def _labels(frame: FrameFacts, column: str | None) -> Iterator[str]:
    yield from frame.names or ()
    for name in dict.fromkeys((column or "", *SYMBOLS)):
        if name in frame.columns:
            yield from frame.columns[name].used


def _found(members: frozenset[str], labels: frozenset[str], card: DatasetCard) -> frozenset[str]:
    # Versions, and the endings that probe sets of custom arrays have, are no part of an id.
    plain = labels | {match[0] for label in labels if (match := STABLE_ID.match(label))}
    found = {member for member in members if member in plain}
    tables = gene_tables(card)
    for member in members - found:
        # A set may name by symbol what the table names by Ensembl id, or the other way round.
        if any(_names(member, table) & plain for table in tables):
            found.add(member)
    return frozenset(found)


def _names(member: str, table: GeneTable) -> set[str]:
    match = table.resolve(member)
    return {*match.ensembl_ids, *((match.symbol,) if match.symbol else ())}
