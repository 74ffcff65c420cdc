"""What names of negative controls begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.adapters.drafting.section import Section

PREFIXES = (
    ("NegControlProbe_", "antisense_"),
    ("NegPrb", "Negative"),
    ("Blank-", "Blank_", "BLANK_"),
)
"""Of Xenium, CosMx and MERSCOPE. Where there are probes against nothing, codes that no probe has
are something else, so that only the first line that is there counts."""


def draft_negative_controls(section: Section, measured: Sequence[Measured]) -> None:
    """Say of each operator how the negative controls among its features are called."""
    for number, operator in enumerate(section.slots.get("operators", ())):
        if operator["operator_type"] != "ImagingSpatial" or "negative_controls" in operator:
            continue
        names = [
            name
            for item in measured
            if _paths(section, operator["operator_id"], item)
            for name in item.features.names
        ]
        found = prefixes_in(names)
        if found:
            operator["negative_controls"] = found
            example = next(name for name in names if name.startswith(tuple(found)))
            said = f"features are called so, such as {example}"
            section.guess(("operators", number, "negative_controls"), said)


def prefixes_in(names: Iterable[str]) -> list[str]:
    """Return the beginnings of names that negative controls have.

    Examples
    --------
    >>> prefixes_in(["ACTB", "NegControlProbe_00042", "BLANK_0008"])
    ['NegControlProbe_']
    """
    listed = list(names)
    for prefixes in PREFIXES:
        found = [prefix for prefix in prefixes if any(n.startswith(prefix) for n in listed)]
        if found:
            return found
    return []


def _paths(section: Section, operator_id: str, item: Measured) -> bool:
    start = f"{item.table.name}/" if item.table.name else ""
    return any(
        entry.get("measured_by") == operator_id and entry["path_in_file"].startswith(start)
        for entry in section.slots["tables"]
    )
