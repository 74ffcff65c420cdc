"""Read screens in plates as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.plates.broad_maps import broad_hints, name_solvent
from aivc.adapters.plates.column_names import PLATES, bare
from aivc.adapters.plates.naming import names_of, numbered
from aivc.adapters.plates.obs_columns import obs_columns
from aivc.adapters.plates.readout_matrix import readout_matrix
from aivc.adapters.plates.readouts import is_time_zero, is_viability
from aivc.adapters.plates.screen_files import screen_of_file, screen_of_folder
from aivc.adapters.plates.units_beside import note_units
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.screen import Screen

VIABILITY = "Viability"


def read_screen(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a table of readouts, or a folder of readouts and plate maps.

    Raises
    ------
    UnreadableInputError
        There are no readouts, or maps and readouts are not of the same plates.
    """
    screen = screen_of_folder(source, log) if source.is_dir() else screen_of_file(source, log)
    cells = {name: texts for name, texts in screen.cells.items() if name not in screen.readouts}
    matrix = readout_matrix(screen, log)
    names = _names(screen)
    if screen.names_column is not None:
        del cells[screen.names_column]
    name_solvent(cells, log)
    broad = broad_hints(cells, log)
    note_units(cells, log)
    roles = {**_roles(screen, log), **broad.roles}
    operators = _operators(screen.readouts, log)
    hints = Hints(
        roles=roles,
        controls=broad.controls,
        dose_unit=broad.dose_unit,
        unit_dialect=broad.unit_dialect,
        operators=operators,
        card=_card(screen.readouts) if operators else {},
    )
    obs = MadeFrame(names, obs_columns(cells))
    uns = {"plate_file_notes": dict(screen.notes)} if screen.notes else {}
    table = MadeTable(obs, MadeFrame(list(screen.readouts)), [matrix], uns=uns)
    return SourceReading(MadeDataset(source, [table]), hints)


def _names(screen: Screen) -> list[str]:
    if screen.places is not None:
        return names_of(screen.places, [screen.cells[name] for name in screen.repeats])
    if screen.names_column is not None:
        return numbered([text or "" for text in screen.cells[screen.names_column]])
    return [str(row) for row in range(screen.n_rows)]


def _roles(screen: Screen, log: ConversionNotes) -> dict[str, Said]:
    roles = {}
    if screen.well_columns:
        because = screen.because or "it holds the wells of the plate"
        named = ", ".join(f"obs column {name}" for name in screen.well_columns)
        log.mapped(named, "well", because)
        roles["well"] = Said(screen.well_columns, because)
    if screen.plate_column is not None and bare(screen.plate_column) in PLATES:
        because = "it holds the names of the plates"
        log.mapped(f"obs column {screen.plate_column}", "plate", because)
        roles["plate"] = Said((screen.plate_column,), because)
    return roles


def _operators(readouts: Sequence[str], log: ConversionNotes) -> dict[str, Said]:
    """Return the operator where every readout says that it is of viability."""
    log.mapped(", ".join(readouts), "X", "these columns are readouts, by their names")
    if not all(map(is_viability, readouts)):
        return {}
    because = f"{', '.join(readouts)} tell the number or the health of cells, by their names"
    return {"X": Said(VIABILITY, because)}


def _card(readouts: Sequence[str]) -> dict[str, Said]:
    if not any(map(is_time_zero, readouts)):
        return {}
    named = ", ".join(name for name in readouts if is_time_zero(name))
    said = Said(value=True, because=f"{named} was read when treatment began")
    return {"/operators/*/has_time_zero": said}
