"""Apply a mapping to what a reader made of a source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.errors import MappingFileError
from aivc.adapters.keys.obs_columns import TableColumns
from aivc.adapters.mapping.read_labels import AS_READ, constant_column, read_labels
from aivc.schema.nearest import nearest
from aivc.storage.made.columns import MadeLabels
from aivc.storage.made.overlay import OverlaidDataset, OverlaidFrame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.contract.adapter import SourceReading
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping, MappedColumn
    from aivc.storage.model import Column, Dataset
    from aivc.storage.writing.added import AddedColumn

BECAUSE = "the mapping says so"


@dataclass(frozen=True, slots=True)
class MappedSource:
    """A source as its mapping has it read.

    Attributes
    ----------
    dataset
        What a draft is to be made from: columns whose labels are read otherwise stand in place of
        the source's own, constants are columns.
    hints
        Those of the format, overridden by those of the person.
    added
        By table, the columns that ``dataset`` has and the source has not.
    """

    dataset: Dataset
    hints: Hints
    added: Mapping[str, tuple[AddedColumn, ...]]


def apply_mapping(
    reading: SourceReading, mapping: ConversionMapping, notes: ConversionNotes
) -> MappedSource:
    """Apply a mapping.

    Raises
    ------
    MappingFileError
        It names a column or label that the source does not have, gives a constant that a column
        of the source says, or one role to two constants; nearest names are suggested.
    """
    overlay = _Overlay(reading.dataset)
    names: dict[str, list[str]] = {}
    for mapped in mapping.mapped_columns:
        name = overlay.map(mapped, notes)
        if mapped.role is not None:
            names.setdefault(mapped.role, []).append(name)
            notes.mapped(f"obs column {mapped.column}", mapped.role, BECAUSE, mapped.in_table)
    for constant in mapping.constants:
        role, value = constant.role or "", constant.constant_value or ""
        if role in names:
            msg = f"the mapping gives role {role} twice: a column, or constant, and {value!r}"
            raise MappingFileError(msg)
        overlay.constant(role, value)
        names[role] = [role]
        notes.added(f"obs column {role}", f"the mapping says it is {value} in every row")
    _check_controls(reading.dataset, mapping)
    roles = {role: Said(tuple(columns), BECAUSE) for role, columns in names.items()}
    return MappedSource(overlay.dataset(), _hints(reading.hints, mapping, roles), overlay.added())


class _Overlay:
    """Collects columns that are shown in addition, or in place of others, by table."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._added: dict[str, list[AddedColumn]] = {table.name: [] for table in dataset.tables}
        self._hidden: dict[str, set[str]] = {table.name: set() for table in dataset.tables}

    def map(self, mapped: MappedColumn, notes: ConversionNotes) -> str:
        """Read the labels of a column as the mapping says; return the name under which it is."""
        name = mapped.column or ""
        found = _find(self._dataset, name, mapped.in_table)
        if not mapped.label_readings:
            return name
        _check_labels(mapped, found)
        for table, column in found.items():
            made, changes = read_labels(column, mapped.label_readings)
            self._added[table].append(made)
            self._hidden[table].add(name)
            said = f"obs column {made.name}"
            notes.converted(f"obs column {name}", said, BECAUSE, changes, table=table or None)
        return f"{name}{AS_READ}"

    def constant(self, role: str, value: str) -> None:
        """Add a column that says the same in every row."""
        for table in self._dataset.tables:
            if table.obs.has(role):
                msg = (
                    f"the mapping gives the constant {role} = {value!r}, but the source has a "
                    f"column {role!r}; map that column instead"
                )
                raise MappingFileError(msg)
            self._added[table.name].append(constant_column(role, value, table.n_obs))

    def added(self) -> dict[str, tuple[AddedColumn, ...]]:
        """Return the columns that were added, by table."""
        return {table: tuple(columns) for table, columns in self._added.items()}

    def dataset(self) -> Dataset:
        """Return the dataset as it is to be drafted from."""
        frames = {
            table.name: OverlaidFrame(
                table.obs,
                [MadeLabels(c.name, c.codes, c.labels) for c in self._added[table.name]],
                self._hidden[table.name],
            )
            for table in self._dataset.tables
            if self._added[table.name]
        }
        return OverlaidDataset(self._dataset, frames) if frames else self._dataset


def _find(dataset: Dataset, name: str, in_table: str | None) -> dict[str, Column]:
    """Read a column in every table that has it, or in the one that is named."""
    tables = [table for table in dataset.tables if in_table in {None, table.name}]
    if not tables:
        tables_there = ", ".join(repr(table.name) for table in dataset.tables)
        msg = f"the mapping names the table {in_table!r}; the source has {tables_there}"
        raise MappingFileError(msg)
    found = {}
    for table in tables:
        column = TableColumns(dataset, table).read([name]).get(name)
        if column is not None:
            found[table.name] = column
    if not found:
        known = tuple(column.name for table in tables for column in table.obs.columns)
        guess = nearest(name, known)
        said = f"did you mean {guess!r}?" if guess else f"it has {', '.join(known[:20]) or 'none'}"
        msg = f"the mapping names the column {name!r}, which the source does not have; {said}"
        raise MappingFileError(msg)
    return found


def _check_labels(mapped: MappedColumn, found: Mapping[str, Column]) -> None:
    labels = {label for column in found.values() for label in column.categories}
    for reading in mapped.label_readings:
        _require_label(reading.source_label or "", labels, f"column {mapped.column!r}")


def _check_controls(dataset: Dataset, mapping: ConversionMapping) -> None:
    if not mapping.known_controls:
        return
    labels: set[str] = set()
    frames = [table.obs for table in dataset.tables]
    for frame in [*frames, dataset.shared_obs] if dataset.shared_obs is not None else frames:
        for info in frame.columns:
            if info.kind.value in {"categorical", "string"}:
                labels.update(frame.column(info.name).categories)
    readings = (r.read_as for m in mapping.mapped_columns for r in m.label_readings)
    labels.update(label for label in readings if label is not None)
    for control in mapping.known_controls:
        _require_label(control.source_label or "", labels, "any column")


def _require_label(label: str, labels: set[str], where: str) -> None:
    if label in labels:
        return
    guess = nearest(label, tuple(sorted(labels)[:5000]))
    said = f"; did you mean {guess!r}?" if guess else ""
    msg = f"the mapping explains the label {label!r}, which is not in {where}{said}"
    raise MappingFileError(msg)


def _hints(hints: Hints, mapping: ConversionMapping, roles: Mapping[str, Said]) -> Hints:
    controls: Sequence[tuple[str, str]] = [
        (c.source_label, c.control_kind)
        for c in mapping.known_controls
        if c.source_label is not None and c.control_kind is not None
    ]
    said = {label: Said(kind, BECAUSE) for label, kind in controls}
    return replace(
        hints,
        dose_unit=mapping.dose_unit or hints.dose_unit,
        time_unit=mapping.time_unit or hints.time_unit,
        unit_dialect=mapping.unit_dialect or hints.unit_dialect,
        combination_separator=mapping.combination_separator or hints.combination_separator,
        roles={**hints.roles, **roles},
        controls={**hints.controls, **said},
    )
