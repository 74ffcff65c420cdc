"""Which columns hold what a plate reader or a microscope measured, and their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

READOUTS = frozenset(
    {
        "viability", "viable", "luminescence", "lum", "rlu", "fluorescence", "fluor", "rfu",
        "absorbance", "abs", "od", "confluence", "confluency", "intensity", "signal", "readout",
        "response", "inhibition", "survival", "growth", "gr", "grvalue", "nuclei", "ldh", "atp",
        "dna", "ctg", "celltiterglo", "celltiter", "mtt", "mts", "resazurin", "alamarblue",
        "cytotoxicity", "caspase", "apoptosis", "ic50", "ec50", "gr50", "auc", "aac", "emax",
        "impedance", "zscore", "measurement", "value", "counts", "rawvalue", "deadcells",
        "livecells", "relativeviability",
    }
)  # fmt: skip
"""Words of names of columns."""

PHRASES = (
    "cell count", "cells count", "nuclei count", "count cells", "number of cells", "n cells",
    "live cells", "dead cells", "dead count", "cell number", "gr value", "z score",
    "cell titer glo", "alamar blue", "object count",
)  # fmt: skip

NO_READOUT = frozenset(
    {
        "unit", "units", "type", "id", "name", "kind", "method", "date", "file", "path", "plate",
        "well", "dose", "conc", "concentration", "time", "barcode", "replicate", "seeded",
        "seeding", "target", "line", "medium", "factor", "batch", "comment", "flag", "image",
        "channel", "wavelength",
    }
)  # fmt: skip
"""Words that make another thing of it: ``signal_type``, ``growth_medium``, ``dna_target``."""

MAP_WORDS = frozenset(
    {
        "um", "nm", "mm", "pm", "density", "seeding", "number", "code", "volume", "row", "column",
        "hours", "doses", "concentrations", "moi",
    }
)  # fmt: skip
"""Words of titles of grids that say what was done to wells and not what was read."""

VIABILITY = frozenset(
    {
        "viability", "viable", "ctg", "celltiterglo", "celltiter", "atp", "ldh", "mtt", "mts",
        "resazurin", "alamarblue", "cytotoxicity", "gr", "grvalue", "relativeviability",
        "confluence", "confluency", "deadcells", "livecells", "nuclei",
    }
)  # fmt: skip
"""Words that say that the number or the health of cells was read."""

COUNTS = (
    "cell count", "cells count", "nuclei count", "count cells", "number of cells", "n cells",
    "live cells", "dead cells", "dead count", "cell number",
)  # fmt: skip

TIME_ZERO = ("time0", "time zero", "t0", "timezero")

OVERFLOW = frozenset(
    {"ovrflw", "over", "overflow", "ovr", "saturated", "sat", "#sat", "*****", "overrange", "max"}
)
"""What plate readers write where the detector was saturated, in lower case."""

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "--", "#n/a", "<na>", "inval"})

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d{1,3})?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_WORD = re.compile(r"[a-z]+\d*|\d+")
_OPTICAL = re.compile(r"(?:od|abs|a)\d{3}")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of a column.

    Attributes
    ----------
    values
        NaN where there is none, shape (n_rows,).
    saturated
        Rows by what they say in place of a number.
    has_commas
        Whether decimals were written with commas.
    """

    values: NDArray[np.float64]
    saturated: Mapping[str, int]
    has_commas: bool = False


def is_readout(name: str) -> bool:
    """Tell whether a column is called like one of readouts.

    Examples
    --------
    >>> is_readout("cell_count__time0"), is_readout("Viability (%)"), is_readout("OD600")
    (True, True, True)
    >>> is_readout("concentration"), is_readout("growth_medium"), is_readout("cell_line")
    (False, False, False)
    """
    words = words_of(name)
    if any(word in NO_READOUT for word in words):
        return False
    joined = " ".join(words)
    if any(re.search(rf"\b{phrase}\b", joined) for phrase in PHRASES):
        return True
    return any(w in READOUTS or w.rstrip("0123456789") in READOUTS for w in words) or any(
        _OPTICAL.fullmatch(word) for word in words
    )


def is_viability(name: str) -> bool:
    """Tell whether a readout says by its name that it is the number or the health of cells.

    Examples
    --------
    >>> is_viability("viability"), is_viability("cell_count__ctrl"), is_viability("luminescence")
    (True, True, False)
    """
    words = words_of(name)
    joined = " ".join(words)
    return any(
        word in VIABILITY or word.rstrip("0123456789") in VIABILITY for word in words
    ) or any(phrase in joined for phrase in COUNTS)


