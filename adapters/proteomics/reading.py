"""A table of mass spectrometry and the annotations beside it as a dataset."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.drafting.role_names import rank_of
from aivc.adapters.proteomics.annotation import join_annotation, single_cell_hint
from aivc.adapters.proteomics.known_tables import only_table
from aivc.adapters.proteomics.long_formats import LongFormat
from aivc.adapters.proteomics.samples import names_of
from aivc.adapters.text_matrix.folder import is_called_metadata
from aivc.adapters.text_matrix.side_table import open_side_table
from aivc.adapters.text_matrix.table_head import SUFFIX, table_head
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.proteomics.known_tables import KnownTable
    from aivc.adapters.proteomics.quantified import Quantified
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Table

RUNS = ("run", "Run", "Raw file")
ANNOTATION = re.compile(r"sdrf|annot|design|batch|channel|sample|meta|pheno|coldata", re.IGNORECASE)


def read_table(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a file, or the only file of a known format in a folder.

    Raises
    ------
    UnreadableInputError
        There is no such file, there are several, one is damaged, or a table of annotations in the
        folder fits to none of the samples.
    """
    known = only_table(source)
    quantified = _quantified(known, log)
    try:
        dataset, hints = _joined(source, known.path, quantified, log)
    except BaseException:
        quantified.close()
        raise
    return SourceReading(dataset, hints)


def _quantified(known: KnownTable, log: ConversionNotes) -> Quantified:
    if isinstance(known.found, LongFormat):
        from aivc.adapters.proteomics.long import read_long

        return read_long(known.path, known.columns, known.found, log)
    from aivc.adapters.proteomics.wide import read_wide

    return read_wide(table_head(known.path), known.found, log)


def _joined(
    source: Path, path: Path, quantified: Quantified, log: ConversionNotes
) -> tuple[MadeDataset, Hints]:
    samples = quantified.samples
    columns = list(quantified.columns)
    own = {column.info.name for column in columns}
    if not own & set(RUNS[1:]) and any(sample.run for sample in samples):
        columns.append(MadeTexts("run", [sample.run for sample in samples]))
    if any(sample.channel for sample in samples):
        columns.append(MadeTexts("channel", [sample.channel or None for sample in samples]))
    n_own = len(columns)
    _annotate(source, path, quantified, columns, log)
    names = names_of(samples)
    several = len(quantified.tables) > 1
    tables: list[Table] = [
        MadeTable(
            MadeFrame(names, columns),
            MadeFrame(table.features, table.columns, index_name=table.index_name),
            table.matrices,
            name=table.name,
            attributes={"axis": 0} if several else None,
        )
        for table in quantified.tables
    ]
    dataset = MadeDataset(source, tables, close=quantified.close)
    hints = _hints(quantified, columns[n_own:])
    return dataset, replace(hints, roles={**hints.roles, **_samples(quantified, columns)})


def _samples(quantified: Quantified, columns: list[ColumnSource]) -> dict[str, Said]:
    """Return the column of samples: that of runs, where none is named and none has channels."""
    if any(rank_of("sample", column.info.name) is not None for column in columns):
        return {}
    runs = [sample.run for sample in quantified.samples]
    if any(sample.channel for sample in quantified.samples) or len(set(runs)) < len(runs):
        return {}
    named = next((c.info.name for c in columns if c.info.name in RUNS), None)
    because = "without labels, each run or experiment is one sample"
    return {} if named is None else {"sample": Said((named,), because)}


def _annotate(
    source: Path,
    path: Path,
    quantified: Quantified,
    columns: list[ColumnSource],
    log: ConversionNotes,
) -> None:
    """Join the tables beside; those of a folder must fit, those beside a single file may."""
    for beside in sorted(path.parent.iterdir()):
        if beside == path or not beside.is_file() or beside.name.startswith("."):
            continue
        is_table = bool(SUFFIX.search(beside.name))
        is_meant = is_table and bool(ANNOTATION.search(beside.name) or is_called_metadata(beside))
        if not is_meant:
            if source.is_dir():
                log.left_alone(beside.name, "its name does not say that it tells of samples")
            continue
        table = open_side_table(beside, log)
        if join_annotation(table, quantified.samples, columns, log):
            continue
        said = "no pair of its columns holds the names of runs and channels"
        if source.is_dir():
            msg = (
                f"{beside}: {said} of {path.name}; call the columns Raw file and Channel, and "
                "spell runs and channels as there, or take the table out of the folder"
            )
            raise UnreadableInputError(msg)
        log.left_alone(beside.name, said)


def _hints(quantified: Quantified, annotation: list[ColumnSource]) -> Hints:
    controls, because = single_cell_hint(annotation)
    card = _features(quantified)
    if because is None:
        return Hints(card=card)
    paths = [f"{table.name}/X".lstrip("/") for table in quantified.tables]
    software = f"the table is one of {quantified.software}"
    card["/operators/*/search_software"] = Said({"name": quantified.software}, software)
    if quantified.software == "DIA-NN":
        card["/operators/*/acquisition_method"] = Said("DIA", f"{software}, which reads only DIA")
    return Hints(
        controls={
            label: Said(kind, "annotations of single-cell proteomics call channels so")
            for label, kind in sorted(controls.items())
        },
        operators={path: Said("SingleCellProteomics", because) for path in paths},
        card=card,
    )


def _features(quantified: Quantified) -> dict[str, Said]:
    """Return what the format says of features and values, by place in the card.

    Its tables are the matrices, in order.
    """
    card: dict[str, Said] = {}
    held = [(table, matrix) for table in quantified.tables for matrix in table.matrices]
    for place, (table, matrix) in enumerate(held):
        because = f"{quantified.software} writes the table so"
        space = f"/tables/{place}/feature_space"
        card[f"{space}/feature_type"] = Said(table.feature_type, because)
        if table.scheme is not None:
            card[f"{space}/identifier_scheme"] = Said(table.scheme, because)
        if matrix.name in table.intensities:
            card[f"/tables/{place}/value_type"] = Said("intensity", because)
    return card
