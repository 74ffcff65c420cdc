"""Give each row of a dataset its part, and say what of the manifest does not fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.errors import ManifestError
from aivc.splits.manifest.assignments import IN_TABLE
from aivc.splits.manifest.digests import observations_digest
from aivc.splits.manifest.exclusions import fit_exclusions, n_uncovered
from aivc.splits.manifest.integrity import (
    MAX_EXAMPLES,
    DigestDifference,
    IntegrityFacts,
    SharedRows,
    SizeDifference,
    Tally,
)
from aivc.splits.manifest.join import join, patterns
from aivc.splits.manifest.memberships import memberships
from aivc.splits.manifest.parts import Parts, parts_of
from aivc.splits.manifest.row_keys import row_key
from aivc.splits.manifest.unmatched import ambiguous_names, repeated_keys, unmatched
from aivc.splits.observations import Partitioning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.splits.manifest.assignments import AssignmentTable
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.manifest.integrity import ExclusionFit
    from aivc.splits.manifest.join import Joined
    from aivc.splits.manifest.row_keys import RowKey
    from aivc.splits.observations import Observations


def told_tables(document: ManifestDocument) -> tuple[str, ...]:
    """Return the tables of the container that the assignments are about, as far as they say."""
    table = document.table
    if table is None or table.in_table is None:
        return ()
    used = np.unique(table.in_table.codes)
    return tuple(sorted(table.in_table.label(code) for code in used[used >= 0].tolist()))


def header_integrity(document: ManifestDocument) -> IntegrityFacts:
    """Return what can be said of a manifest without the dataset that it divides."""
    return IntegrityFacts(**_header_facts(document))


def assign_rows(
    document: ManifestDocument, observations: Observations
) -> tuple[Partitioning, IntegrityFacts]:
    """Lay a manifest beside the rows that it divides.

    A row of the assignments means the observations that have all the keys that it fills in: the
    name in ``observation_id``, the values in every other column, which is one of obs or a key of
    the standard such as ``condition_id``. A value that is missing matches nothing.

    Parameters
    ----------
    document
        The manifest, whatever is wrong with it.
    observations
        The rows of the dataset.

    Returns
    -------
    Partitioning
        The part of each row. Rows that several parts claim are in ``also``; none is preferred.
    IntegrityFacts
        What does not fit.
    """
    digest = _asked_digest(document, observations)
    facts: dict[str, Any] = {
        **_header_facts(document),
        "actual_observations_digest": digest,
        "observations_digest": _observations_digest(document, digest),
        "absent_columns": _absent_columns(document, observations),
    }
    try:
        parts = parts_of(document)
    except ManifestError as error:
        facts["table_problem"] = str(error)
        parts = Parts((), (), 0, np.empty(0, np.int64))
    if document.table is None or facts["table_problem"]:
        nowhere = np.full(observations.n_rows, -1, np.int16)
        return Partitioning(parts.names, parts.roles, nowhere), IntegrityFacts(**facts)
    return _assigned(document, document.table, parts, observations, facts)


def _assigned(
    document: ManifestDocument,
    table: AssignmentTable,
    parts: Parts,
    observations: Observations,
    facts: dict[str, Any],
) -> tuple[Partitioning, IntegrityFacts]:
    table = _with_tables_as_key(table, observations)
    found = {name: row_key(name, texts, observations) for name, texts in table.keys.items()}
    row_keys = {name: key for name, key in found.items() if key is not None}
    elsewhere = _elsewhere(table, observations)
    usable = (parts.of_rows >= 0) & ~elsewhere
    grouped = patterns(table.keys, usable)
    joins = [
        join(columns, rows, table.keys, row_keys, parts.of_rows)
        for columns, rows in grouped
        if columns and row_keys.keys() >= set(columns)
    ]
    codes, also = memberships(joins, observations.n_rows, len(parts.names))
    partitioning = Partitioning(parts.names, parts.roles, codes, also)
    fits, covered = fit_exclusions(document.view.exclusions, observations, codes >= 0)
    counted = _rows_of_parts(partitioning)
    in_table = parts.table_rows()
    facts.update(
        n_table_rows=table.n_rows,
        absent_keys=tuple(sorted(set(found) - set(row_keys))),
        rows_without_part=int(np.count_nonzero(parts.of_rows < 0)),
        rows_without_key=sum(len(rows) for columns, rows in grouped if not columns),
        other_tables=_other_tables(table, elsewhere),
        undeclared_parts=tuple(
            (parts.names[k], int(in_table[k])) for k in range(parts.n_declared, len(parts.names))
        ),
        empty_parts=tuple(
            parts.names[k] for k in range(parts.n_declared) if not in_table[k] and not counted[k]
        ),
        repeated_keys=repeated_keys(joins, table, parts),
        ambiguous_names=ambiguous_names(joins, table),
        exclusions=fits,
        sizes=_sizes(document, parts, counted, fits),
        **_several(partitioning, observations),
        **_missing(joins, table, row_keys, partitioning, covered, observations, fits),
    )
    return partitioning, IntegrityFacts(**facts)


def _missing(
    joins: Sequence[Joined],
    table: AssignmentTable,
    row_keys: Mapping[str, RowKey],
    partitioning: Partitioning,
    covered: NDArray[np.bool_],
    observations: Observations,
    fits: Sequence[ExclusionFit],
) -> dict[str, Any]:
    is_missing = (partitioning.codes < 0) & ~covered
    unknown, manglings, explained = unmatched(joins, table, row_keys, is_missing, observations)
    left = np.flatnonzero(is_missing & ~explained)
    count = n_uncovered(fits, len(left))
    names = observations.names_of(left[:MAX_EXAMPLES].tolist()) if count else ()
    return {
        "unknown_keys": unknown,
        "manglings": manglings,
        "missing_rows": Tally(count, observations.n_rows, names),
    }


def _several(partitioning: Partitioning, observations: Observations) -> dict[str, Any]:
    also = partitioning.also
    if not len(also):
        return {}
    rows, first = np.unique(also[:, 0], return_index=True)
    # Observations that are no controls are the better examples: controls may be shared on purpose.
    by_weight = rows[np.argsort(observations.is_control[rows], kind="stable")]
    names = observations.names_of(by_weight[:MAX_EXAMPLES].tolist())
    is_in = np.zeros((len(rows), len(partitioning.names)), bool)
    is_in[np.arange(len(rows)), partitioning.codes[rows]] = True
    is_in[np.repeat(np.arange(len(rows)), np.diff([*first, len(also)])), also[:, 1]] = True
    groups, of_row = np.unique(is_in, axis=0, return_inverse=True)
    counts = np.bincount(of_row, minlength=len(groups))
    controls = np.bincount(of_row[observations.is_control[rows]], minlength=len(groups))
    shared = [
        SharedRows(
            tuple(partitioning.names[k] for k in np.flatnonzero(group)), int(count), int(n_controls)
        )
        for group, count, n_controls in zip(groups, counts, controls, strict=True)
    ]
    return {
        "rows_in_several": Tally(len(rows), observations.n_rows, names),
        "controls_in_several": int(np.count_nonzero(observations.is_control[rows])),
        "shared_between": tuple(sorted(shared, key=lambda one: (-one.count, one.parts))),
    }


def _rows_of_parts(partitioning: Partitioning) -> NDArray[np.int64]:
    size = len(partitioning.names) + 1
    counted = np.bincount(partitioning.codes.astype(np.intp) + 1, minlength=size)
    counted += np.bincount(partitioning.also[:, 1] + 1, minlength=size)
    return counted[1:]


def _sizes(
    document: ManifestDocument,
    parts: Parts,
    counted: NDArray[np.int64],
    fits: Sequence[ExclusionFit],
) -> tuple[SizeDifference, ...]:
    place = {name: k for k, name in enumerate(parts.names)}
    stated = [
        (part.pointer, name, part.n_observations, int(counted[place[name]]))
        for part in document.view.partitions
        if (name := part.partition_name) is not None and part.n_observations is not None
    ]
    stated += [
        (f"/exclusions/{fit.index}", fit.reason, fit.declared, fit.matched)
        for fit in fits
        if fit.matched is not None and fit.declared is not None
    ]
    named = document.view.assignments
    if named is not None and named.n_rows is not None and document.table is not None:
        stated.append(("/assignments", document.table_path, named.n_rows, document.table.n_rows))
    return tuple(SizeDifference(*one) for one in stated if one[2] != one[3])


def _header_facts(document: ManifestDocument) -> dict[str, Any]:
    named = document.view.assignments
    digest = None if named is None else _difference(named.sha256, document.table_sha256)
    return {
        "parse_problem": document.parse_problem,
        "parse_line": document.parse_line,
        "structure": document.structure,
        "duplicate_keys": document.duplicate_keys,
        "table_path": document.table_path,
        "table_problem": document.table_problem,
        "actual_table_digest": document.table_sha256,
        "table_digest": digest,
        "repeated_parts": _repeated_parts(document),
    }


def _asked_digest(document: ManifestDocument, observations: Observations) -> str:
    """Return the digest of the names where the header states one or must; else they stay unread."""
    divided = document.view.split_of
    is_stated = divided is not None and divided.observations_digest is not None
    is_missing = any(problem.slot == "observations_digest" for problem in document.structure)
    return observations_digest(observations.id_hashes) if is_stated or is_missing else ""


def _observations_digest(document: ManifestDocument, actual: str) -> DigestDifference | None:
    divided = document.view.split_of
    return None if divided is None else _difference(divided.observations_digest, actual)


def _absent_columns(
    document: ManifestDocument, observations: Observations
) -> tuple[tuple[str, str], ...]:
    named = [
        (f"/{slot}/{place}", name)
        for slot in ("grouping_keys", "strata")
        for place, name in enumerate(getattr(document.view, slot))
    ]
    return tuple(one for one in named if observations.column(one[1]) is None)


def _difference(declared: str | None, actual: str) -> DigestDifference | None:
    if not declared or not actual or declared == actual:
        return None
    return DigestDifference(declared, actual)


def _with_tables_as_key(table: AssignmentTable, observations: Observations) -> AssignmentTable:
    """Let the name of the table tell rows of several tables apart, as a key of its own."""
    if table.in_table is None or not observations.segments:
        return table
    return replace(table, keys={**table.keys, IN_TABLE: table.in_table})


def _elsewhere(table: AssignmentTable, observations: Observations) -> NDArray[np.bool_]:
    """Mark rows of the assignments that are about another table than those that are divided."""
    divided = {observations.table, *(name for name, _, _ in observations.segments)} - {""}
    if table.in_table is None or not divided:
        return np.zeros(table.n_rows, bool)
    is_other = np.array([*(label not in divided for label in table.in_table.labels()), False])
    return is_other[table.in_table.codes]


def _other_tables(table: AssignmentTable, elsewhere: NDArray[np.bool_]) -> Tally:
    if table.in_table is None or not elsewhere.any():
        return Tally()
    codes = np.unique(table.in_table.codes[elsewhere])
    names = tuple(sorted(table.in_table.label(code) for code in codes.tolist()))
    return Tally(int(np.count_nonzero(elsewhere)), table.n_rows, names[:MAX_EXAMPLES])


def _repeated_parts(document: ManifestDocument) -> tuple[str, ...]:
    names = [part.partition_name for part in document.view.partitions if part.partition_name]
    return tuple(sorted({name for name in names if names.count(name) > 1}))
