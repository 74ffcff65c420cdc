"""The numbers of a GCT file, and the metadata of its features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.l1000.gct_header import read_header
from aivc.adapters.l1000.profiles import Profiles, column_of_texts, refuse_repeated
from aivc.adapters.l1000.sentinel import Sentinels
from aivc.adapters.text_matrix.gathered import FeatureLines
from aivc.adapters.text_matrix.parts import n_parts_of
from aivc.adapters.text_matrix.rows import RowLayout, blocks_of_rows
from aivc.adapters.text_rows.rows import each_once
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.l1000.gct_header import GctHeader
    from aivc.storage.frames.sources import ColumnSource


@dataclass(frozen=True, slots=True)
class _Features:
    """Names of features, and their metadata by field."""

    names: list[str]
    fields: list[list[str]]


def read_gct(source: Path, log: ConversionNotes) -> Profiles:
    """Read a GCT file, its numbers into a temporary file.

    Raises
    ------
    UnreadableInputError
        It is no GCT, its parts do not fit to each other, or a value is no number.
    """
    header = read_header(source)
    refuse_repeated(source, header.samples)
    log.read_file(source)
    if not header.is_utf8:
        said = "it is no UTF-8; micro signs and accents were read as Latin-1"
        log.converted(source.name, "text read as Latin-1", said)
    sentinels = Sentinels()
    matrix = FeatureLines(header.n_samples, n_parts_of(source))
    try:
        features = _take(source, header, matrix, sentinels)
    except BaseException:
        matrix.close()
        raise
    sentinels.note(log, "X")
    n_empty = matrix.n_missing - sentinels.n_found
    if n_empty:
        said = f"{n_empty:,} cells are empty or say that there is no number"
        log.converted("cells without a number", "missing (NaN)", said, n_rows=n_empty)
    if header.n_undeclared:
        said = (
            f"line 2 declares {header.n_undeclared:,} more, but line {header.n_lines + 1} and all "
            "that follow hold the numbers of features, as many as are declared"
        )
        log.inferred("fields of metadata of samples", f"{len(header.sample_fields):,}", said)
    sample_fields = each_once([name for name, _ in header.sample_fields])
    texts = [cells for _, cells in header.sample_fields]
    return Profiles(
        path=source,
        obs_names=list(header.samples),
        var_names=features.names,
        obs=_columns(sample_fields, texts, log),
        var=_columns(each_once(header.row_fields), features.fields, log),
        matrix=matrix.matrix("X"),
        close=matrix.close,
    )


def _columns(
    names: Sequence[str], cells: Sequence[Sequence[str]], log: ConversionNotes
) -> list[ColumnSource]:
    return [column_of_texts(name, own, log) for name, own in zip(names, cells, strict=True)]


def _take(source: Path, header: GctHeader, matrix: FeatureLines, sentinels: Sentinels) -> _Features:
    columns = ("id", *header.row_fields, *header.samples)
    leading = range(1 + len(header.row_fields))
    layout = RowLayout(source, "\t", header.n_lines, columns, leading, has_quotes=False)
    features = _Features([], [[] for _ in header.row_fields])
    for block in blocks_of_rows(layout):
        for name, *cells in block.texts:
            features.names.append(name.strip())
            for field, cell in zip(features.fields, cells, strict=True):
                field.append(cell.strip())
        matrix.append(sentinels.removed(block.values))
    if len(features.names) != header.n_features:
        msg = (
            f"{source} declares {header.n_features:,} features in line 2, but has "
            f"{len(features.names):,} lines of them; the file is cut off or was edited: fetch it "
            "again or mend line 2"
        )
        raise UnreadableInputError(msg)
    return features