def is_time_zero(name: str) -> bool:
    """Tell whether a readout was taken when the treatment began.

    Examples
    --------
    >>> is_time_zero("cell_count__time0"), is_time_zero("cell_count")
    (True, False)
    """
    joined = " ".join(words_of(name))
    return any(re.search(rf"\b{mark}\b", joined) for mark in TIME_ZERO)


def readout_columns(cells: Mapping[str, Sequence[str | None]]) -> tuple[str, ...]:
    """Return the columns that are called like readouts and hold mostly numbers, in order.

    Examples
    --------
    >>> readout_columns({"signal": ["1", "2", "x"], "response": ["PR", "CR"], "dose": ["1", "2"]})
    ('signal',)
    """
    return tuple(name for name, texts in cells.items() if is_readout(name) and is_measured(texts))


def drawn_readouts(grids: Mapping[str, Sequence[str | None]]) -> tuple[str, ...]:
    """Return the titles of grids that hold readouts.

    Where all grids hold numbers, those are readouts whose title is none of an amount, a time or a
    name, whatever it is: ``Raw data``, ``450``. Beside grids of text a readout must be called so.

    Examples
    --------
    >>> drawn_readouts({"Raw data": ["1", "2"]}), drawn_readouts({"Dose (uM)": ["1", "2"]})
    (('Raw data',), ())
    >>> drawn_readouts({"agent": ["dex", "DMSO"], "volume": ["1", "2"], "RLU": ["1", "2"]})
    ('RLU',)
    """
    measured = [title for title, texts in grids.items() if is_measured(texts)]
    if len(measured) < len(grids):
        return tuple(title for title in measured if is_readout(title))
    return tuple(title for title in measured if not set(words_of(title)) & (NO_READOUT | MAP_WORDS))


def is_measured(texts: Sequence[str | None]) -> bool:
    """Tell whether most texts of a column are numbers."""
    given = [text.strip() for text in texts if text is not None and text.strip()]
    n_numbers = sum(bool(_NUMBER.fullmatch(text) or _COMMA.fullmatch(text)) for text in given)
    return n_numbers > 0 and n_numbers * 2 >= len(given)


def numbers_in(texts: Sequence[str | None]) -> Numbers | None:
    """Read texts as numbers; None where one of them is neither a number nor a word for none.

    Examples
    --------
    >>> numbers_in(["1", "1.50", "", "OVER"]).values.tolist()
    [1.0, 1.5, nan, nan]
    >>> numbers_in(["0,5", "1"]).values.tolist(), numbers_in(["10 uM"])
    ([0.5, 1.0], None)
    """
    distinct = dict.fromkeys(text.strip() for text in texts if text is not None)
    value_of: dict[str, float] = {}
    has_commas = False
    for text in distinct:
        if _NUMBER.fullmatch(text):
            value_of[text] = float(text)
        elif _COMMA.fullmatch(text):
            has_commas = True
            value_of[text] = float(text.replace(",", "."))
        elif text.lower() in MISSING or text.lower() in OVERFLOW:
            value_of[text] = np.nan
        else:
            return None
    if not any(np.isfinite(value) for value in value_of.values()):
        return None
    if has_commas and _may_be_thousands(value_of):
        return None
    values = np.fromiter(
        (np.nan if text is None else value_of[text.strip()] for text in texts),
        np.float64,
        len(texts),
    )
    return Numbers(values, _saturated(texts), has_commas)


def unread_text(texts: Iterable[str | None]) -> tuple[int, str] | None:
    """Return place and text of the first cell that is no number, or None.

    Examples
    --------
    >>> unread_text(["1", None, "x"]), unread_text(["1"])
    ((2, 'x'), None)
    """
    for place, text in enumerate(texts):
        if text is not None and not _is_number_or_none(text.strip()):
            return place, text
    return None


def words_of(name: str) -> list[str]:
    """Return the words of a name, in lower case; ``cellCount`` has two.

    Examples
    --------
    >>> words_of("CellCount__time0"), words_of("Viability (%)"), words_of("OD600")
    (['cell', 'count', 'time0'], ['viability'], ['od600'])
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", name)
    return _WORD.findall(apart.lower())


def _may_be_thousands(texts: Iterable[str]) -> bool:
    """Tell whether commas may stand between thousands: ``12,345``, or ``1,234`` beside ``0.5``."""
    texts = list(texts)
    commas = [text for text in texts if "," in text]
    return any("." in text for text in texts) or all(map(_THOUSANDS.fullmatch, commas))


def _is_number_or_none(text: str) -> bool:
    is_number = _NUMBER.fullmatch(text) or _COMMA.fullmatch(text)
    return bool(is_number) or text.lower() in MISSING or text.lower() in OVERFLOW


def _saturated(texts: Sequence[str | None]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text in texts:
        if text is not None and text.strip().lower() in OVERFLOW:
            counts[text.strip()] = counts.get(text.strip(), 0) + 1
    return counts
