"""Read reports with one line for each measurement of a precursor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.proteomics.long_formats import channel_columns
from aivc.adapters.proteomics.measured import Measured, first_of_each, positions
from aivc.adapters.proteomics.quantified import FeatureTable, Quantified
from aivc.adapters.proteomics.reports import read_report
from aivc.adapters.proteomics.samples import MassSample
from aivc.adapters.proteomics.wide_formats import COUNTED
from aivc.adapters.text_rows.columns import column_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.proteomics.long_formats import Level, LongFormat
    from aivc.adapters.proteomics.reports import Report
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Matrix
    from aivc.storage.records.texts import Texts


@dataclass(frozen=True)
class _Lines:
    """A report, and the sample of each line.

    ``channels`` holds columns by quantity and channel, where one line has those of all channels.
    """

    report: Report
    found: LongFormat
    samples: list[MassSample]
    rows: NDArray[np.int64]
    channels: dict[str, dict[str, str]]

    @property
    def channel_names(self) -> list[str]:
        return list(next(iter(self.channels.values()), {}))


def read_long(
    path: Path, columns: Sequence[str], found: LongFormat, log: ConversionNotes
) -> Quantified:
    """Read a report.

    Raises
    ------
    UnreadableInputError
        It is damaged, or a value is no number.
    """
    channels = channel_columns(found, columns)
    texts, numbers = _wanted(columns, found, channels)
    log.read_file(path)
    log.mapped("lines", "X", f"{found.software} writes one line for each measurement: {found.what}")
    lines = _lines(read_report(path, texts, numbers), found, channels)
    tables = [_table(level, lines, log) for level in found.levels if _has(level, lines)]
    left = [name for name in columns if name not in {*texts, *numbers}]
    if left:
        said = "they differ from line to line, or repeat what others say; they stay in the source"
        log.left_alone(f"columns {', '.join(left)}", said)
    if len(tables) == 1:
        tables = [replace(tables[0], name="")]
    obs = _columns_of_runs(lines, [name for name in found.of_runs if name in texts])
    return Quantified(found.software, lines.samples, obs, tables, _nothing)


def _nothing() -> None:
    """Release nothing: the numbers are in memory."""


def _wanted(
    columns: Sequence[str], found: LongFormat, channels: dict[str, dict[str, str]]
) -> tuple[list[str], list[str]]:
    """Return the columns to read as text and as numbers."""
    levels = found.levels
    texts = [*found.runs, found.channel, *found.of_runs]
    texts += [name for level in levels for name in (*level.keys, *level.notes)]
    numbers = [name for own in channels.values() for name in own.values()] + [found.best]
    if not channels:
        numbers += [name for level in levels for name in level.quantities]
    known = set(columns)
    return (
        [name for name in dict.fromkeys(texts) if name in known],
        [name for name in dict.fromkeys(numbers) if name in known],
    )


def _has(level: Level, lines: _Lines) -> bool:
    has_quantity = bool(lines.channels) or any(q in lines.report.numbers for q in level.quantities)
    return has_quantity and all(key in lines.report.texts for key in level.keys)


def _lines(report: Report, found: LongFormat, channels: dict[str, dict[str, str]]) -> _Lines:
    run = next(report.texts[name] for name in found.runs if name in report.texts)
    keys = [run]
    if not channels and found.channel in report.texts:
        keys.append(report.texts[found.channel])
    rows, labels = positions(keys)
    samples = [MassSample(label[0], label[1] if len(label) > 1 else "") for label in labels]
    lines = _Lines(report, found, samples, rows, channels)
    if not channels:
        return lines
    each = [MassSample(s.run, channel) for s in samples for channel in lines.channel_names]
    return replace(lines, samples=each)


def _table(level: Level, lines: _Lines, log: ConversionNotes) -> FeatureTable:
    report = lines.report
    features, labels = positions([report.texts[key] for key in level.keys])
    best = report.numbers.get(lines.found.best)
    kept = first_of_each(lines.rows, features, best)
    n_other = len(features) - len(kept)
    if level is not lines.found.levels[-1]:
        _note_differing(level, lines, features, kept, log)
    elif n_other:
        by = f"the smallest {lines.found.best}" if best is not None else "the first"
        said = f"of several lines for the same feature in the same run, the one with {by} is taken"
        log.left_alone(f"{n_other:,} lines of {level.keys[0]}", said)
    measured = Measured(lines.rows[kept], features[kept], len(lines.samples), len(labels))
    notes = [name for name in level.notes if name in report.texts]
    columns = _notes(report, notes, features, len(labels), log)
    names = ["".join(label) for label in labels]
    matrices = _matrices(level, lines, kept, measured, log)
    intensities = frozenset(m.name for m in matrices if not COUNTED.search(m.name))
    return FeatureTable(
        level.table, level.feature_type, level.scheme, intensities, names, "", columns, matrices
    )


def _note_differing(
    level: Level,
    lines: _Lines,
    features: NDArray[np.int64],
    kept: NDArray[np.int64],
    log: ConversionNotes,
) -> None:
    """Note lines of the same protein and run that give it another quantity than the one taken."""
    name = next(name for name in level.quantities if name in lines.report.numbers)
    values = lines.report.numbers[name]
    pairs = lines.rows * (int(features.max(initial=0)) + 1) + features
    order = kept[np.argsort(pairs[kept])]
    taken = values[order][np.searchsorted(pairs[order], pairs)]
    n_other = int(np.count_nonzero(~((taken == values) | np.isnan(values))))
    if n_other:
        said = "they give a protein another quantity than the line that is taken, in the same run"
        log.left_alone(f"{n_other:,} values of {name}", said)


def _matrices(
    level: Level,
    lines: _Lines,
    kept: NDArray[np.int64],
    measured: Measured,
    log: ConversionNotes,
) -> list[Matrix]:
    numbers = lines.report.numbers
    held = {name: [name] for name in level.quantities if name in numbers}
    held = {quantity: list(own.values()) for quantity, own in lines.channels.items()} or held
    matrices: list[Matrix] = []
    for quantity, columns in held.items():
        name = f"layers/{quantity}" if matrices else "X"
        values = np.stack([numbers[column][kept] for column in columns])
        if lines.found.missing_zero and not COUNTED.search(quantity):
            values = _without_zeros(values, quantity, log)
        matrices.append(measured.of_channels(name, values))
        log.mapped(f"columns {quantity}", f"{level.table}/{name}".lstrip("/"), "it is a quantity")
    return [matrices[0], *sorted(matrices[1:], key=lambda matrix: matrix.name)]


def _without_zeros(
    values: NDArray[np.float64], quantity: str, log: ConversionNotes
) -> NDArray[np.float64]:
    n_zero = int(np.count_nonzero(values == 0))
    if not n_zero:
        return values
    said = f"{n_zero:,} values are 0, which the program writes where nothing was measured"
    log.converted(f"0 in {quantity}", "missing (NaN)", said, n_rows=n_zero)
    return np.where(values == 0, np.nan, values)


def _notes(
    report: Report,
    names: Sequence[str],
    features: NDArray[np.int64],
    n_features: int,
    log: ConversionNotes,
) -> list[ColumnSource]:
    """Return the columns that say the same in all lines of a feature."""
    columns = []
    for name in names:
        cells = _constant(report.texts[name], features, n_features)
        if cells is None:
            said = "it differs between lines of the same feature; it stays in the source"
            log.left_alone(f"column {name}", said)
        else:
            columns.append(column_of(name, cells))
    return columns


def _constant(texts: Texts, groups: NDArray[np.int64], n_groups: int) -> list[str | None] | None:
    codes = np.full(n_groups, -1, np.int64)
    codes[groups[::-1]] = texts.codes[::-1]
    if not np.array_equal(codes[groups], texts.codes):
        return None
    labels: list[str | None] = [*texts.labels(), None]
    return [labels[code] for code in codes.tolist()]


def _columns_of_runs(lines: _Lines, names: Sequence[str]) -> list[ColumnSource]:
    n_channels = max(1, len(lines.channel_names))
    n_runs = len(lines.samples) // n_channels
    columns = []
    for name in names:
        cells = _constant(lines.report.texts[name], lines.rows, n_runs)
        if cells is not None:
            columns.append(column_of(name, [cell for cell in cells for _ in range(n_channels)]))
    return columns
