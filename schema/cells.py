"""Cells of a table: what they say of a slot, typed or as text."""

import json
import math
import re
from collections.abc import Iterable

from aivc.schema.slots import SlotSpec

Cell = str | int | float | bool
"""What a cell of a row holds; an empty cell is left out of the row."""

SEPARATOR = ";"
"""Between the entries of a list. A backslash before it, or before a backslash, escapes it."""

LITERAL = re.compile(r'true|false|-?\d+(\.\d+)?([eE][-+]?\d+)?|"[^\n]*"')
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def join_list(entries: Iterable[object], separator: str = SEPARATOR) -> str:
    r"""Join the entries of a list into one cell.

    Examples
    --------
    >>> print(join_list(["HDAC inhibitor", "a;b"]))
    HDAC inhibitor;a\;b
    """
    escaped = (
        str(entry).replace("\\", "\\\\").replace(separator, f"\\{separator}") for entry in entries
    )
    return separator.join(escaped)


def split_list(cell: str, separator: str = SEPARATOR) -> list[str]:
    r"""Split one cell into the entries of a list; blanks around them and empty ones do not count.

    Examples
    --------
    >>> split_list(r"HDAC inhibitor; a\;b")
    ['HDAC inhibitor', 'a;b']
    """
    mark = re.escape(separator)
    # An even number of backslashes before a separator are escaped backslashes.
    parts = re.split(rf"(?<!\\)((?:\\\\)*){mark}", cell)
    joined = [part + tail for part, tail in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    entries = (re.sub(rf"\\({mark}|\\)", r"\1", part).strip() for part in joined)
    return [entry for entry in entries if entry]


def plain_cell(cell: object) -> Cell | list[Cell] | None:
    """Turn a cell, of numpy or pandas too, into plain values; None where it is empty."""
    if hasattr(cell, "tolist"):
        cell = cell.tolist()
    if isinstance(cell, list | tuple):
        entries = [plain_cell(entry) for entry in cell]
        return [entry for entry in entries if isinstance(entry, Cell)] or None
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, float) and math.isnan(cell):
        return None
    return cell if isinstance(cell, bool | int | float) else str(cell)


def read_cell(value: Cell | list[Cell], slot: SlotSpec, separator: str = SEPARATOR) -> object:
    """Read a plain cell as what a slot holds; what does not read as that stays as it is."""
    if not slot.multivalued:
        return value if isinstance(value, list) else _read_one(value, slot)
    entries = split_list(value, separator) if isinstance(value, str) else value
    return [_read_one(e, slot) for e in (entries if isinstance(entries, list) else [entries])]


def match_cell(value: Cell) -> Cell:
    """Write the value that a column must have; text that reads as another value is quoted."""
    if not isinstance(value, str):
        return value
    same = _literal(value) is None and value == value.strip()
    return value if same else json.dumps(value, ensure_ascii=False)


def read_match(cell: Cell) -> Cell:
    """Read the value that a column must have."""
    if not isinstance(cell, str):
        return cell
    value = _literal(cell)
    return cell if value is None else value


def _read_one(value: Cell, slot: SlotSpec) -> Cell:
    if isinstance(value, str):
        return _read_text(value, slot.kind)
    # A column with empty cells holds integers as floats.
    integral = isinstance(value, float) and value.is_integer()
    whole = int(value) if integral else value
    if slot.kind == "integer":
        return whole
    # Most readers of text take a column of digits for numbers, even if they are identifiers.
    is_text = slot.kind in {"string", "reference", "uriorcurie"}
    return str(whole) if is_text and not isinstance(value, bool) else value


def _read_text(text: str, kind: str) -> Cell:
    if kind == "boolean":
        return {"true": True, "false": False}.get(text.casefold(), text)
    if kind not in {"integer", "number"} or not NUMBER.fullmatch(text):
        return text
    value = float(text)
    if not math.isfinite(value):
        return text
    return int(value) if value.is_integer() and kind == "integer" else value


def _literal(text: str) -> Cell | None:
    """Read a JSON truth value, number or string; None if the text is none of these."""
    if not LITERAL.fullmatch(text):
        return None
    try:
        value: Cell = json.loads(text)
    except ValueError:
        return None
    return None if isinstance(value, float) and not math.isfinite(value) else value
