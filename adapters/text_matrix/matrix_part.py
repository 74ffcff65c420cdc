"""One file with a matrix, read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_matrix.annotation_columns import annotation_columns
from aivc.adapters.text_matrix.gathered import FeatureLines, ObservationLines
from aivc.adapters.text_matrix.number_style import MISSING_WORDS, PLAIN
from aivc.adapters.text_matrix.parts import n_parts_of
from aivc.adapters.text_matrix.row_styles import each_row_block
from aivc.adapters.text_matrix.rows import RowLayout
from aivc.adapters.text_matrix.table_head import is_headless
from aivc.adapters.text_rows.rows import each_once
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_matrix.gathered import Gathered
    from aivc.adapters.text_matrix.number_style import NumberStyle
    from aivc.adapters.text_matrix.orientation import Orientation
    from aivc.adapters.text_matrix.rows import RowBlock
    from aivc.adapters.text_matrix.table_head import TableHead

Columns = dict[str, list[str | None]]


@dataclass(frozen=True)
class MatrixPart:
    """A matrix with the names of its rows and features, and what its file says of them.

    Attributes
    ----------
    path
        The file.
    obs_names, var_names
        Names of observations and of features.
    obs, var
        Cells of the columns that say something of them, by name.
    gathered
        The numbers.
    corner
        What the first column is called.
    rows_are_observations
        How the file was written.
    """

    path: Path
    obs_names: list[str]
    var_names: list[str]
    obs: Columns
    var: Columns
    gathered: Gathered
    corner: str
    rows_are_observations: bool


class _Taken:
    """What was read of a file so far."""

    def __init__(self, path: Path, n_numbers: int, n_texts: int, *, by_observation: bool) -> None:
        self.names: list[str] = []
        self.texts: list[list[str]] = [[] for _ in range(n_texts)]
        self.gathered: Gathered = (
            ObservationLines(n_numbers)
            if by_observation
            else FeatureLines(n_numbers, n_parts_of(path))
        )

    def take(self, block: RowBlock) -> None:
        for name, *cells in block.texts:
            self.names.append(name.strip())
            for column, cell in zip(self.texts, cells, strict=True):
                column.append(cell.strip())
        self.gathered.append(block.values)


def read_part(head: TableHead, orientation: Orientation, log: ConversionNotes) -> MatrixPart:
    """Read a file with a matrix.

    Raises
    ------
    UnreadableInputError
        A line has another number of cells, a cell that should be a number is none, or two
        observations have one name.
    """
    if is_headless(head):
        msg = (
            f"{head.path}, line 1, names no columns but holds counts already, as STAR and HTSeq "
            "write them; put the counts of all samples into one table whose first line is gene and "
            "the names of the samples"
        )
        raise UnreadableInputError(msg)
    by_observation = orientation.rows_are_observations
    what = "observations" if by_observation else "features"
    log.read_file(head.path)
    log.inferred(f"rows of {head.path.name}", what, orientation.because)
    for name in head.extra:
        because = (
            "the first name is a barcode like the others, so that all belong to the column after; "
            "the last has no values, as where a file is cut between columns"
        )
        log.left_alone(f"name {name} in {head.path.name}", because)
    notes = annotation_columns(head, rows_are_observations=by_observation)
    frame = "obs" if by_observation else "var"
    for place, because in notes.items():
        log.inferred(
            f"column {head.columns[place]} of {head.path.name}", f"{frame} column", because
        )
    layout = RowLayout(head.path, head.separator, head.n_lines, head.columns, (0, *notes))
    taken, style = _take(layout, by_observation=by_observation)
    try:
        return _part(head, layout, taken, style, log, by_observation=by_observation)
    except BaseException:
        taken.gathered.close()
        raise


def _take(layout: RowLayout, *, by_observation: bool) -> tuple[_Taken, NumberStyle]:
    attempts: list[_Taken] = []
    n_numbers, n_texts = len(layout.numbers), len(layout.texts) - 1

    def begin() -> None:
        for attempt in attempts:
            attempt.gathered.close()
        attempts.append(_Taken(layout.path, n_numbers, n_texts, by_observation=by_observation))

    def take(block: RowBlock) -> None:
        attempts[-1].take(block)

    try:
        style = each_row_block(layout, begin, take)
    except BaseException:
        attempts[-1].gathered.close()
        raise
    return attempts[-1], style


def _part(
    head: TableHead,
    layout: RowLayout,
    taken: _Taken,
    style: NumberStyle,
    log: ConversionNotes,
    *,
    by_observation: bool,
) -> MatrixPart:
    across = [head.columns[place] for place in layout.numbers]
    obs_names, var_names = (taken.names, across) if by_observation else (across, taken.names)
    _refuse_repeated(head.path, obs_names)
    texts = each_once([head.columns[place] for place in layout.texts[1:]])
    columns: Columns = {
        name: [None if cell in MISSING_WORDS else cell for cell in cells]
        for name, cells in zip(texts, taken.texts, strict=True)
    }
    if style != PLAIN:
        parted = f", thousands by {style.thousands!r}" if style.thousands else ""
        said = f"decimals are parted by {style.decimal!r}{parted}"
        log.converted(f"numbers of {head.path.name}", "numbers with a point", said)
    n_missing = taken.gathered.n_missing
    if n_missing:
        said = f"{n_missing:,} cells are empty or say that there is no number"
        log.converted(f"cells of {head.path.name}", "missing (NaN)", said, n_rows=n_missing)
    return MatrixPart(
        head.path,
        obs_names,
        var_names,
        columns if by_observation else {},
        {} if by_observation else columns,
        taken.gathered,
        head.columns[0],
        by_observation,
    )


def _refuse_repeated(path: Path, names: list[str]) -> None:
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        msg = (
            f"{path} names {len(repeated):,} observations more than once, such as {repeated[0]!r}; "
            "give each a name of its own, or name the column of cells first"
        )
        raise UnreadableInputError(msg)
