"""Pass over every matrix of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.validators.facts.matrix_facts import finish, matrix_facts
from aivc.validators.facts.matrix_scan import MatrixScan, ScanPlan
from aivc.validators.facts.progress import PER_VALUE
from aivc.validators.facts.relations import Sampled, relations
from aivc.validators.facts.row_hashes import column_keys, position_keys
from aivc.validators.facts.row_names import row_names
from aivc.validators.facts.row_sample import MAX_ENTRIES, MAX_ROWS, sample_positions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.storage.model import Matrix, Table
    from aivc.validators.facts.matrix_facts import ScanResult
    from aivc.validators.facts.measured.model import GroupFacts
    from aivc.validators.facts.measured.row_groups import PlannedGroups
    from aivc.validators.facts.model import FrameFacts, MatrixFacts, RelationFacts
    from aivc.validators.facts.progress import Progress

SEED = 0
"""Of the sample of rows; the same file gives the same facts."""

_MAX_LENGTH = 100_000_000
_PER_STORED = 64

_SOURCES = frozenset({"counts", "normalized_counts", "binary"})


@dataclass(frozen=True, slots=True)
class TableScan:
    """What was found in the matrices of a table."""

    scans: Mapping[str, MatrixFacts]
    relations: tuple[RelationFacts, ...]
    unreadable: Mapping[str, str]
    groups: Mapping[str, GroupFacts]
    """By path of the matrix in the file."""


def plan_scan(table: Table, progress: Progress) -> None:
    """Announce the work of a pass over every matrix."""
    for matrix in (*table.matrices, *table.obsm):
        progress.plan(PER_VALUE * matrix.n_stored)


def scan_table(
    table: Table,
    var: FrameFacts | None,
    raw_var: FrameFacts | None,
    progress: Progress,
    max_bytes: int,
    planned: Mapping[str, PlannedGroups] | None = None,
) -> TableScan:
    """Measure every matrix of a table; one that cannot be read does not stop the others.

    Parameters
    ----------
    table
        The table.
    var, raw_var
        Its features, and those of ``raw``.
    progress
        Told after each block.
    max_bytes
        Decoded size of a block.
    planned
        Groups of rows over which columns are summed in the same pass, by path of the matrix.
    """
    planned = planned or {}
    groups: dict[str, GroupFacts] = {}
    results: dict[str, ScanResult] = {}
    unreadable: dict[str, str] = {}
    n_sampled = _rows_to_sample(table)
    features = {
        matrix.name: _features(matrix, raw_var if matrix.name == "raw/X" else var)
        for matrix in table.matrices
    }
    for matrix in (*table.matrices, *table.obsm):
        names = features.get(matrix.name)
        keys = column_keys(names) if names else position_keys(matrix.shape[1])
        sampled = sample_positions(matrix.shape[0], n_sampled, SEED)
        path = f"{table.name}/{matrix.name}".lstrip("/")
        grouped = planned.get(path)
        plan = ScanPlan.of(matrix, keys, sampled, None if grouped is None else grouped.rows)
        try:
            scan = _scan(matrix, plan, progress, max_bytes)
        except (AivcError, MemoryError) as error:
            unreadable[matrix.name] = str(error) or "it does not fit into memory"
            continue
        results[matrix.name] = finish(scan, compares_rows=matrix.name in features)
        if grouped is not None and scan.groups is not None:
            groups[path] = grouped.summed(scan.groups)
        del scan
    rows = row_names(
        table.obs, (row for result in results.values() for row in result.row_positions())
    )
    scans = {
        name: matrix_facts(result, rows, features.get(name, ()), keeps_rows=name in features)
        for name, result in results.items()
    }
    return TableScan(scans, _relations(table, results, features), unreadable, groups)


def _scan(matrix: Matrix, plan: ScanPlan, progress: Progress, max_bytes: int) -> MatrixScan:
    refuse_absurd(matrix)
    blocks = matrix.blocks(max_bytes)
    # Storage refuses what cannot be there when the first block is asked for; only then are arrays
    # as long as the matrix made.
    block = next(blocks, None)
    scan = MatrixScan(plan)
    while block is not None:
        scan.update(block)
        progress.advance(PER_VALUE * block.data.size, matrix.path)
        block = next(blocks, None)
    return scan


def refuse_absurd(matrix: Matrix) -> None:
    """Raise UnreadableInputError if the declared shape cannot belong to the stored values."""
    length = sum(matrix.shape)
    if length > _MAX_LENGTH + _PER_STORED * matrix.n_stored:
        from aivc.storage.errors import UnreadableInputError

        msg = (
            f"{matrix.path} declares {matrix.shape[0]:,} x {matrix.shape[1]:,} but stores "
            f"{matrix.n_stored:,} values; the shape is damaged or made up"
        )
        raise UnreadableInputError(msg)


def _rows_to_sample(table: Table) -> int:
    """Return how many rows fit the budget of all matrices of the table together."""
    per_row = sum(matrix.n_stored / max(1, matrix.shape[0]) for matrix in table.matrices)
    return max(1, min(MAX_ROWS, int(MAX_ENTRIES / max(1.0, per_row))))


def _features(matrix: Matrix, var: FrameFacts | None) -> Sequence[str]:
    names = var.names if var is not None else None
    return names if names is not None and len(names) == matrix.shape[1] else ()


def _relations(
    table: Table, results: Mapping[str, ScanResult], features: Mapping[str, Sequence[str]]
) -> tuple[RelationFacts, ...]:
    samples = [
        Sampled(
            matrix.name,
            results[matrix.name].sample,
            features[matrix.name],
            results[matrix.name].look.kind in _SOURCES,
        )
        for matrix in table.matrices
        if matrix.name in results and matrix.shape[0] == table.n_obs
    ]
    return relations(samples)
