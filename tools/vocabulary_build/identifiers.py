"""Pack identifiers: runs of ``prefix + zero-padded number``, and the odd ones out as text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from vocabulary_build.packing import deltas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vocabulary_build.packing import PackedWriter

DECIMAL = re.compile(r"(?P<prefix>.*?[^0-9])(?P<number>[0-9]+)")
BASE36 = re.compile(r"(?P<prefix>CVCL_)(?P<number>[0-9A-Z]{4})")
SMALLEST_RUN = 40
LARGEST_INT32 = 2**31 - 1


def sort_identifiers(identifiers: Iterable[str]) -> tuple[list[dict[str, object]], list[str]]:
    """Return the runs (prefix, width, base, count) and all identifiers in row order.

    Rows are the runs by prefix, each by number, then the odd ones out by text. ``width`` 0
    means that numbers are not padded.
    """
    parsed: dict[str, tuple[str, str, int]] = {}
    for identifier in identifiers:
        base, pattern = (36, BASE36) if identifier.startswith("CVCL_") else (10, DECIMAL)
        match = pattern.fullmatch(identifier)
        if match:
            parsed[identifier] = (match["prefix"], match["number"], base)
    widths: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for prefix, number, _ in parsed.values():
        widths[prefix][len(number)] += 1
    width_of = {
        prefix: 0 if prefix == "CHEBI:" else counts.most_common(1)[0][0]
        for prefix, counts in widths.items()
        if counts.total() >= SMALLEST_RUN
    }
    runs: defaultdict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    odd: list[str] = []
    for identifier in identifiers:
        prefix, number, base = parsed.get(identifier, ("", "", 10))
        width = width_of.get(prefix, -1)
        regular = str(int(number)) == number if width == 0 else len(number) == width
        if prefix and regular and int(number, base) <= LARGEST_INT32:
            runs[prefix, base].append((int(number, base), identifier))
        else:
            odd.append(identifier)
    ordered: list[str] = []
    described: list[dict[str, object]] = []
    for (prefix, base), members in sorted(runs.items()):
        ordered.extend(identifier for _, identifier in sorted(members))
        run = {"prefix": prefix, "width": width_of[prefix], "base": base, "count": len(members)}
        described.append(run)
    return described, [*ordered, *sorted(odd)]


def pack_identifiers(
    writer: PackedWriter, runs: list[dict[str, object]], ordered: list[str]
) -> None:
    """Add the sections ``numbers`` (differences within each run) and ``odd`` (text)."""
    numbers: list[int] = []
    start = 0
    for run in runs:
        count, base = int(str(run["count"])), int(str(run["base"]))
        skip = len(str(run["prefix"]))
        members = [int(text[skip:], base) for text in ordered[start : start + count]]
        numbers.extend(deltas(members))
        start += count
    writer.integers("numbers", numbers)
    writer.text("odd", ordered[start:])
