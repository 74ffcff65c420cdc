"""Write an h5ad file that CELLxGENE takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.cellxgene import conditions as applied
from aivc.adapters.exporting.cellxgene.count_scan import lacking_in_counts, scan
from aivc.adapters.exporting.cellxgene.embeddings import embeddings_of
from aivc.adapters.exporting.cellxgene.expression import (
    asks_for_counts,
    expression_of,
    lacking_counts,
    raw_var_of,
)
from aivc.adapters.exporting.cellxgene.features import features_of
from aivc.adapters.exporting.cellxgene.frames import obs_frame, var_frame
from aivc.adapters.exporting.cellxgene.guides import guides_of_rows
from aivc.adapters.exporting.cellxgene.labels import of_entities
from aivc.adapters.exporting.cellxgene.obs_check import lacking_in_obs
from aivc.adapters.exporting.cellxgene.row_facts import RowFacts
from aivc.adapters.exporting.cellxgene.standard import ASKED, SLIDE_SEQ, VISIUM
from aivc.adapters.exporting.cellxgene.uns import entries_to_drop, organism_of, title_of
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.h5ad.compose import PAIRWISE, Composition, write_composition
from aivc.adapters.exporting.h5ad.matrices import dense_rows, sparse_rows
from aivc.adapters.exporting.h5ad.tables import main_table
from aivc.schema.vocabulary import is_descendant, lookup
from aivc.storage.made.columns import MadeNumbers
from aivc.storage.model import MatrixEncoding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.exporting.cellxgene.expression import Expression
    from aivc.adapters.exporting.cellxgene.features import Features
    from aivc.adapters.exporting.cellxgene.labels import RowLabels
    from aivc.adapters.exporting.source import ExportSource
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Matrix, Table

SPARSE_FROM = 0.5
"""Share of zeros above which a matrix must be sparse."""

PRIMARY = "is_primary_data"
NO_PLACE = "CELLxGENE has no place for it"


@dataclass
class _Gathered:
    """What was found out before anything is written."""

    lacking: list[Lacking] = field(default_factory=list)
    unheld: list[Unheld] = field(default_factory=list)


class Cellxgene(Exporter):
    """An h5ad file after CELLxGENE schema 7.1.

    Facts of rows come from obs, and where it says nothing from samples, donors and operators of
    the card; nothing is made up. ``na`` is written where the schema defines it: for donor, sex,
    stage and ethnicity of a cell line, for ethnicity of other organisms than man, for controls in
    ``experimental_condition_ontology_term_id``. Features are named by Ensembl ids without version;
    those that the annotation of CELLxGENE does not have are left out and named. Raw counts go to
    ``raw/X`` as float32, or stay in ``X`` where there is nothing else. Columns with a name that
    CELLxGENE keeps for itself become ``author_NAME``. Matrices are streamed.

    What the schema asks for and nobody says is listed at once, and then nothing is written.
    Format: https://github.com/chanzuckerberg/single-cell-curation/blob/main/schema.
    """

    name: ClassVar[str] = "cellxgene"
    title: ClassVar[str] = "CELLxGENE 7.1 h5ad"
    suffixes: ClassVar[tuple[str, ...]] = (".h5ad",)
    is_pre_analysis: ClassVar[bool] = False

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the file; see :class:`Exporter`."""
        found = _Gathered()
        table, others = main_table(source)
        found.unheld += others
        organism, lacking = organism_of(source.card)
        found.lacking += lacking
        title, lacking = title_of(source.card)
        found.lacking += lacking
        said = self._said(source, table, organism, found)
        uns: dict[str, Any] = {"title": title, "organism_ontology_term_id": organism}
        columns = list(_columns(source, table, said, organism, uns, found))
        assays = said["assay_ontology_term_id"].counts()
        is_spatial = _is_spatial(assays)
        obsm, lacking, unheld = embeddings_of(
            table, is_spatial=is_spatial, needs_one=not self.is_pre_analysis
        )
        found.lacking += lacking
        found.unheld += unheld
        expression, has_counts = expression_of(source, table)
        asked = asks_for_counts(assays)
        found.lacking += lacking_counts(has_counts=has_counts, asked_for=asked)
        made = _expression(source, table, expression, organism, has_counts, found)
        _refuse_repeated_names(table, found)
        if found.lacking or made is None:
            raise IncompleteForTargetError(self.title, sorted(found.lacking))
        obs, unheld = obs_frame(table.obs, columns)
        found.unheld += unheld
        drop, unheld = entries_to_drop(
            table,
            {column.name for column in obs.columns},
            {matrix.name.removeprefix("obsm/") for matrix in obsm},
            is_spatial=is_spatial,
            is_pre_analysis=self.is_pre_analysis,
        )
        found.unheld += [*unheld, *_relations(source)]
        matrices, var, raw_var, keeps_all = made
        if has_counts and expression.raw is None:
            uns["X_approximate_distribution"] = "count"
        carried = PAIRWISE if keeps_all else ("obsp",)
        composition = Composition(table, obs, var, matrices, raw_var, obsm, uns, drop, carried)
        write_composition(source.dataset, composition, target)
        return tuple(sorted(set(found.unheld)))

    def _said(
        self, source: ExportSource, table: Table, organism: str | None, found: _Gathered
    ) -> dict[str, RowLabels]:
        facts = RowFacts(source, table)
        said = {column.name: facts.labels(column.name) for column in ASKED}
        if self.is_pre_analysis:
            cell_types = said.pop("cell_type_ontology_term_id")
            if cell_types.counts():
                because = "a file before analysis has no cell types"
                found.unheld.append(Unheld("obs/cell_type_ontology_term_id", "a column", because))
        found.lacking += lacking_in_obs(said, organism)
        return said


