"""What the columns of plate maps of the Broad Institute and of JUMP mean.

Definitions: https://github.com/broadinstitute/lincs-cell-painting (LINCS),
https://github.com/jump-cellpainting/JUMP-Target and https://github.com/jump-cellpainting/datasets.
``mmoles_per_liter`` and ``mg_per_ml`` are concentrations in the plate of compounds, not on the
cells: https://github.com/broadinstitute/cell-health/issues/105.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.adapters.contract.hints import Said
from aivc.adapters.plates.column_names import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.contract.log import ConversionNotes

SAMPLE, JCP, NAME = "broadsample", "jcp2022", "pertiname"
STOCK = "mmolesperliter"
SOLVENT = "solvent"
AGENT = "agent"
"""Column that is made where wells of solvent alone have no sample."""

LINCS_PILOT = re.compile(r"C-7161-01-LM6-\d{3}")
"""Plate maps of LINCS Pilot 1: 50 nL of each stock went into wells of 50 uL."""

ROLES = {
    "cell_line": ("cellid",),
    "batch": ("batch", "batchnumber"),
    "site": ("source",),
}
"""Roles by names, beside plate, well, agent and dose."""

CONTROLS = {
    "poscon": "positive",
    "poscon_cp": "positive",
    "poscon_diverse": "positive",
    "poscon_orf": "positive",
    "empty": "empty",
}
"""Kinds of the words that JUMP writes in ``control_type`` and ``pert_type``."""

GENETIC_CONTROLS = {
    "BFP": "reporter_orf",
    "HcRed": "reporter_orf",
    "LUCIFERASE": "reporter_orf",
    "LacZ": "reporter_orf",
    "no-guide": "no_guide",
    "non-targeting": "non_targeting_guide",
}
"""Symbols of the negative controls of JUMP's plates of ORFs and of CRISPR guides.

