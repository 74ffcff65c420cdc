"""Tell files of plates by their first lines, without reading them."""

from __future__ import annotations

import csv
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.adapters.cell_painting.features import is_profile_header
from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.peeking import first_lines, names_in
from aivc.adapters.plates.broad_maps import is_broad_map
from aivc.adapters.plates.column_names import DOSES, PLATES, bare, first_of
from aivc.adapters.plates.drawn_names import drawn_name
from aivc.adapters.plates.files import MOST_PREAMBLE, TEXT_SUFFIXES, plain_suffix, stem
from aivc.adapters.plates.grids import find_grids
from aivc.adapters.plates.long_tables import find_wells
from aivc.adapters.plates.pages import page_of
from aivc.adapters.plates.readouts import drawn_readouts, readout_columns

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.plates.grids import Grid
    from aivc.adapters.plates.pages import Page

MOST_LINES = 400
MOST_FILES = 40

AGENTS = frozenset(
    {
        "agent", "agents", "compound", "compoundid", "compoundname", "drug", "drugname", "drugid",
        "treatment", "treatmentid", "treatmentname", "perturbation", "perturbagen", "pertiname",
        "pertid", "broadsample", "sgrna", "guide", "sirna", "cmpd", "chemical", "jcp2022",
        "solvent", "stimulus", "cytokine", "ligand", "gene", "genesymbol", "drug1", "agent1",
        "condition", "contents", "content", "sample",
    }
)  # fmt: skip


DATASETS = (".h5ad", ".h5mu", ".h5", ".loom", ".gct", ".gctx", ".rds", ".mtx", ".mtx.gz", ".zgroup")

CELLS_COUNTED = frozenset({"ncells", "numberofcells", "numcells", "cellnumber"})


class Sniffed(StrEnum):
    """What a file is."""

    MAP = "map"
    READOUTS = "readouts"
    SCREEN = "screen"
    PROFILES = "profiles"
    OTHER = "other"

    @classmethod
    def measured(cls) -> frozenset[Sniffed]:
        """Return the kinds that hold measurements."""
        return frozenset({cls.READOUTS, cls.SCREEN, cls.PROFILES})


@dataclass(frozen=True, slots=True)
class Sniff:
    """What a file seems to be, how sure that is, and why."""

    kind: Sniffed
    confidence: Confidence = Confidence.POSSIBLE
    because: str = ""


NOTHING = Sniff(Sniffed.OTHER)


def sniff(path: Path) -> Sniff:
    """Say what a file is; never raises."""
    if plain_suffix(path.name) not in TEXT_SUFFIXES:
        return NOTHING
    lines = first_lines(path, MOST_LINES)
    with suppress(csv.Error):
        page = page_of([line + "\n" for line in lines])
        grids = find_grids(page).grids
        named = drawn_name(stem(path)).title
        return _of_grids(grids, named) if grids else _of_table(page)
    return NOTHING


def sniff_folder(folder: Path) -> dict[str, Sniff]:
    """Say what the text tables of a folder are, by path within it; never raises."""
    names = [name for name in names_in(folder) if plain_suffix(name) in TEXT_SUFFIXES]
    return {name: sniff(folder / name) for name in names[:MOST_FILES]}


def is_of_tables(folder: Path) -> bool:
    """Tell whether most files of a folder are text tables, and none holds a dataset of cells."""
    names = names_in(folder)
    n_tables = sum(plain_suffix(name) in TEXT_SUFFIXES for name in names)
    has_datasets = any(name.lower().endswith(DATASETS) for name in names)
    return n_tables * 2 >= len(names) and not has_datasets


def _of_grids(grids: tuple[Grid, ...], named: str) -> Sniff:
    whole = [grid for grid in grids if grid.plate_format is not None]
    sure = Confidence.LIKELY if whole else Confidence.POSSIBLE
    columns = {grid.title or named: list(grid.cells.values()) for grid in grids}
    measured = drawn_readouts(columns)
    size = f"{whole[0].plate_format} wells" if whole else "a part of a plate"
    if not measured:
        said = "a grid" if len(grids) == 1 else f"{len(grids)} grids"
        verb = "tells" if len(grids) == 1 else "tell"
        return Sniff(Sniffed.MAP, sure, f"{said} of {size} {verb} what is in the wells")
    kind = Sniffed.READOUTS if len(measured) == len(columns) else Sniffed.SCREEN
    said = "a grid" if len(measured) == 1 else f"{len(measured)} grids"
    verb = "holds" if len(measured) == 1 else "hold"
    return Sniff(kind, sure, f"{said} of {size} {verb} numbers that were read")


def _of_table(page: Page) -> Sniff:
    lines = [line for line in page.lines if any(line)]
    for top, header in enumerate(lines[:MOST_PREAMBLE]):
        if is_profile_header(header):
            because = "its columns are features of profiles"
            return Sniff(Sniffed.PROFILES, Confidence.CERTAIN, because)
        body = [line for line in lines[top + 1 :] if len(line) == len(header)]
        if len([cell for cell in header if cell]) < 2 or not body:
            continue
        found = _of_columns(list(header), body)
        if found.kind is not Sniffed.OTHER:
            return found
    return NOTHING


def _of_columns(header: list[str], body: list[tuple[str, ...]]) -> Sniff:
    cells: dict[str, list[str | None]] = {
        name: [line[place] or None for line in body] for place, name in enumerate(header) if name
    }
    names = {bare(name) for name in cells}
    wells = find_wells(cells)
    measured = readout_columns(cells)
    treated = names & AGENTS
    dosed = names & DOSES
    if wells is None:
        # Tables of single cells count those of each treatment too.
        measured = tuple(name for name in measured if bare(name) not in CELLS_COUNTED)
        if measured and treated and dosed:
            said = f"each row has {', '.join(measured[:3])} of a treatment and its dose"
            return Sniff(Sniffed.SCREEN, Confidence.LIKELY, said)
        return NOTHING
    named = " and ".join(wells.names)
    if measured:
        kind = Sniffed.SCREEN if treated else Sniffed.READOUTS
        said = f"{named} names wells, and {', '.join(measured[:3])} was read in them"
        return Sniff(kind, Confidence.LIKELY, said)
    if is_broad_map(list(cells)):
        said = f"{named} names wells, and the other columns are those of a map of the Broad or JUMP"
        return Sniff(Sniffed.MAP, Confidence.CERTAIN, said)
    if treated or dosed:
        said = f"{named} names wells, and {', '.join(sorted(treated | dosed))} what is in them"
        return Sniff(Sniffed.MAP, Confidence.LIKELY, said)
    is_plate = first_of(cells, PLATES) is not None
    said = f"{named} names wells" + (", on plates" if is_plate else "")
    return Sniff(Sniffed.MAP, Confidence.POSSIBLE, said)
