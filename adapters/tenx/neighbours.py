"""Tell what the other files of a folder of counts are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.tenx.beside import Beside
from aivc.adapters.tenx.cell_tables import SUFFIXES
from aivc.adapters.tenx.listing import files_below
from aivc.adapters.tenx.metrics import UNS, read_metrics
from aivc.adapters.tenx.places import DEPTH, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

_METRICS = re.compile(r"(^|.*[._-])metrics_summary\.csv", re.IGNORECASE)
_AGGREGATION = re.compile(r"(^|.*[._-])(aggregation|aggregation_csv|aggr)\.csv", re.IGNORECASE)
_REFERENCE = re.compile(r"(^|.*[._-])feature_ref(erence)?\.csv", re.IGNORECASE)
_CALLS = re.compile(r"(protospacer|tag)_calls_per_cell\.csv", re.IGNORECASE)
"""Guides and tags that Cell Ranger found in each cell, in folders of their own."""

_MOST_NAMED = 200

_LEFT_ALONE = (
    (r"web_summary.*\.html", "a report to be read by people"),
    (r"fragments\.tsv\.gz", "fragments of ATAC stay here; the card can name them: fragments_file"),
    (r"\.(bam|cram|bai|csi|tbi|crai)$", "reads and their indices are no part of a dataset"),
    (r"\.(cloupe|vloupe)$", "a file of a viewer, made from the same counts"),
    (r"molecule_info\.h5$", "it holds single molecules, of which the counts were made"),
    (r"per_barcode_metrics\.csv", "it says of every barcode how it was sequenced"),
    (r"(^|/)vdj|clonotypes|contig", "sequences of receptors are not read"),
    (r"\.(png|jpe?g|tiff?|svg|pdf)$", "images stay where they are"),
    (r"\.(fastq|fq)(\.gz)?$", "reads are no part of a dataset"),
    (r"\.(h5|mtx|mtx\.gz)$", "another matrix"),
    (r"(barcodes|features|genes)\.(tsv|txt)(\.gz)?$", "it names the rows of another matrix"),
)  # fmt: skip
_OTHER = "it is no part of the count matrix"
_ANALYSIS = "clusters and projections of Cell Ranger can be computed from the counts"


def look_beside(source: Path, used: Iterable[Path], log: ConversionNotes) -> Beside:
    """Sort the files of a folder into those that say something and those that are left alone.

    Parameters
    ----------
    source
        The folder.
    used
        Files that were read as matrices or their names, or that were spoken of.
    log
        Takes notes.
    """
    done = {path.resolve() for path in used}
    rest = [name for name in files_below(source, DEPTH) if (source / name).resolve() not in done]
    metrics = [name for name in rest if _METRICS.fullmatch(_last(name))]
    aggregation = _single([name for name in rest if _AGGREGATION.fullmatch(_last(name))])
    reference = _single([name for name in rest if _REFERENCE.fullmatch(_last(name))])
    taken = {*metrics, aggregation, reference}
    tables = [name for name in rest if name not in taken and _may_name_cells(name)]
    _note_rest([name for name in rest if name not in {*taken, *tables}], log)
    return Beside(
        aggregation=source / aggregation if aggregation else None,
        feature_reference=source / reference if reference else None,
        cell_tables=tuple(source / name for name in tables),
        uns=_uns(source, metrics, log),
    )


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _single(names: Sequence[str]) -> str | None:
    """Return the file nearest to the source, since copies lie further down."""
    return min(names, key=lambda name: (name.count("/"), name), default=None)


def _may_name_cells(name: str) -> bool:
    if _CALLS.fullmatch(_last(name)):
        return True
    return name.lower().endswith(SUFFIXES) and "/" not in name and _why(name) is _OTHER


def _uns(source: Path, metrics: Sequence[str], log: ConversionNotes) -> dict[str, Any]:
    found = {}
    for name in metrics:
        values = read_metrics(source / name, log)
        if values is not None:
            sample = place_of(source / name, name, _last(name)[: -len("metrics_summary.csv")])
            found[sample.sample or name] = values
    if len(found) == 1:
        return {UNS: next(iter(found.values()))}
    return {UNS: found} if found else {}


def _note_rest(names: Sequence[str], log: ConversionNotes) -> None:
    analysis = [name for name in names if "analysis" in name.lower().split("/")[:-1]]
    if analysis:
        log.left_alone(f"{len(analysis):,} files of the folder analysis", _ANALYSIS)
    others = [name for name in names if name not in set(analysis)]
    for name in others[:_MOST_NAMED]:
        log.left_alone(name, _why(name))
    if len(others) > _MOST_NAMED:
        log.left_alone(f"{len(others) - _MOST_NAMED:,} further files", _OTHER)


def _why(name: str) -> str:
    return next(
        (said for mark, said in _LEFT_ALONE if re.search(mark, name, re.IGNORECASE)), _OTHER
    )