https://github.com/jump-cellpainting/datasets/pull/26
"""


@dataclass(frozen=True, slots=True)
class BroadHints:
    """What such a map says of its columns.

    Attributes
    ----------
    roles, controls
        As in :class:`~aivc.adapters.contract.hints.Hints`.
    dose_unit, unit_dialect
        The same.
    """

    roles: Mapping[str, Said] = field(default_factory=dict)
    controls: Mapping[str, Said] = field(default_factory=dict)
    dose_unit: str | None = None
    unit_dialect: str | None = None


def is_broad_map(names: Sequence[str]) -> bool:
    """Tell whether columns are those of a map or profile of the Broad Institute or of JUMP.

    Examples
    --------
    >>> is_broad_map(["well_position", "broad_sample"]), is_broad_map(["well", "drug"])
    (True, False)
    """
    return bool({SAMPLE, JCP} & {bare(name) for name in names})


def broad_hints(cells: Mapping[str, Sequence[str | None]], log: ConversionNotes) -> BroadHints:
    """Say what the columns of such a map mean; nothing where it is none.

    Parameters
    ----------
    cells
        The columns of obs by name.
    log
        Takes a note of concentrations that are not those on the cells.
    """
    if not is_broad_map(list(cells)):
        return BroadHints()
    by_name: dict[str, str] = {}
    for name in cells:
        by_name.setdefault(bare(name), name)
    said = "plate maps and profiles of the Broad Institute and of JUMP name the column so"
    roles = {
        role: Said((by_name[known],), said)
        for role, names in ROLES.items()
        for known in names
        if known in by_name
    }
    agent = AGENT if AGENT in cells and SAMPLE in by_name else _agent(cells, by_name)
    if agent is not None:
        roles["agent"] = Said((agent,), said)
    dose_unit = _dose(cells, by_name, roles, log)
    dialect = "lincs" if {"pertdoseunit", "pertidose"} & set(by_name) else None
    return BroadHints(roles, _controls(cells, by_name), dose_unit, dialect)


def name_solvent(cells: dict[str, list[str | None]], log: ConversionNotes) -> None:
    """Add a column of agents in which wells of solvent alone are called by it.

    Maps of LINCS name no sample in such wells; profiles made with them say ``DMSO``.

    Parameters
    ----------
    cells
        The columns; ``agent`` is added where it is needed.
    log
        Takes a note of it.
    """
    by_name = {bare(name): name for name in reversed(cells)}
    if SAMPLE not in by_name or SOLVENT not in by_name or {NAME, AGENT} & set(by_name):
        return
    pairs = list(zip(cells[by_name[SAMPLE]], cells[by_name[SOLVENT]], strict=True))
    n_alone = sum(sample is None and solvent is not None for sample, solvent in pairs)
    if n_alone:
        cells[AGENT] = [solvent if sample is None else sample for sample, solvent in pairs]
        because = (
            f"{by_name[SAMPLE]}, and where a well has none, {by_name[SOLVENT]}: such maps name no "
            "sample in wells of solvent alone"
        )
        log.added(f"obs column {AGENT}", because, n_rows=n_alone)


def _agent(cells: Mapping[str, Sequence[str | None]], by_name: Mapping[str, str]) -> str | None:
    """Return the column of agents: names, where each sample has one, else samples."""
    identified = by_name.get(SAMPLE) or by_name.get(JCP)
    named = by_name.get(NAME)
    if named is None or identified is None:
        return named or identified
    pairs = zip(cells[identified], cells[named], strict=True)
    is_complete = all(name is not None for label, name in pairs if label is not None)
    return named if is_complete else identified


def _controls(
    cells: Mapping[str, Sequence[str | None]], by_name: Mapping[str, str]
) -> dict[str, Said]:
    controls: dict[str, Said] = {}
    words = {
        label
        for name in ("controltype", "perttype", "broadsampletype")
        if name in by_name
        for label in cells[by_name[name]]
        if label is not None
    }
    for word in sorted(words & set(CONTROLS)):
        controls[word] = Said(CONTROLS[word], f"JUMP writes {word} so")
    solvents = {label for label in cells.get(by_name.get(SOLVENT, ""), []) if label is not None}
    for column in (by_name.get(SAMPLE), by_name.get(NAME), by_name.get(AGENT)):
        for label in sorted(solvents & set(cells.get(column or "", []))):
            controls[label] = Said("vehicle", f"{label} is the solvent, and {column} is that")
    symbols = cells.get(by_name.get("symbol", ""), [])
    if "negcon" in words:
        for symbol in sorted({symbol for symbol in symbols if symbol} & set(GENETIC_CONTROLS)):
            controls[symbol] = Said(GENETIC_CONTROLS[symbol], "JUMP uses it as negative control")
    is_of_compounds = SAMPLE in by_name or "smiles" in by_name
    if "negcon" in words and is_of_compounds:
        controls["negcon"] = Said("vehicle", "the negative control of JUMP's compounds is DMSO")
    return controls


def _dose(
    cells: Mapping[str, Sequence[str | None]],
    by_name: Mapping[str, str],
    roles: dict[str, Said],
    log: ConversionNotes,
) -> str | None:
    """Say what the column of concentrations means; return the unit where it is known."""
    column = by_name.get(STOCK)
    if column is None:
        return None
    maps = {label for label in cells.get(by_name.get("platemapname", ""), []) if label is not None}
    if maps and all(map(LINCS_PILOT.fullmatch, maps)):
        said = (
            "it is the stock in the plate of compounds in mmol/L; in LINCS Pilot 1, 50 nL of it "
            "went into 50 uL, so that the number is that of umol/L on the cells "
            "(broadinstitute/cell-health issue 105)"
        )
        roles["dose"] = Said((column,), said)
        log.mapped(f"obs column {column}", "dose in umol/L", said)
        return "uM"
    because = (
        "it is the concentration in the plate of compounds, and nothing says how far it was "
        "diluted on the cells; say so in a mapping file: role dose and dose_unit"
    )
    log.left_alone(f"obs column {column}", because)
    return None
