"""Read the TOML file by which cell-load divides cell types and perturbations.

What the file means is told by the loader (github.com/ArcInstitute/cell-load): data sets under
``training`` are trained on, aside from what the other tables name; a cell type under ``zeroshot``
goes to a part as a whole; of a cell type under ``fewshot`` the listed perturbations go to ``val``
and ``test`` and the others to training. The control cells of both kinds of cell type are in
training and in the parts that evaluate them. A perturbation that two lists name is in both parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.errors import ImportedSplitError
from aivc.splits.importers.cell_load_plan import PARTS, TEST, TRAIN, VAL, read_plan
from aivc.splits.importers.model import ImportedSplit
from aivc.splits.importers.part_names import roles_of
from aivc.splits.importers.said import ALWAYS, VALIDATION
from aivc.splits.importers.spelling import nearest
from aivc.splits.manifest.assignments import PARTITION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.splits.importers.cell_load_plan import Plan
    from aivc.splits.observations import Observations

CELL_TYPES = ("cell_type", "cell_line", "celltype")
PERTURBATIONS = ("gene", "target_gene", "perturbation", "drugname_drugconc", "condition")
"""Columns that cell-load is commonly told to use, in the order in which they are looked for."""

_CONTROLS = (
    "control_policy is shared_all: cell-load gives controls of a held-out cell type to training "
    "and to the parts that evaluate it"
)


def import_cell_load(
    source: str | Path,
    observations: Observations | None = None,
    *,
    dataset: str | None = None,
    cell_type_column: str | None = None,
    perturbation_column: str | None = None,
) -> ImportedSplit:
    """Read a cell-load TOML for one data set.

    Parameters
    ----------
    source
        The file.
    observations
        The rows of the data set. Without them only what the file lists by name can be written, not
        "all others".
    dataset
        The data set, where the file names several.
    cell_type_column, perturbation_column
        Columns of obs, where they have other names than usual.

    Raises
    ------
    ImportedSplitError
        It is no such file, it names several data sets, or obs has no column for what it names.
    UnreadableInputError
        The file cannot be read.
    """
    path = Path(source)
    plan = read_plan(path)
    name = _dataset(plan, dataset, path)
    remarks = list(_in_both(plan))
    if observations is None:
        cells, perturbations = (
            cell_type_column or CELL_TYPES[0],
            (perturbation_column or PERTURBATIONS[0]),
        )
        rows = list(_listed(plan, name))
        remarks.append("Without the data only what is listed by name could be written")
    else:
        cells = _column(cell_type_column, CELL_TYPES, ("cell_line", "cell_type"), observations)
        perturbations = _column(
            perturbation_column, PERTURBATIONS, ("agent", "target", "condition"), observations
        )
        rows, odd = _expanded(plan, name, _crossing(observations, cells, perturbations))
        remarks += odd
    parts, _, _ = roles_of(part for part in PARTS if any(row[2] == part for row in rows))
    shown = {part: parts[part] for part in PARTS if part in parts}
    columns = {
        cells: [row[0] for row in rows],
        perturbations: [row[1] for row in rows],
        PARTITION: [row[2] for row in rows],
    }
    few = any(one == name for one, _ in plan.fewshot)
    return ImportedSplit(
        "cell-load",
        shown,
        columns,
        "observation" if few else _axis(cells),
        slots={"grouping_keys": [cells, perturbations], "control_policy": "shared_all"},
        unsaid=(
            *ALWAYS,
            *(("unit_of_split: with lists of perturbations no axis is kept whole",) if few else ()),
            VALIDATION,
        ),
        remarks=(_CONTROLS, *remarks),
    )


def _dataset(plan: Plan, dataset: str | None, path: Path) -> str:
    if dataset is not None:
        if dataset not in plan.datasets:
            msg = f"{path} names no data set {dataset!r}, but {', '.join(plan.datasets)}"
            raise ImportedSplitError(msg)
        return dataset
    if len(plan.datasets) != 1:
        known = ", ".join(plan.datasets) or "none"
        msg = f"{path} names these data sets: {known}; say with --dataset which one this is"
        raise ImportedSplitError(msg)
    return plan.datasets[0]


def _in_both(plan: Plan) -> Iterator[str]:
    for (dataset, cells), parts in sorted(plan.fewshot.items()):
        where: dict[str, list[str]] = {}
        for part in PARTS:
            for one in parts.get(part, ()):
                where.setdefault(one, []).append(part)
        for one, names in sorted(where.items()):
            if len(set(names)) > 1:
                yield f"{one!r} of {dataset}.{cells} is in {' and '.join(dict.fromkeys(names))}"


def _listed(plan: Plan, name: str) -> Iterator[tuple[str, str, str]]:
    for (dataset, cells), parts in sorted(plan.fewshot.items()):
        if dataset == name:
            for part in PARTS:
                for one in sorted(set(parts.get(part, ()))):
                    yield cells, one, part


@dataclass(frozen=True)
class _Crossing:
    """Which perturbations occur in which cell type, and which of them are controls there."""

    of_cells: Mapping[str, Mapping[str, bool]]
    perturbations: frozenset[str]


def _crossing(observations: Observations, cells: str, perturbations: str) -> _Crossing:
    cell_codes, cell_labels = _read(observations, cells)
    codes, labels = _read(observations, perturbations)
    has_both = (cell_codes >= 0) & (codes >= 0)
    pairs = cell_codes[has_both].astype(np.int64) * len(labels) + codes[has_both]
    distinct, first = np.unique(pairs, return_index=True)
    is_control = observations.is_control[has_both][first]
    found: dict[str, dict[str, bool]] = {}
    for pair, control in zip(distinct.tolist(), is_control.tolist(), strict=True):
        found.setdefault(cell_labels[pair // len(labels)], {})[labels[pair % len(labels)]] = control
    return _Crossing(found, frozenset(labels))


def _read(observations: Observations, name: str) -> tuple[NDArray[Any], Sequence[str]]:
    column = observations.column(name)
    if column is None:
        msg = f"obs has no column {name!r}; `aivc inspect` lists its columns"
        raise ImportedSplitError(msg)
    return column


def _column(
    told: str | None, usual: Sequence[str], axes: Sequence[str], observations: Observations
) -> str:
    if told is not None:
        return told
    bound = [observations.axes[axis].columns for axis in axes if axis in observations.axes]
    for name in (*(columns[0] for columns in bound if len(columns) == 1), *usual):
        if observations.column(name) is not None:
            return name
    msg = f"obs has none of the columns {', '.join(usual)}; name the one that is meant"
    raise ImportedSplitError(msg)


def _axis(cells: str) -> str:
    return "cell_line" if cells == "cell_line" else "cell_type"


def _expanded(
    plan: Plan, name: str, crossing: _Crossing
) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return rows of (cell type, perturbation, part), and names that the data do not have."""
    rows: list[tuple[str, str, str]] = []
    remarks: list[str] = []
    for cells, perturbations in sorted(crossing.of_cells.items()):
        rows += _rows_of(plan, name, cells, perturbations)
    held_out = sorted({cells for one, cells in (*plan.zeroshot, *plan.fewshot) if one == name})
    for cells in held_out:
        if cells not in crossing.of_cells:
            meant = nearest(cells, crossing.of_cells)
            remarks.append(f"The data have no cell type {cells!r}{meant}; cell-load trains on it")
    for cells, one, part in _listed(plan, name):
        if cells in crossing.of_cells and one not in crossing.of_cells[cells]:
            # Kept, so that the audit reports a key that nothing has.
            rows.append((cells, one, part))
            known = one in crossing.perturbations
            elsewhere = "is in other cell types only" if known else "is not in the data"
            meant = "" if known else nearest(one, crossing.of_cells[cells])
            remarks.append(f"{one!r}, listed for {part} of {cells}, {elsewhere}{meant}")
    return rows, remarks


def _rows_of(
    plan: Plan, name: str, cells: str, perturbations: Mapping[str, bool]
) -> Iterator[tuple[str, str, str]]:
    whole = plan.zeroshot.get((name, cells))
    lists = plan.fewshot.get((name, cells), {})
    used = {whole} if whole else {part for part in (VAL, TEST) if lists.get(part)}
    for one, is_control in sorted(perturbations.items()):
        if is_control:
            # Where nothing is held out, controls train like everything else.
            parts = {TRAIN, *used} if whole or lists or name in plan.training else set()
        elif whole:
            parts = {whole}
        else:
            named = {part for part in (VAL, TEST) if one in lists.get(part, ())}
            trains = lists or name in plan.training
            parts = named or ({TRAIN} if trains else set())
        for part in PARTS:
            if part in parts:
                yield cells, one, part
