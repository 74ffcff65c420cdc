"""Which variables of subjects are measurements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.records.plain_numbers import numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

_DATES = re.compile(r".*(DT|DTM|TM|DTC|DTF|TMF|DY)")
_FLAGS = re.compile(r".*(FL|FN)")
_NAMES = re.compile(r".*(ID|SEQ)")
_CODES = re.compile(r"((TRT\d\d[AP]|SEX|RACE|ETHNIC|ARM|REGION\d+|.*GR\d*)N)")
_AFTERWARDS = re.compile(r"(TRTDUR[A-Z]?|TR\d\dDUR[A-Z]?|DTH.*|LDDTH.*|EOS.*|EOT.*)")

WHY_NOT = (
    (_NAMES, "it identifies"),
    (_DATES, "it is a date or a day of the study"),
    (_FLAGS, "it is a flag"),
    (_CODES, "it is the number of a label"),
    (_AFTERWARDS, "it was not known before the treatment ended"),
)
"""By the endings that ADaM gives to the names of variables (ADaMIG 1.3, section 3)."""


def measured_columns(
    cells: Mapping[str, Sequence[str | None]],
) -> tuple[dict[str, NDArray[np.float64]], dict[str, str]]:
    """Return the columns that are measurements, and why other columns of numbers are not.

    Parameters
    ----------
    cells
        Columns of a table with one row for each subject.
    """
    measured: dict[str, NDArray[np.float64]] = {}
    others: dict[str, str] = {}
    for name, column in cells.items():
        numbers = as_numbers(column)
        if numbers is None:
            continue
        reason = _why_not(name.upper(), cells)
        if reason is None:
            measured[name] = numbers
        else:
            others[name] = reason
    return measured, others


def as_numbers(column: Sequence[str | None]) -> NDArray[np.float64] | None:
    """Return the numbers of a column, NaN where there is no value; None where it holds text."""
    labels = sorted({cell for cell in column if cell is not None})
    numbers = numbers_of(labels)
    if numbers is None:
        return None
    number_of = dict(zip(labels, numbers.tolist(), strict=True))
    return np.array([np.nan if cell is None else number_of[cell] for cell in column])


def _why_not(name: str, cells: Mapping[str, object]) -> str | None:
    if name.endswith("N") and name[:-1] in cells:
        return f"it is the number of the label in {name[:-1]}"
    return next((reason for pattern, reason in WHY_NOT if pattern.fullmatch(name)), None)
