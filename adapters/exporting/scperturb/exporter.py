"""Write an h5ad file in the layout of scPerturb."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.counts import totals_of
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.h5ad.columns import KeptColumn, frame_of, kept_columns
from aivc.adapters.exporting.h5ad.compose import Composition, write_composition
from aivc.adapters.exporting.h5ad.matrices import renamed
from aivc.adapters.exporting.h5ad.tables import main_table, matrices_of_card
from aivc.adapters.exporting.row_values import label_column, number_column
from aivc.adapters.exporting.scperturb.conditions import columns_of, unheld_of
from aivc.adapters.exporting.scperturb.samples import columns_of_sample
from aivc.adapters.exporting.scperturb.symbols import symbols_of_features
from aivc.adapters.exporting.scperturb.words import CONTROL
from aivc.adapters.keys.obs_columns import TableColumns
from aivc.storage.made.columns import MadeLabels, MadeNumbers
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from aivc.adapters.exporting.rows import EntityRows
    from aivc.adapters.exporting.source import ExportSource
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Frame, Matrix, Table

INDEX = "cell_barcode"
OWN = "source_"
"""Before the name of a column of the source that scPerturb uses for something else."""

SAME = ("sample_id", "condition_id", "donor_id")
"""Columns that mean in the source what they mean here."""


class ScPerturb(Exporter):
    """An h5ad file with the obs columns of scPerturb.

    ``perturbation`` (``control`` for every control), ``perturbation_type``, ``nperts``,
    ``dose_value``, ``dose_unit``, ``time`` in hours, ``target``, ``guide_id``; ``celltype``,
    ``cell_line``, ``tissue_type``, ``disease``, ``cancer``, ``organism``, ``sex``, ``age``,
    ``replicate``, ``batch``, ``plate``, ``well``; ``ncounts``, ``ngenes``, ``percent_mito``,
    ``percent_ribo``, and in var ``ncounts`` and ``ncells``, from raw counts. A second agent with a
    dose of its own has columns that end in ``_2``. ``X`` holds the raw counts where there are any.
    Format: Peidli et al. 2024, https://doi.org/10.1038/s41592-023-02144-y, and the checks of its
    repository, https://github.com/sanderlab/scPerturb.

    Every other column of the source stays; one whose name is needed becomes ``source_NAME``.
    """

    name: ClassVar[str] = "scperturb"
    title: ClassVar[str] = "scPerturb h5ad"
    suffixes: ClassVar[tuple[str, ...]] = (".h5ad",)

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the file; see :class:`Exporter`."""
        table, unheld = main_table(source)
        conditions = source.rows_of("conditions", table)
        if conditions is None:
            what = "`matches`, or a column condition_id, that tell the condition of each row"
            raise IncompleteForTargetError(self.title, [Lacking("/conditions", what)])
        matrices, counts = _matrices(source, table)
        made = [*_done(source, conditions), *_context(source, table), *_places(source, table)]
        var: list[ColumnSource] = kept_columns(table.var)
        if counts is not None:
            of_rows, of_columns = _sums(source, table, counts)
            made += of_rows
            names = {column.info.name for column in of_columns}
            var = [*kept_columns(table.var, names), *of_columns]
        obs = MadeFrame(
            table.obs.index, _obs(table.obs, made), n_rows=table.n_obs, index_name=INDEX
        )
        drop = frozenset({"aivc", "aivc_conversion"})
        composition = Composition(
            table,
            obs,
            frame_of(table.var, var),
            matrices,
            _raw_var(matrices, table),
            table.obsm,
            drop_uns=drop,
        )
        write_composition(source.dataset, composition, target)
        said = {*unheld, *unheld_of(arms_of(source.card)), *_without_counts(counts), CARD}
        return tuple(sorted(said))


CARD = Unheld(
    "card",
    "controls and what they are matched on, processing, provenance",
    "obs columns hold no relations; keep the card beside the file",
)


def _without_counts(counts: Matrix | None) -> Iterator[Unheld]:
    if counts is None:
        because = "the card names no raw counts that they could be summed from"
        yield Unheld("obs", "ncounts, ngenes, percent_mito and percent_ribo", because)


def _matrices(source: ExportSource, table: Table) -> tuple[list[Matrix], Matrix | None]:
    """Return the matrices with raw counts as X, what X was as a layer, and the counts."""
    said = matrices_of_card(source.card, table)
    raw = [m for m in table.matrices if m.name in said and said[m.name].value_type == "raw_counts"]
    fitting = [m for m in raw if m.shape == (table.n_obs, table.n_var)]
    counts = fitting[0] if fitting else None
    if counts is None or counts.name == "X":
        return [renamed(matrix, matrix.name) for matrix in table.matrices], counts
    made = [renamed(counts, "X")]
    for matrix in table.matrices:
        if matrix is not counts:
            name = f"layers/{OWN}X" if matrix.name == "X" else matrix.name
            made.append(renamed(matrix, name))
    return made, counts


