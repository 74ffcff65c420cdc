"""Count transcripts by name and by quality, in bounded memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.elements.tables import ElementTable
from aivc.storage.errors import UnreadableInputError
from aivc.validators.facts.images.model import CountedTable, DecodedFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard, ImagingSpatial
    from aivc.storage.model import Dataset, Table

MAX_NAMES = 200_000
"""More different names than this are no genes."""

_BATCH = 1 << 18


def read_decoded(
    card: DatasetCard, operator: ImagingSpatial, dataset: Dataset, *, has_rows: bool
) -> DecodedFacts:
    """Return what is known of the transcripts of an operator that says where they are.

    Parameters
    ----------
    card
        The card.
    operator
        Names the element of its transcripts.
    dataset
        The opened container.
    has_rows
        Whether transcripts are read, or only the header of their table.
    """
    wanted = (operator.transcripts_element or "").strip("/")
    facts = DecodedFacts(operator.operator_id or "", operator.pointer, wanted)
    points = [element for element in dataset.elements if element.kind == "points"]
    found = [element for element in points if wanted in {element.path, element.name}]
    if len(found) != 1:
        known = ", ".join(element.path for element in points) or "no points at all"
        return replace(facts, problem=f"the file has {known}")
    element = found[0]
    try:
        table = ElementTable(dataset.path, element)
    except AivcError as error:
        return replace(facts, problem=str(error))
    named = operator.transcript_column or str(element.attributes.get("feature_key") or "")
    facts = replace(facts, columns=tuple(table.columns), column=named, n_rows=table.n_rows)
    if not has_rows or named not in table.columns:
        return facts
    quality = operator.quality_column if operator.quality_column in table.columns else None
    try:
        facts = _counted(facts, table, quality, operator.decoding_threshold)
    except AivcError as error:
        return replace(facts, rows_problem=str(error))
    return replace(facts, tables=tuple(_tables(card, operator, dataset, frozenset(facts.names))))


@dataclass
class _Count:
    """Transcripts seen so far, by name."""

    all: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    n_unnamed: int = 0
    n_below: int = 0
    n_without_quality: int = 0
    smallest: float = float("inf")


def _counted(
    facts: DecodedFacts,
    table: ElementTable,
    quality: str | None,
    threshold: float | None,
) -> DecodedFacts:
    seen = _Count()
    for names, values in _batches(table, facts.column, quality):
        seen.n_unnamed += _add(seen.all, names)
        if values is None:
            _add(seen.kept, names)
            continue
        known = ~np.isnan(values)
        seen.n_without_quality += int((~known).sum())
        if known.any():
            seen.smallest = min(seen.smallest, float(values[known].min()))
        is_below = known & (values < (-np.inf if threshold is None else threshold))
        seen.n_below += int(is_below.sum())
        _add(seen.kept, names.filter(~is_below))
        if len(seen.all) > MAX_NAMES:
            msg = f"{table.path}: column {facts.column!r} has more than {MAX_NAMES:,} names"
            raise UnreadableInputError(msg)
    ordered = sorted(seen.all)
    return replace(
        facts,
        names=tuple(ordered),
        counts=np.array([seen.all[name] for name in ordered], dtype=np.int64),
        kept=np.array([seen.kept.get(name, 0) for name in ordered], dtype=np.int64),
        n_unnamed=seen.n_unnamed,
        n_below=seen.n_below,
        n_without_quality=seen.n_without_quality,
        smallest_quality=seen.smallest if np.isfinite(seen.smallest) else float("nan"),
    )


def _batches(table: ElementTable, column: str, quality: str | None) -> Iterator[tuple[Any, Any]]:
    """Yield names as an Arrow array, and qualities as numbers, NaN where one is missing."""
    from pyarrow import types

    wanted = [column] if quality in {None, column} else [column, str(quality)]
    for arrays in table.several(wanted, _BATCH):
        names, values = arrays[0], None
        if quality is not None:
            stored = arrays[-1]
            if not (types.is_integer(stored.type) or types.is_floating(stored.type)):
                msg = f"{table.path}, column {quality!r}, holds {stored.type}, no numbers"
                raise UnreadableInputError(msg)
            values = stored.cast("float64").to_numpy(zero_copy_only=False)
        if not _are_names(names.type):
            msg = f"{table.path}, column {column!r}, holds {names.type}, no names"
            raise UnreadableInputError(msg)
        yield names, values


def _are_names(kind: Any) -> bool:
    from pyarrow import types

    plain = kind.value_type if types.is_dictionary(kind) else kind
    known = (types.is_string, types.is_large_string, types.is_integer, types.is_null)
    return any(is_known(plain) for is_known in known)


def _add(found: dict[str, int], names: Any) -> int:
    """Add names to a count, and return how many are missing."""
    n_missing = 0
    for entry in names.value_counts().to_pylist():
        name, count = entry["values"], entry["counts"]
        if name is None:
            n_missing += count
        else:
            found[str(name)] = found.get(str(name), 0) + count
    return n_missing


def _tables(
    card: DatasetCard, operator: ImagingSpatial, dataset: Dataset, decoded: frozenset[str]
) -> Iterator[CountedTable]:
    for declared in card.tables:
        path = declared.path_in_file or ""
        if declared.measured_by != operator.operator_id or declared.value_type != "raw_counts":
            continue
        for table in dataset.tables:
            if path == f"{table.name}/X".lstrip("/") or (
                path.startswith(f"{table.name}/layers/".lstrip("/"))
            ):
                column, names = _names(table, decoded)
                regions = table.attributes.get("region")
                n_regions = len(regions) if isinstance(regions, list) else 1
                yield CountedTable(path, column, names, n_regions)


def _names(table: Table, decoded: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """Return the names of the features that have most in common with those decoded."""
    index = tuple(str(name) for block in table.var.index() for name in block)
    best, shared = ("the names of var", index), len(decoded.intersection(index))
    for info in table.var.columns:
        if shared == len(index):
            break
        if info.kind.value not in {"categorical", "string"}:
            continue
        labels = _labels(table, info.name)
        common = len(decoded.intersection(labels))
        if common > shared:
            best, shared = (f"column {info.name} of var", tuple(labels)), common
    return best


def _labels(table: Table, name: str) -> Sequence[str]:
    try:
        column = table.var.column(name)
    except AivcError:
        return ()
    return ["" if code < 0 else column.categories[int(code)] for code in column.codes]
