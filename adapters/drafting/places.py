"""Plates, batches and sites of a card, recognised by the file's own columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.names import distinct, identifier, joined
from aivc.adapters.drafting.relations import all_per_level
from aivc.adapters.drafting.section import Section
from aivc.adapters.plates.wells import PLATE_SHAPES, read_well, smallest_format

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns
    from aivc.adapters.drafting.roles import RoleGuess

MOST_PLACES = 1_000
"""Plates, batches or sites that stand in a card; more are left to the binding."""

KIND_OF_COLUMN = {
    "lane": "lane", "laneid": "lane", "gemgroup": "lane", "gem": "lane", "gemid": "lane",
    "channel10x": "lane", "library": "library", "libraryid": "library", "sublibrary": "sublibrary",
    "sublibraryid": "sublibrary", "run": "sequencing_run", "runid": "sequencing_run",
    "sequencingrun": "sequencing_run", "tmtset": "tmt_set", "lcbatch": "ms_run",
    "pcrplate": "library", "experimentalbatch": "culture",
}  # fmt: skip
"""Kind of batch by the joined name of its column."""

KIND_OF_OPERATOR = {
    "SingleCellRNA": "library", "SingleCellATAC": "library", "SurfaceProtein": "library",
    "SpotSpatial": "library", "SingleCellProteomics": "ms_run", "ImagingSpatial": "imaging",
    "Histology": "imaging", "Morphology": "imaging", "LiveImaging": "imaging",
}  # fmt: skip
"""What a batch of no said kind most probably shares, by what was measured."""


def draft_places(
    obs: ObsColumns, roles: Mapping[str, RoleGuess], kinds: Sequence[str], *, is_array: bool
) -> Section:
    """Draft plates, batches and sites.

    Parameters
    ----------
    obs
        The columns.
    roles
        Columns by role.
    kinds
        Types of the operators, the chief one first.
    is_array
        Whether expression was read from arrays.
    """
    section = Section()
    _plates(section, obs, roles)
    _batches(section, obs, roles, "array_scan" if is_array else _kind_of(kinds))
    column = _column(obs, roles, "site")
    if column is not None:
        section.slots["sites"] = _entities(column, "site_id")
    return section


def _plates(section: Section, obs: ObsColumns, roles: Mapping[str, RoleGuess]) -> None:
    column = _column(obs, roles, "plate")
    if column is None:
        return
    plates = _entities(column, "plate_id")
    formats = _formats(column, _column(obs, roles, "well"))
    for position, (plate, code) in enumerate(zip(plates, _named(column), strict=True)):
        if code in formats:
            plate["plate_format"] = formats[code]
            said = "the outermost wells that are named are those of a plate of this size"
            section.guess(("plates", position, "plate_format"), said)
    section.slots["plates"] = plates


def _formats(plate: ObsColumn, well: ObsColumn | None) -> dict[int, int]:
    """Return wells of each plate whose last row or column is used; others may be larger.

    Labels that begin with the name of their plate do not say where the name ends: ``AC01`` is row C
    of plate A, and row AC of a plate of 1536.
    """
    plates = tuple(label for label in plate.labels if label)
    if well is None or all(label.startswith(plates) for label in well.labels):
        return {}
    named = [read_well(label) for label in well.labels]
    formats = {}
    for code, codes in all_per_level(plate.codes, well).items():
        wells = [found for k in codes if (found := named[k]) is not None]
        least = smallest_format(wells)
        if least is None or least < FEWEST_SURE:
            continue
        rows, columns = PLATE_SHAPES[least]
        if max(w.row for w in wells) == rows or max(w.column for w in wells) == columns:
            formats[code] = least
    return formats


FEWEST_SURE = 96
"""Smaller plates are named by few wells, which larger ones have too."""


def _batches(
    section: Section, obs: ObsColumns, roles: Mapping[str, RoleGuess], otherwise: str | None
) -> None:
    batches: list[dict[str, Any]] = []
    for role in ("batch", "lane"):
        column = _column(obs, roles, role)
        if column is None:
            continue
        told = KIND_OF_COLUMN.get(joined(column.name))
        kind = told or ("lane" if role == "lane" else otherwise)
        if kind is None or batches:
            continue  # A row has one batch_id.
        said = f"the column is called {column.name}"
        if not told:
            said += "; what its batches share is not said, and this is the most probable"
        for batch in _entities(column, "batch_id"):
            section.guess(("batches", len(batches), "batch_kind"), said)
            batch_id = batch.pop("batch_id")
            batches.append({"batch_id": batch_id, "batch_kind": kind, **batch})
    if batches:
        section.slots["batches"] = batches


def _kind_of(kinds: Sequence[str]) -> str | None:
    return next((KIND_OF_OPERATOR[kind] for kind in kinds if kind in KIND_OF_OPERATOR), None)


def _column(obs: ObsColumns, roles: Mapping[str, RoleGuess], role: str) -> ObsColumn | None:
    column = obs.get(roles[role].columns[0]) if role in roles else None
    most = MOST_PLACES if role != "well" else obs.n_rows
    return column if column is not None and 0 < len(column.labels) <= most else None


def _entities(column: ObsColumn, key: str) -> list[dict[str, Any]]:
    codes = _named(column)
    if column.name == key:
        return [{key: column.labels[code]} for code in codes]
    ids = distinct([identifier(column.labels[code]) for code in codes])
    return [
        {key: name, "matches": [{"column": column.name, "column_value": column.value(code)}]}
        for name, code in zip(ids, codes, strict=True)
    ]


def _named(column: ObsColumn) -> list[int]:
    return [code for code, label in enumerate(column.labels) if label.strip()]
