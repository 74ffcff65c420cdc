"""A screen before it is a dataset."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.adapters.plates.column_names import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.plates.joining import Cells
    from aivc.adapters.plates.well_table import Place

REPEATS = (
    "site", "field", "fov", "timepoint", "time", "timeh", "timehours", "hour", "hours", "day",
    "days", "cycle", "read", "readnumber", "kinetic", "replicate", "rep", "technicalreplicate",
    "run", "date", "experiment", "batch", "passage", "readout", "readouttype", "measurementtype",
    "assay", "endpoint", "variable", "channel", "wavelength",
)  # fmt: skip
"""Columns that tell several readings of one well apart."""

CONTEXTS = ("cellline", "celllinename", "celltype", "celllineid", "donor", "donorid", "patient")
"""Columns that tell plates apart where none names them."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Rows with readouts and everything else that is told of them, as text.

    Attributes
    ----------
    source
        The file or folder, for messages.
    cells
        All columns, those of readouts included.
    readouts
        Names of the columns that hold readouts.
    places
        Plate and well of each row; None where rows are no wells.
    well_columns, plate_column
        Columns that name these.
    repeats
        Columns that tell several readings of one well apart.
    names_column
        A column that has no name and holds those of the rows.
    origins
        File and line of each row, for messages; the line is 0 where it is not known.
    notes
        Lines outside of tables and grids, by file.
    because
        What the reading of the wells rests on, where it is not plain.
    """

    source: str
    cells: Cells
    readouts: tuple[str, ...]
    places: Sequence[Place] | None
    well_columns: tuple[str, ...] = ()
    plate_column: str | None = None
    repeats: tuple[str, ...] = ()
    names_column: str | None = None
    origins: Sequence[tuple[str, int]] = ()
    notes: Mapping[str, list[str]] = field(default_factory=dict)
    because: str = ""

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(next(iter(self.cells.values()), []))


def repeat_columns(names: Sequence[str], *, has_plates: bool) -> tuple[str, ...]:
    """Return the columns that tell several readings of one well apart.

    Examples
    --------
    >>> repeat_columns(["well", "Time (h)", "drug", "cell_line"], has_plates=False)
    ('Time (h)', 'cell_line')
    """
    known = REPEATS if has_plates else (*REPEATS, *CONTEXTS)
    return tuple(name for name in names if bare(name) in known)
