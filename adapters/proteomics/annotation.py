"""Tables that say what is in each run and channel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.names import joined
from aivc.adapters.proteomics.samples import channel_key, run_name
from aivc.adapters.text_rows.columns import column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.proteomics.samples import MassSample
    from aivc.adapters.text_matrix.side_table import Cells, SideTable
    from aivc.storage.frames.sources import ColumnSource

RUN_COLUMNS = frozenset(
    {"rawfile", "run", "runcol", "runid", "runname", "filename", "file", "set", "experiment",
     "raw", "name", "msrun", "datafile", "spectrumfile", "rfilename", "sample", "sampleid",
     "samplename", "commentdatafile", "assayname"}
)  # fmt: skip
CHANNEL_COLUMNS = frozenset(
    {"channel", "quantcols", "quantcol", "tmtchannel", "label", "tmtlabel", "tmt", "reporter",
     "reporterion", "reporterchannel", "ri", "plexdiachannel", "commentlabel"}
)  # fmt: skip
CHANNEL_HEADER = re.compile(r"(RI|TMT|channel)[ ._]?\d{1,2}", re.IGNORECASE)
"""Columns of the annotation of SCoPE2: one for each channel, one row for each run."""

MELTED = "channel_content"


@dataclass(frozen=True)
class _Fit:
    """Which columns name runs and channels, and the row of each sample, -1 where there is none."""

    keys: tuple[str, ...]
    rows: list[int]

    @property
    def n_fitting(self) -> int:
        return sum(row >= 0 for row in self.rows)


def join_annotation(
    table: SideTable,
    samples: Sequence[MassSample],
    columns: list[ColumnSource],
    log: ConversionNotes,
) -> bool:
    """Join what a table says of runs and channels; False where it knows none of them.

    Names of runs are compared without folders and suffixes, channels by their numbers.
    """
    fit = _best(table, samples)
    if fit is None:
        return False
    wide = [name for name in table.names if CHANNEL_HEADER.fullmatch(name)]
    is_wide = len(wide) > 1 and any(sample.channel for sample in samples)
    taken = {column.info.name for column in columns}
    for name in table.names:
        if not (is_wide and name in wide):
            cells: Cells = [*table.cells(name), None]
            own = _free(name or "row_names", taken, table)
            columns.append(column_of(own, [cells[row] for row in fit.rows]))
    if is_wide:
        columns.append(column_of(_free(MELTED, taken, table), _melted(table, wide, samples, fit)))
    met = {row for row in fit.rows if row >= 0}
    said = (
        f"its columns {', '.join(map(repr, fit.keys))} name {fit.n_fitting:,} of "
        f"{len(samples):,} samples"
    )
    log.mapped(table.path.name, "columns of obs", said)
    if fit.n_fitting < len(samples):
        named = next(s.name for s, row in zip(samples, fit.rows, strict=True) if row < 0)
        said = f"{table.path.name} has no row for them, such as {named}"
        log.left_alone(f"{len(samples) - fit.n_fitting:,} samples without annotation", said)
    n_rows = len(table.cells(table.names[0]))
    if len(met) < n_rows:
        said = "their runs or channels are not in the table of quantities"
        log.left_alone(f"{n_rows - len(met):,} rows of {table.path.name}", said)
    return True


def _best(table: SideTable, samples: Sequence[MassSample]) -> _Fit | None:
    """Return the columns that name the most samples, with each row used for one sample if it can.

    A table with runs alone speaks of all channels of a run, one with channels alone of all runs.
    """
    has_channels = any(sample.channel for sample in samples)
    channels = [name for name in table.names if joined(name) in CHANNEL_COLUMNS]
    runs = [name for name in table.names if joined(name) in RUN_COLUMNS]
    pairs: list[tuple[str | None, str | None]] = []
    if has_channels:
        pairs += [(run, channel) for run in runs for channel in channels]
        pairs += [(None, channel) for channel in channels]
    pairs += [(run, None) for run in runs]
    fits = [_fit(table, samples, run, channel) for run, channel in pairs]
    fitting = [fit for fit in fits if fit is not None and fit.n_fitting]
    # The first of the best: pairs of run and channel say more than one of them alone.
    return max(fitting, key=lambda fit: (len(fit.keys), fit.n_fitting), default=None)


def _fit(
    table: SideTable, samples: Sequence[MassSample], run: str | None, channel: str | None
) -> _Fit | None:
    own = _keys(table, run, channel)
    places = {key: row for row, key in enumerate(own)}
    if len(places) < len(own):
        return None  # a row for each run and channel, and only one of the two columns
    wanted = [
        (run_name(sample.run) if run else "", channel_key(sample.channel) if channel else "")
        for sample in samples
    ]
    keys = tuple(name for name in (run, channel) if name is not None)
    return _Fit(keys, [places.get(key, -1) for key in wanted])


def _keys(table: SideTable, run: str | None, channel: str | None) -> list[tuple[str, str]]:
    n_rows = len(table.cells(table.names[0]))
    runs = _respelled(table, run, run_name, n_rows)
    return list(zip(runs, _respelled(table, channel, channel_key, n_rows), strict=True))


def _respelled(
    table: SideTable, name: str | None, spelling: Callable[[str], str], n_rows: int
) -> list[str]:
    return [""] * n_rows if name is None else [spelling(cell or "") for cell in table.cells(name)]


def _melted(
    table: SideTable, wide: Sequence[str], samples: Sequence[MassSample], fit: _Fit
) -> Cells:
    by_channel = {channel_key(name): table.cells(name) for name in wide}
    cells: Cells = []
    for sample, row in zip(samples, fit.rows, strict=True):
        column = by_channel.get(channel_key(sample.channel))
        cells.append(column[row] if column is not None and row >= 0 else None)
    return cells


def _free(name: str, taken: set[str], table: SideTable) -> str:
    free = name if name not in taken else f"{table.path.name.split('.')[0]}_{name}"
    while free in taken:
        free += "_"
    taken.add(free)
    return free


def single_cell_hint(columns: Collection[ColumnSource]) -> tuple[dict[str, str], str | None]:
    """Return kinds of control by label, and why the samples are single cells, if anything says so.

    A carrier channel stands beside single cells and nowhere else (Budnik et al., Genome Biology
    19:161, 2018).
    """
    controls: dict[str, str] = {}
    because = None
    for column in columns:
        labels = column.read().categories
        folded = {label.casefold().replace("_", " "): label for label in labels}
        single = [label for key, label in folded.items() if key in SINGLE]
        if "carrier" in folded or single:
            name = folded.get("carrier") or single[0]
            because = because or f"the column {column.info.name} says {name}"
            controls |= {folded[key]: kind for key, kind in KINDS.items() if key in folded}
    return controls, because


SINGLE = frozenset({"single cell", "single cells", "sc", "singlecell", "single-cell"})
KINDS = {
    "carrier": "carrier",
    "reference": "reference_channel",
    "blank": "empty",
    "empty": "empty",
    "negative": "empty",
    "negative control": "empty",
}
"""As annotations of SCoPE2 and the single-cell template of SDRF call channels without a cell."""
