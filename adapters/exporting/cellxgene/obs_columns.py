"""The columns of obs that CELLxGENE asks for, and the keys of the standard."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.exporting.cellxgene import conditions as applied
from aivc.adapters.exporting.cellxgene.guides import guides_of_rows
from aivc.adapters.exporting.cellxgene.labels import of_entities
from aivc.adapters.exporting.cellxgene.obs_check import lacking_in_obs
from aivc.adapters.exporting.cellxgene.row_facts import RowFacts
from aivc.adapters.exporting.cellxgene.standard import ASKED, NA
from aivc.adapters.exporting.exporter import Lacking, Unheld
from aivc.storage.made.columns import MadeNumbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.adapters.exporting.cellxgene.labels import RowLabels
    from aivc.adapters.exporting.source import ExportSource
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Table

PRIMARY = "is_primary_data"
CELL_TYPE = "cell_type_ontology_term_id"


@dataclass
class ObsColumns:
    """The columns, as they are gathered.

    Attributes
    ----------
    columns
        What obs gets.
    assays
        Rows of each assay.
    perturbations
        Entry ``genetic_perturbations`` of uns; empty where there is none.
    lacking, unheld
        What is missing, and what has no place.
    """

    columns: list[ColumnSource] = field(default_factory=list)
    assays: dict[str, int] = field(default_factory=dict)
    perturbations: dict[str, Any] = field(default_factory=dict)
    lacking: list[Lacking] = field(default_factory=list)
    unheld: list[Unheld] = field(default_factory=list)


def gather_columns(
    source: ExportSource, table: Table, organism: str | None, *, is_pre_analysis: bool
) -> ObsColumns:
    """Gather the columns of a table's rows."""
    found = ObsColumns()
    facts = RowFacts(source, table)
    _add_keys(found, source, table)
    _add_asked(found, facts, organism, is_pre_analysis=is_pre_analysis)
    _add_primary(found, facts, source, table)
    _add_conditions(found, facts, source, table)
    _add_guides(found, source, table, organism)
    return found


def _add_keys(found: ObsColumns, source: ExportSource, table: Table) -> None:
    for slot, name in (("samples", "sample_id"), ("conditions", "condition_id")):
        rows = source.rows_of(slot, table)
        if rows is not None and not table.obs.has(name):
            found.columns.append(of_entities(rows, {key: key for key in rows.ids}).column(name))


def _add_asked(
    found: ObsColumns, facts: RowFacts, organism: str | None, *, is_pre_analysis: bool
) -> None:
    said = {column.name: facts.labels(column.name) for column in ASKED}
    if is_pre_analysis and said.pop(CELL_TYPE).counts():
        because = "a file before analysis has no cell types"
        found.unheld.append(Unheld(f"obs/{CELL_TYPE}", "a column", because))
    found.lacking += lacking_in_obs(said, organism)
    found.assays = said["assay_ontology_term_id"].counts()
    found.columns += [labels.column(name) for name, labels in said.items()]


def _add_primary(found: ObsColumns, facts: RowFacts, source: ExportSource, table: Table) -> None:
    in_obs = _truths(facts.in_obs(PRIMARY))
    told = source.card.is_primary_data
    if in_obs is None and told is None:
        what = "whether this is the first release of these observations"
        found.lacking.append(Lacking(f"/{PRIMARY}", what))
        return
    truths = np.full(table.n_obs, told, np.bool_) if in_obs is None else in_obs
    found.columns.append(MadeNumbers(PRIMARY, truths))


def _truths(labels: RowLabels) -> NDArray[np.bool_] | None:
    words = {label.casefold() for label in labels.counts()}
    if not words or not words <= {"true", "false"} or labels.n_missing:
        return None
    truths = np.array([label.casefold() == "true" for label in labels.labels], np.bool_)
    found: NDArray[np.bool_] = truths[labels.codes]
    return found


def _add_conditions(found: ObsColumns, facts: RowFacts, source: ExportSource, table: Table) -> None:
    in_obs = facts.in_obs(applied.NAME)
    made: RowLabels | None = in_obs
    if not in_obs.counts() or in_obs.n_missing:
        made, lacking, unheld = applied.conditions_of_rows(source, table)
        found.lacking += lacking
        found.unheld += unheld
    if made is not None and set(made.counts()) != {NA}:
        found.columns.append(made.column(applied.NAME))


def _add_guides(
    found: ObsColumns, source: ExportSource, table: Table, organism: str | None
) -> None:
    guides = guides_of_rows(source, table, organism)
    found.lacking += guides.lacking
    found.unheld += guides.unheld
    if guides.ids is not None and guides.strategies is not None and guides.described:
        found.perturbations = dict(guides.described)
        found.columns.append(guides.ids.column("genetic_perturbation_id"))
        found.columns.append(guides.strategies.column("genetic_perturbation_strategy"))
