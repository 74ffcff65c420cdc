"""Read PEtab problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import first_bytes, first_lines, names_in

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

SUFFIXES = (".yaml", ".yml")
DEPTH = 2
"""A problem often lies in a folder of its own inside what was downloaded."""

MOST_LOOKED_AT = 50
_KEYS = (rb"format_version", rb"measurement_files", rb"observable_files")


class Petab(Adapter):
    """PEtab problems, version 1 and 2.

    Definitions: https://petab.readthedocs.io (Schmiester et al. 2021,
    doi:10.1371/journal.pcbi.1008646).

    Observations are what was measured at one time of one simulation condition (version 2:
    experiment) and replicate; features are the observables; ``X`` holds the measurements, NaN where
    an observable was not measured then. Measurements of one observable at the same place are
    counted by the column ``measurement_repeat``. The columns of the table of conditions join obs,
    those of the table of observables are var. What differs between measurements of one observation
    becomes a layer (numbers) or a frame of obsm (text), such as ``noiseParameters``. The tables of
    conditions, experiments and parameters are kept whole in ``uns["petab"]``. Models, simulations
    and plots stay where they are. Times are in the unit of the model, which is not read.
    """

    name = "petab"
    title = "Parameter estimation problem (PEtab): conditions, observables and measurements"

    def detect(self, source: Path) -> Detection | None:
        """Look for a YAML file that names tables of measurements and observables."""
        if source.is_dir():
            found = problem_files(source)
            if len(found) == 1:
                return Detection(Confidence.CERTAIN, f"it holds the PEtab problem {found[0]}")
            if found:
                said = f"it holds {len(found)} PEtab problems"
                return Detection(Confidence.POSSIBLE, said)
            return None
        if source.suffix.lower() in SUFFIXES:
            said = "it names the tables of a PEtab problem"
            return Detection(Confidence.CERTAIN, said) if _is_problem(source) else None
        if _is_measurement_table(source) and len(problem_files(source.parent, 1)) == 1:
            said = "its columns are those of PEtab measurements, and the problem is beside it"
            return Detection(Confidence.LIKELY, said)
        return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a problem: its YAML file, its folder, or its table of measurements.

        Raises
        ------
        UnreadableInputError
            It is no problem, files are missing or lie elsewhere, or the tables contradict each
            other.
        """
        from aivc.adapters.petab.reading import read_dataset

        return read_dataset(source, log)


def problem_files(folder: Path, depth: int = DEPTH) -> list[str]:
    """Return the YAML files of problems below a folder, relative to it."""
    named = [name for name in names_in(folder, depth) if name.lower().endswith(SUFFIXES)]
    return [name for name in named[:MOST_LOOKED_AT] if _is_problem(folder / name)]


def _is_problem(path: Path) -> bool:
    start = first_bytes(path)
    return all(re.search(rb"(?m)^[ \t-]*" + key + rb"[ \t]*:", start) for key in _KEYS)


def _is_measurement_table(path: Path) -> bool:
    lines = first_lines(path, 1)
    cells = {cell.strip() for cell in lines[0].split("\t")} if lines else set()
    places = {"simulationConditionId", "experimentId"}
    return {"observableId", "measurement", "time"} <= cells and bool(cells & places)
