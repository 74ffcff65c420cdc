"""The numbers of a screen as a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.contract.log import Change
from aivc.adapters.plates.readouts import numbers_in, unread_text
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.matrices import DenseRows

if TYPE_CHECKING:
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.plates.readouts import Numbers
    from aivc.adapters.plates.screen import Screen


def readout_matrix(screen: Screen, log: ConversionNotes) -> DenseRows:
    """Make the matrix of the readouts: float64, NaN where a well has no value.

    Raises
    ------
    UnreadableInputError
        A cell of a readout is no number; the message says where and what.
    """
    columns = []
    for name in screen.readouts:
        texts = screen.cells[name]
        numbers = numbers_in(texts)
        if numbers is None:
            _refuse(screen, name)
        else:
            _note(name, numbers, len(texts), log)
            columns.append(numbers.values)
    return DenseRows("X", np.column_stack(columns))


def _note(name: str, numbers: Numbers, n_rows: int, log: ConversionNotes) -> None:
    if numbers.saturated:
        changes = [Change(text, "NaN", count) for text, count in sorted(numbers.saturated.items())]
        because = "the detector was saturated, and such a well has no number"
        n_saturated = sum(numbers.saturated.values())
        log.converted(name, "X", because, changes, n_rows=n_saturated)
    if numbers.has_commas:
        log.converted(name, "X", "decimals are written with commas")
    n_missing = int(np.isnan(numbers.values).sum()) - sum(numbers.saturated.values())
    if n_missing:
        because = f"{n_missing} of {n_rows} rows have no value of {name}: they are NaN in X"
        log.left_alone(f"empty cells of {name}", because)


def _refuse(screen: Screen, name: str) -> None:
    odd = unread_text(screen.cells[name])
    place, text = odd if odd is not None else (0, screen.cells[name][0])
    file, line = screen.origins[place] if screen.origins else (screen.source, 0)
    where = f"{file}, line {line}" if line else file
    well = ""
    if screen.places is not None:
        plate, found = screen.places[place]
        well = f" of well {found.name}" + (f" of plate {plate}" if plate else "")
    msg = (
        f"{where}: {name!r}{well} says {text!r}, which is no number; leave a cell empty where "
        "nothing was read, and write numbers without separators of thousands"
    )
    raise UnreadableInputError(msg)
