"""The lines of a GCT file before its first feature.

Definition: https://clue.io/connectopedia/gct_format (1.3) and
https://software.broadinstitute.org/cancer/software/gsea/wiki/index.php/Data_formats (1.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.text_bytes.encoding import is_utf8, text_of
from aivc.adapters.text_bytes.lines import blocks_of_lines
from aivc.adapters.text_matrix.number_style import PLAIN
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIGNATURE = re.compile(rb"(\xef\xbb\xbf)?#1\.(?P<minor>[23])[\t ]*(\r?\n|\r|$)")
FILLERS = frozenset({"", "na", "nan", "n/a", "null", "none", "-666"})
MOST_FIELDS = 10_000
"""Fields of metadata; what is more is no header."""


@dataclass(frozen=True, slots=True)
class GctHeader:
    """What a GCT file says before its numbers.

    Attributes
    ----------
    n_features, n_samples
        As declared.
    row_fields
        Names of the metadata of features.
    samples
        Names of the samples.
    sample_fields
        Metadata of samples: name, and one text for each sample.
    n_lines
        Lines of the header.
    is_utf8
        Whether all of it is UTF-8.
    n_undeclared
        Fields of metadata of samples that are declared and not there.
    """

    n_features: int
    n_samples: int
    row_fields: tuple[str, ...]
    samples: tuple[str, ...]
    sample_fields: tuple[tuple[str, tuple[str, ...]], ...]
    n_lines: int
    is_utf8: bool
    n_undeclared: int


def read_header(path: Path) -> GctHeader:
    """Read the header of a GCT file.

    Raises
    ------
    UnreadableInputError
        It is no GCT, or the header does not fit to itself.
    """
    lines = _lines(path)
    version = _version(path, next(lines, b""))
    sizes = _sizes(path, next(lines, b""), version)
    n_features, n_samples, n_row_fields, n_sample_fields = sizes
    n_leading = 1 + n_row_fields
    stored, table = [next(lines, b"")], []
    table.append(_cells(path, stored[0], 3, sizes))
    for number in range(4, 4 + n_sample_fields):
        line = next(lines, b"")
        cells = _cells(path, line, number, sizes)
        if _is_feature(cells, n_leading):
            break
        stored.append(line)
        table.append(cells)
    fields = tuple((row[0], tuple(row[n_leading:])) for row in table[1:])
    return GctHeader(
        n_features,
        n_samples,
        tuple(table[0][1:n_leading]),
        tuple(table[0][n_leading:]),
        fields,
        2 + len(table),
        all(map(is_utf8, stored)),
        n_sample_fields - len(fields),
    )


def _is_feature(cells: list[str], n_leading: int) -> bool:
    """Tell whether a line is of a feature, where metadata of samples were declared.

    Lines of metadata fill the fields of features with ``na``.
    """
    if all(cell.casefold() in FILLERS for cell in cells[1:n_leading]):
        return False
    return all(PLAIN.number(cell) is not None for cell in cells[n_leading:])


def _lines(path: Path) -> Iterator[bytes]:
    for block in blocks_of_lines(path):
        yield from block.lines


def _version(path: Path, line: bytes) -> str:
    text = text_of(line[:20]).strip()
    if text not in {"#1.2", "#1.3"}:
        msg = f"{path} is no GCT: its first line is {text!r}, not #1.2 or #1.3"
        raise UnreadableInputError(msg)
    return text


def _sizes(path: Path, line: bytes, version: str) -> tuple[int, int, int, int]:
    cells = text_of(line[:200]).split()
    n_expected = 2 if version == "#1.2" else 4
    if len(cells) != n_expected or not all(cell.isdigit() for cell in cells):
        msg = (
            f"{path}, line 2, should hold {n_expected} numbers (features and samples"
            f"{', and fields of metadata of both' if n_expected == 4 else ''}), and holds "
            f"{text_of(line[:60])!r}"
        )
        raise UnreadableInputError(msg)
    sizes = [int(cell[:18]) for cell in cells]
    # Version 1.2 has one field of metadata, the description of a feature.
    n_row_fields, n_sample_fields = sizes[2:] or (1, 0)
    if max(n_row_fields, n_sample_fields) > MOST_FIELDS:
        msg = f"{path}, line 2, declares more than {MOST_FIELDS:,} fields of metadata"
        raise UnreadableInputError(msg)
    return sizes[0], sizes[1], n_row_fields, n_sample_fields


def _cells(path: Path, line: bytes, number: int, sizes: tuple[int, int, int, int]) -> list[str]:
    cells = [text_of(cell).strip() for cell in line.split(b"\t")]
    n_cells = 1 + sizes[2] + sizes[1]
    while len(cells) > n_cells and not cells[-1]:
        del cells[-1]  # spreadsheets make all lines as long as the longest
    if len(cells) != n_cells:
        msg = (
            f"{path}, line {number}, has {len(cells):,} cells where line 2 declares 1 + {sizes[2]} "
            f"+ {sizes[1]:,}; the file is cut off, or tabs were lost"
        )
        raise UnreadableInputError(msg)
    return cells