def _raw_var(matrices: Sequence[Matrix], table: Table) -> Frame | None:
    has_raw = any(matrix.name == "raw/X" for matrix in matrices)
    return (table.raw_var or table.var) if has_raw else None


def _done(source: ExportSource, conditions: EntityRows) -> Iterator[ColumnSource]:
    organisms = source.card.organism_ontology_term_id
    organism = organisms[0] if len(organisms) == 1 else None
    filled = {arm.condition_id: columns_of(arm, organism) for arm in arms_of(source.card)}
    labels = dict.fromkeys(name for one in filled.values() for name in one.labels)
    numbers = dict.fromkeys(name for one in filled.values() for name in one.numbers)
    for name in labels:
        # As in its own data sets, whoever got no second agent got the control of it.
        empty = CONTROL if re.fullmatch(r"perturbation_\d+", name) else None
        by_id = {key: one.labels.get(name) or empty for key, one in filled.items()}
        if any(value is not None for value in by_id.values()):
            yield label_column(name, conditions, by_id)
    for name in numbers:
        of_id = {key: one.numbers.get(name) for key, one in filled.items()}
        if any(value is not None for value in of_id.values()):
            yield number_column(name, conditions, of_id)


def _context(source: ExportSource, table: Table) -> Iterator[ColumnSource]:
    samples = source.rows_of("samples", table)
    if samples is None:
        return
    filled = {s.sample_id: columns_of_sample(s, source.card) for s in source.card.samples}
    names = dict.fromkeys(name for one in filled.values() for name in one)
    for name in names:
        by_id = {key: one[name] for key, one in filled.items() if key is not None}
        if name == "cancer" and all(value is not None for value in by_id.values()):
            column = label_column(name, samples, by_id).read()
            is_known = bool((column.codes >= 0).all())
            if is_known:
                truths = np.array([label == "True" for label in column.categories])
                yield MadeNumbers(name, truths[column.codes])
                continue
        if any(value is not None for value in by_id.values()):
            yield label_column(name, samples, by_id)


def _places(source: ExportSource, table: Table) -> Iterator[ColumnSource]:
    """Yield batch, plate, well and guide from the columns that play these roles."""
    bound = {
        key.role: key.columns[0]
        for key in reversed(source.card.binding.keys if source.card.binding else ())
        if key.role and len(key.columns) == 1
    }
    columns = TableColumns(source.dataset, table)
    usual = {"batch": "batch_id", "plate": "plate_id", "well": "well_position", "guide": "guide_id"}
    for role, standard in usual.items():
        wanted = bound.get(role, standard)
        found = columns.read([wanted]).get(wanted)
        name = "guide_id" if role == "guide" else role
        if found is not None and not (wanted == name and table.obs.has(name)):
            yield MadeLabels(name, found.codes, found.categories)


def _sums(
    source: ExportSource, table: Table, counts: Matrix
) -> tuple[list[ColumnSource], list[ColumnSource]]:
    symbols = symbols_of_features(source.card, table)
    groups = {
        "percent_mito": np.array([s.upper().startswith("MT-") for s in symbols], np.bool_),
        "percent_ribo": np.array([s.upper().startswith(("RPS", "RPL")) for s in symbols], np.bool_),
    }
    totals = totals_of(counts, groups)
    of_rows: list[ColumnSource] = [
        MadeNumbers("ncounts", totals.row_sums),
        MadeNumbers("ngenes", totals.row_nonzero),
    ]
    for name, sums in totals.row_sums_of.items():
        share = np.divide(
            100 * sums, totals.row_sums, out=np.zeros_like(sums), where=totals.row_sums > 0
        )
        of_rows.append(MadeNumbers(name, share))
    of_columns: list[ColumnSource] = [
        MadeNumbers("ncounts", totals.column_sums),
        MadeNumbers("ncells", totals.column_nonzero),
    ]
    return of_rows, of_columns


def _obs(frame: Frame, made: Sequence[ColumnSource]) -> list[ColumnSource]:
    """Put new columns behind those of the source; a name that is needed is given up by its own."""
    new = {column.info.name for column in made}
    kept: list[ColumnSource] = []
    for info in frame.columns:
        if info.name in SAME and info.name in new:
            continue
        name = f"{OWN}{info.name}" if info.name in new else info.name
        kept.append(KeptColumn(frame, info, name))
    return [*kept, *made]
