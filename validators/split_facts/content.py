"""Compare the content of rows across the parts of a split."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.facts.progress import PER_VALUE, Progress
from aivc.validators.facts.row_names import row_names
from aivc.validators.findings import MAX_EXAMPLES
from aivc.validators.fingerprints.content_scan import BLOCK_BYTES, scan_contents
from aivc.validators.fingerprints.copies_between import copies_between
from aivc.validators.fingerprints.features import features_of
from aivc.validators.fingerprints.kept_order import keep_order
from aivc.validators.fingerprints.rarity import rows_with
from aivc.validators.fingerprints.sensitivity import plant
from aivc.validators.fingerprints.sketch_order import N_BINS, SketchOrder, rarity_levels
from aivc.validators.fingerprints.source_matrix import source_matrix
from aivc.validators.split_facts.content_corpora import measure_corpora
from aivc.validators.split_facts.content_facts import (
    NO_COPIES,
    ContentFacts,
    Copies,
    MatrixContent,
    NearTest,
    PairContent,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import Partitioning
    from aivc.storage.model import Dataset, Frame, Table
    from aivc.validators.facts.row_names import RowNames
    from aivc.validators.fingerprints.copies_between import Between, RowPairs
    from aivc.validators.split_facts.corpora import NamedCorpus
    from aivc.validators.split_facts.model import Pair


def measure_content(
    dataset: Dataset,
    table: str,
    partitioning: Partitioning,
    pairs: Iterable[Pair],
    corpora: Sequence[NamedCorpus] = (),
    progress: Callable[[float, str], None] | None = None,
    *,
    max_bytes: int = BLOCK_BYTES,
    segments: Sequence[tuple[str, int, int]] = (),
) -> ContentFacts:
    """Find rows that two parts have in common, by what they hold.

    Each matrix is read once, in blocks; 170 bytes are kept for each row. What cannot be read is
    named, and does not stop the rest.

    Parameters
    ----------
    dataset
        The opened container.
    table
        Name of the table that was divided; of a MuData ``""`` where its shared obs was.
    partitioning
        The part of each row.
    pairs
        Which parts are compared.
    corpora
        Further data that a predictor may have learned from; evaluated parts are compared with it.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.
    max_bytes
        Decoded size of a block; memory grows with it.
    segments
        Name, first row and end of each table, where the rows are those of several.
    """
    compared = tuple(pairs)
    told = Progress(progress)
    tables = _tables(dataset, table, partitioning, segments)
    for one, _ in tables:
        matrix = source_matrix(one)
        n_stored = matrix.n_stored if matrix is not None else 0
        told.plan(PER_VALUE * n_stored * (1 + len(corpora)))
    found: list[MatrixContent] = []
    unreadable: dict[str, str] = {}
    if not tables:
        unreadable[table or "the file"] = "no table has a row for each observation that was divided"
    for one, divided in tables:
        matrix = source_matrix(one)
        if matrix is None:
            unreadable[one.name or "the file"] = "it has no matrix with a row for each observation"
            continue
        try:
            found.append(_measure(one, divided, compared, told, max_bytes))
        except (AivcError, MemoryError) as error:
            unreadable[matrix.path] = str(error) or "it does not fit into memory"
    evaluated = sorted({pair.evaluated for pair in compared})
    in_corpora = measure_corpora(tables, evaluated, corpora, told, max_bytes)
    told.finish()
    return ContentFacts(tuple(found), in_corpora, unreadable)


def _tables(
    dataset: Dataset,
    name: str,
    partitioning: Partitioning,
    segments: Sequence[tuple[str, int, int]],
) -> list[tuple[Table, Partitioning]]:
    """Return the tables that were divided, and the part of each of their rows."""
    if segments:
        return [
            (table, replace(partitioning, codes=partitioning.codes[start:stop]))
            for segment, start, stop in segments
            if (table := dataset.table(segment)) is not None
        ]
    named = dataset.table(name)
    chosen = dataset.tables if named is None else (named,)
    n_rows = len(partitioning.codes)
    return [(table, partitioning) for table in chosen if table.n_obs == n_rows]


def _measure(
    table: Table,
    partitioning: Partitioning,
    pairs: Sequence[Pair],
    progress: Progress,
    max_bytes: int,
) -> MatrixContent:
    matrix = source_matrix(table)
    assert matrix is not None  # noqa: S101 - the caller has looked
    keys = features_of(table, matrix, resolves=False).keys()
    order = SketchOrder.of(keys, rarity_levels(*rows_with(matrix, max_bytes)))
    contents = scan_contents(matrix, keys, order, progress, max_bytes)
    planted = plant(contents, order)
    rows = [np.flatnonzero(partitioning.codes == k) for k in range(len(partitioning.names))]

    def keeps_order(left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.bool_]:
        return keep_order(matrix, left, right, max_bytes)

    found = []
    for pair in pairs:
        left, right = rows[pair.evaluated], rows[pair.reference]
        found.append((pair, copies_between(contents, planted, left, right, keeps_order)))
    names = _names_of(table.obs, [between for _, between in found])
    return MatrixContent(
        table.name,
        matrix.name,
        *matrix.shape,
        tuple(_facts(pair, between, names) for pair, between in found),
    )


def _names_of(frame: Frame, found: Iterable[Between]) -> RowNames:
    """Read the names of the rows that are shown, in one pass over the names."""
    shown = [
        positions[:MAX_EXAMPLES]
        for between in found
        for copies in (between.exact, between.rescaled, between.near)
        for positions in (copies.left, copies.right)
    ]
    return row_names(frame, np.concatenate(shown).tolist() if shown else ())


def _facts(pair: Pair, between: Between, names: RowNames) -> PairContent:
    return PairContent(
        pair.evaluated,
        pair.reference,
        between.n_rows,
        _copies(between.exact, names),
        _copies(between.rescaled, names),
        _copies(between.near, names),
        between.n_undecided,
        _near_test(between),
    )


def _copies(found: RowPairs, names: RowNames) -> Copies:
    if not len(found):
        return NO_COPIES
    left = names.of(found.left[:MAX_EXAMPLES])
    right = names.of(found.right[:MAX_EXAMPLES])
    return Copies(len(found), tuple(zip(left, right, strict=True)))


def _near_test(between: Between) -> NearTest | None:
    if between.look_alikes is None or between.sensitivity is None:
        return None
    needed = float(between.look_alikes.needed[N_BINS]) / N_BINS
    return NearTest(between.look_alikes.rate, needed, between.sensitivity.recall)
