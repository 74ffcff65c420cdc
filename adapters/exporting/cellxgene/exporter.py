"""Write an h5ad file that CELLxGENE takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.cellxgene.embeddings import embeddings_of
from aivc.adapters.exporting.cellxgene.frames import obs_frame
from aivc.adapters.exporting.cellxgene.obs_columns import gather_columns
from aivc.adapters.exporting.cellxgene.planned_matrices import plan_matrices
from aivc.adapters.exporting.cellxgene.standard import SLIDE_SEQ, VISIUM
from aivc.adapters.exporting.cellxgene.uns import entries_to_drop, organism_of, title_of
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.h5ad.compose import PAIRWISE, Composition, write_composition
from aivc.adapters.exporting.h5ad.tables import main_table
from aivc.schema.vocabulary import is_descendant, lookup
from aivc.storage.keys.text_hash import hash_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from aivc.adapters.exporting.source import ExportSource
    from aivc.storage.model import Table

NO_PLACE = "CELLxGENE has no place for it"


class Cellxgene(Exporter):
    """An h5ad file after CELLxGENE schema 7.1.

    Facts of rows come from obs, and where it says nothing from samples, donors and operators of
    the card; nothing is made up. ``na`` is written where the schema defines it: for donor, sex,
    stage and ethnicity of a cell line, for ethnicity of other organisms than man, for controls in
    ``experimental_condition_ontology_term_id``. Features are named by Ensembl ids without version;
    those that the annotation of CELLxGENE does not have are left out and named. Raw counts go to
    ``raw/X`` as float32, or stay in ``X`` where there is nothing else; features that were filtered
    out of ``X`` come back as zeros. Columns with a name that CELLxGENE keeps for itself become
    ``author_NAME``. Matrices are streamed.

    What the schema asks for and nobody says is listed at once, and then nothing is written.
    Format: https://github.com/chanzuckerberg/single-cell-curation/blob/main/schema.
    """

    name: ClassVar[str] = "cellxgene"
    title: ClassVar[str] = "CELLxGENE 7.1 h5ad"
    suffixes: ClassVar[tuple[str, ...]] = (".h5ad",)
    is_pre_analysis: ClassVar[bool] = False

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the file; see :class:`Exporter`."""
        table, unheld = main_table(source)
        organism, lacking = organism_of(source.card)
        title, more = title_of(source.card)
        lacking += (*more, *_repeated_names(table))
        found = gather_columns(source, table, organism, is_pre_analysis=self.is_pre_analysis)
        is_spatial = _is_spatial(found.assays)
        lacking += tuple(_spatial(table)) if is_spatial else ()
        obsm, more, more_unheld = embeddings_of(
            table, is_spatial=is_spatial, needs_one=not self.is_pre_analysis
        )
        lacking, unheld = (*lacking, *more), (*unheld, *more_unheld)
        planned, more, more_unheld = plan_matrices(source, table, organism, found.assays)
        lacking, unheld = (*lacking, *more, *found.lacking), (*unheld, *more_unheld, *found.unheld)
        if lacking or planned is None:
            raise IncompleteForTargetError(self.title, sorted(lacking))
        obs, of_obs = obs_frame(table.obs, found.columns)
        drop, of_uns = entries_to_drop(
            table,
            {column.name for column in obs.columns},
            {matrix.name.removeprefix("obsm/") for matrix in obsm},
            is_spatial=is_spatial,
            is_pre_analysis=self.is_pre_analysis,
        )
        uns: dict[str, Any] = {"title": title, "organism_ontology_term_id": organism}
        if planned.is_counts:
            uns["X_approximate_distribution"] = "count"
        if found.perturbations:
            uns["genetic_perturbations"] = found.perturbations
        carried = PAIRWISE if planned.keeps_features else ("obsp",)
        composition = Composition(
            table, obs, planned.var, planned.matrices, planned.raw_var, obsm, uns, drop, carried
        )
        write_composition(source.dataset, composition, target)
        return tuple(sorted({*unheld, *of_obs, *of_uns, *_relations(source)}))


class CellxgenePreAnalysis(Cellxgene):
    """An h5ad file after CELLxGENE schema 7.1, before analysis: without cell types and embeddings.

    Everything else is as for :class:`Cellxgene`; `cellxgene-schema validate --pre-analysis` checks
    it.
    """

    name: ClassVar[str] = "cellxgene-pre-analysis"
    title: ClassVar[str] = "CELLxGENE 7.1 h5ad before analysis"
    is_pre_analysis: ClassVar[bool] = True


def _is_spatial(assays: Iterable[str]) -> bool:
    """Tell whether rows are of an assay whose sections CELLxGENE shows."""
    known = [term for term in assays if lookup(term) is not None]
    return any(
        term == SLIDE_SEQ or is_descendant(term, VISIUM, include_self=True) for term in known
    )


def _spatial(table: Table) -> Iterator[Lacking]:
    spatial = table.uns("spatial") if "spatial" in table.uns_keys else None
    if not isinstance(spatial, dict) or not isinstance(spatial.get("is_single"), bool):
        told = "uns/spatial with is_single: whether the file holds one section only"
        yield Lacking("uns/spatial", told)
    if not any(matrix.name == "obsm/spatial" for matrix in table.obsm):
        yield Lacking("obsm/spatial", "the coordinates of the spots")


def _repeated_names(table: Table) -> Iterator[Lacking]:
    hashes = np.concatenate([np.empty(0, np.uint64), *map(hash_texts, table.obs.index())])
    n_repeated = len(hashes) - len(np.unique(hashes))
    if n_repeated:
        yield Lacking("obs", f"names of rows that differ; {n_repeated:,} are repeated")


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
