"""Compare the evaluated rows of a split with corpora that a predictor may have learned from."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.facts.row_names import row_names
from aivc.validators.findings import MAX_EXAMPLES
from aivc.validators.fingerprints.overlap import wilson
from aivc.validators.fingerprints.rows_in import rows_in
from aivc.validators.fingerprints.source_matrix import source_matrix
from aivc.validators.split_facts.content_facts import CorpusOverlap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.splits.observations import Partitioning
    from aivc.storage.model import Table
    from aivc.validators.facts.progress import Progress
    from aivc.validators.fingerprints.rows_in import Hits, RowsIn
    from aivc.validators.split_facts.corpora import NamedCorpus


def measure_corpora(
    tables: Sequence[tuple[Table, Partitioning]],
    evaluated: Sequence[int],
    corpora: Sequence[NamedCorpus],
    progress: Progress,
    max_bytes: int,
) -> tuple[CorpusOverlap, ...]:
    """Look for the rows of the evaluated parts in each corpus.

    Parameters
    ----------
    tables
        Tables that were divided, and the part of each of their rows; the first whose features the
        corpus has is compared.
    evaluated
        Positions of the parts that are evaluated.
    corpora
        The corpora.
    progress
        Told after each block.
    max_bytes
        Decoded size of a block.

    Returns
    -------
    tuple of CorpusOverlap
        One for each corpus and part, or one that says why the corpus could not be compared.
    """
    found: list[CorpusOverlap] = []
    with_matrix = [each for each in tables if source_matrix(each[0]) is not None]
    for corpus in corpora:
        problem = corpus.problem or "the data have no matrix to compare with it"
        for table, partitioning in with_matrix if not corpus.problem else ():
            try:
                with ExitStack() as stack:
                    rows = rows_in(table, corpus.path, stack, progress, max_bytes)
            except (AivcError, MemoryError) as error:
                problem = str(error) or "it does not fit into memory"
                continue
            found += _of_parts(corpus, table, rows, partitioning, evaluated)
            problem = ""
            break
        if problem:
            named = corpus.corpus_id, corpus.pointer, str(corpus.path)
            found.append(CorpusOverlap(*named, problem=problem))
    return tuple(found)


def _of_parts(
    corpus: NamedCorpus,
    table: Table,
    rows: RowsIn,
    partitioning: Partitioning,
    evaluated: Sequence[int],
) -> Iterator[CorpusOverlap]:
    for part in evaluated:
        inside = partitioning.codes == part
        hits = [_within(one, inside) for one in (rows.exact, rows.rescaled, rows.near) if one]
        n_rows = int(np.count_nonzero(inside))
        bounds = [_bounds(one, n_rows) for one in hits]
        estimate, low, high = max(bounds, default=(0.0, 0.0, 0.0))
        same = np.union1d(hits[0].found, hits[1].found)
        every = np.union1d(same, hits[2].found) if rows.near is not None else same
        yield CorpusOverlap(
            corpus.corpus_id,
            corpus.pointer,
            str(corpus.path),
            part=part,
            n_rows=n_rows,
            n_found=len(every),
            estimate=max(estimate, float(len(every))),
            low=max(low, float(len(every))),
            high=max(high, float(len(every))),
            n_near=len(every) - len(same),
            examples=row_names(table.obs, every[:MAX_EXAMPLES].tolist()).of(every[:MAX_EXAMPLES]),
            may_overlap=corpus.may_overlap,
        )


def _within(hits: Hits, inside: NDArray[np.bool_]) -> Hits:
    return replace(
        hits,
        stands_for=hits.stands_for[inside[hits.stands_for]],
        compared=hits.compared[inside[hits.compared]],
        found=hits.found[inside[hits.found]],
    )


def _bounds(hits: Hits, n_rows: int) -> tuple[float, float, float]:
    """Return how many rows of a part are in the corpus, by what was found of those compared."""
    if hits.scale == 1 and len(hits.compared) == len(hits.stands_for):
        return (float(len(hits.found)),) * 3
    weight = len(hits.stands_for) * hits.scale
    share, low, high = wilson(len(hits.found), len(hits.compared))
    most = float(n_rows)
    return min(share * weight, most), min(low * weight, most), min(high * weight, most)