class CellxgenePreAnalysis(Cellxgene):
    """An h5ad file after CELLxGENE schema 7.1, before analysis: without cell types and embeddings.

    Everything else is as for :class:`Cellxgene`; `cellxgene-schema validate --pre-analysis` checks
    it.
    """

    name: ClassVar[str] = "cellxgene-pre-analysis"
    title: ClassVar[str] = "CELLxGENE 7.1 h5ad before analysis"
    is_pre_analysis: ClassVar[bool] = True


def _columns(
    source: ExportSource,
    table: Table,
    said: dict[str, RowLabels],
    organism: str | None,
    uns: dict[str, Any],
    found: _Gathered,
) -> Iterator[ColumnSource]:
    for slot, name in (("samples", "sample_id"), ("conditions", "condition_id")):
        rows = source.rows_of(slot, table)
        if rows is not None and not table.obs.has(name):
            yield of_entities(rows, {key: key for key in rows.ids}).column(name)
    for name, labels in said.items():
        yield labels.column(name)
    primary = _primary(source, table)
    if primary is None:
        told = "whether this is the first release of these observations"
        found.lacking.append(Lacking(f"/{PRIMARY}", told))
    else:
        yield MadeNumbers(PRIMARY, primary)
    condition = RowFacts(source, table).in_obs(applied.NAME)
    if condition.counts() and not condition.n_missing:
        made: RowLabels | None = condition if set(condition.counts()) != {"na"} else None
    else:
        made, lacking, unheld = applied.conditions_of_rows(source, table)
        found.lacking += lacking
        found.unheld += unheld
    if made is not None:
        yield made.column(applied.NAME)
    guides = guides_of_rows(source, table, organism)
    found.lacking += guides.lacking
    found.unheld += guides.unheld
    if guides.ids is not None and guides.strategies is not None and guides.described:
        uns["genetic_perturbations"] = guides.described
        yield guides.ids.column("genetic_perturbation_id")
        yield guides.strategies.column("genetic_perturbation_strategy")


def _primary(source: ExportSource, table: Table) -> NDArray[np.bool_] | None:
    labels = RowFacts(source, table).in_obs(PRIMARY)
    words = {label.casefold() for label in labels.counts()}
    if words and words <= {"true", "false"} and not labels.n_missing:
        truths = np.array([label.casefold() == "true" for label in labels.labels], np.bool_)
        found: NDArray[np.bool_] = truths[labels.codes]
        return found
    told = source.card.is_primary_data
    return None if told is None else np.full(table.n_obs, told, np.bool_)


def _is_spatial(assays: dict[str, int]) -> bool:
    known = [term for term in assays if lookup(term) is not None]
    return any(
        term == SLIDE_SEQ or is_descendant(term, VISIUM, include_self=True) for term in known
    )


