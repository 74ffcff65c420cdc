"""Columns of units beside columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.plates.column_names import bare
from aivc.schema.vocabulary import UnitProblem, UnitProblemKind, parse_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.contract.log import ConversionNotes


def note_units(cells: Mapping[str, Sequence[str | None]], log: ConversionNotes) -> None:
    """Note units that nobody knows, and columns of units that hold several.

    The columns stay as they are: the unit of a number is that of its row.
    """
    for name, texts in cells.items():
        if not bare(name).endswith(("unit", "units")):
            continue
        labels = sorted({text for text in texts if text is not None})
        unknown = [label for label in labels if _is_unknown(label)]
        if unknown:
            listed = ", ".join(map(repr, unknown[:5]))
            because = f"{listed} is no unit that is known; say what is meant in a mapping file"
            log.left_alone(f"obs column {name}", because)
        elif len(labels) > 1:
            because = f"it holds {', '.join(labels[:5])}: the unit of a number is that of its row"
            log.left_alone(f"obs column {name}", because)


def _is_unknown(label: str) -> bool:
    found = parse_unit(label)
    return isinstance(found, UnitProblem) and found.kind is UnitProblemKind.UNKNOWN