_Made = tuple[list["Matrix"], Any, Any, bool]


def _expression(
    source: ExportSource,
    table: Table,
    expression: Expression,
    organism: str | None,
    has_counts: bool,  # noqa: FBT001 - one of six that are all needed
    found: _Gathered,
) -> _Made | None:
    """Return the matrices, var, raw var, and whether all features stay; None where they lack."""
    features, lacking, unheld = features_of(source, table, table.var, organism)
    found.lacking += lacking
    found.unheld += unheld
    raw_frame = raw_var_of(table, expression.raw)
    raw_features: Features | None = features
    if features is not None and raw_frame is not table.var:
        raw_features, lacking, _ = features_of(source, table, raw_frame, organism)
        found.lacking += lacking
        if raw_features is not None and raw_features.ids != features.ids:
            n_x, n_raw = len(features.ids), len(raw_features.ids)
            told = (
                f"the same features in X and raw/X; X has {n_x:,} and raw/X {n_raw:,}, or another "
                "order. Fill the features that were filtered out of X with zeros"
            )
            found.lacking.append(Lacking("raw/var", told))
    if features is None or raw_features is None:
        return None
    counts = expression.counts
    places = raw_features.places if expression.raw is not None else features.places
    looked = scan(counts, places, len(features.ids), are_counts=has_counts)
    if has_counts:
        found.lacking += lacking_in_counts(looked, counts.name)
    if found.lacking:
        return None
    n_cells = max(1, table.n_obs * len(features.ids))
    matrices: list[Matrix] = []
    if expression.raw is None:
        dtype = "float32" if has_counts else expression.main.dtype
        share = 1 - looked.n_nonzero / n_cells
        matrices.append(_suited(expression.main, "X", dtype, features, share))
        is_filtered = np.zeros(len(features.ids), np.bool_)
        raw_var = None
    else:
        main = scan(expression.main, features.places, len(features.ids), are_counts=False)
        share = 1 - main.n_nonzero / n_cells
        matrices.append(_suited(expression.main, "X", expression.main.dtype, features, share))
        share = 1 - looked.n_nonzero / n_cells
        matrices.append(_suited(expression.raw, "raw/X", "float32", raw_features, share))
        is_filtered = ~main.column_is_used & looked.column_is_used
        raw_var, unheld = var_frame(raw_frame, raw_features, None)
        found.unheld += unheld
    for layer in expression.layers:
        seen = scan(layer, features.places, len(features.ids), are_counts=False)
        share = 1 - seen.n_nonzero / n_cells
        matrices.append(_suited(layer, layer.name, layer.dtype, features, share))
    var, unheld = var_frame(table.var, features, is_filtered)
    found.unheld += unheld
    return matrices, var, raw_var, features.places is None


def _suited(
    matrix: Matrix, name: str, dtype: str, features: Features, share_of_zeros: float
) -> Matrix:
    """Return a matrix in the encoding that is asked for: sparse rows where most is zero."""
    is_dense = matrix.encoding is MatrixEncoding.DENSE
    if is_dense and share_of_zeros <= SPARSE_FROM and features.places is None:
        return dense_rows(matrix, name, dtype)
    return sparse_rows(matrix, name, dtype, columns=features.places, n_columns=len(features.ids))


def _refuse_repeated_names(table: Table, found: _Gathered) -> None:
    seen: set[str] = set()
    n_rows = 0
    for block in table.obs.index():
        seen.update(block.tolist())
        n_rows += len(block)
    if len(seen) < n_rows:
        told = f"names of rows that differ; {n_rows - len(seen):,} are repeated"
        found.lacking.append(Lacking("obs", told))


def _relations(source: ExportSource) -> Iterator[Unheld]:
    """Say what obs columns and terms cannot hold of what was done."""
    card = source.card
    n_treated = sum(bool(arm.events) for arm in arms_of(card))
    if n_treated:
        what = f"doses, times, order and schedules of {n_treated:,} treated conditions"
        yield Unheld("conditions", what, "CELLxGENE names what was applied, not how")
    if card.controls:
        what = "what controls are for, and what they are matched on"
        yield Unheld("controls", what, "CELLxGENE has no links between observations")
    if card.activities:
        yield Unheld("activities", "processing steps and what they were fitted on", NO_PLACE)
