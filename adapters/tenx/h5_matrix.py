"""Reader of count matrices of 10x Genomics in HDF5."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.h5_opening import OpenedH5
    from aivc.schema.generated.views import ConversionMapping


class TenxH5(Adapter):
    """Reads ``filtered_feature_bc_matrix.h5`` and files of the same layout, or folders of them.

    Cell Ranger 2 (a group for each genome), Cell Ranger 3 and later (``matrix`` with ``features``),
    Cell Ranger ATAC and ARC, Flex, aggregations, raw and filtered matrices. In a folder, each file
    is a sample and all are joined where they have the same features; filtered matrices are
    preferred.

    - barcodes: names of the rows; the number behind the hyphen is ``gem_group`` where it differs;
    - feature ids: names of the columns; name, type, genome and every other tag: columns of var;
    - types of features: ``mod/rna``, ``mod/protein``, ``mod/hashtag``, ``mod/guide``, ``mod/atac``,
      ... where there are several;
    - attributes of the file: ``uns["tenx"]``; chemistry and genome: the card;
    - in a folder ``metrics_summary.csv``: uns; ``aggregation.csv`` and tables with a row for each
      barcode: obs; ``feature_reference.csv``: var.

    Definition: https://www.10xgenomics.com/support/software/cell-ranger/latest/analysis/outputs/
    cr-outputs-h5-matrices.
    """

    name: ClassVar[str] = "tenx-h5"
    title: ClassVar[str] = "10x Genomics count matrix in HDF5"

    def detect(self, source: Path) -> Detection | None:
        """Look for the groups of a 10x matrix in a file, or in the files of a folder."""
        if source.is_dir():
            return _detect_folder(source)
        from aivc.adapters.tenx.h5_folder import layout_in

        layout = layout_in(source)
        if layout is None:
            return None
        return Detection(Confidence.CERTAIN, f"its groups are those of {layout.kind.value}")

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read a file, or all samples of a folder.

        Raises
        ------
        UnreadableInputError
            There is no such matrix, it is damaged, or samples do not have the same features.
        """
        del mapping  # names of files and groups say what there is
        return _read_folder(source, log) if source.is_dir() else _read_file(source, log)


def _detect_folder(folder: Path) -> Detection | None:
    from aivc.adapters.peeking import names_in
    from aivc.adapters.tenx.h5_folder import first_matrix_in
    from aivc.adapters.tenx.of_others import why_of_others
    from aivc.adapters.tenx.places import DEPTH

    found = first_matrix_in(folder)
    if found is None:
        return None
    first = found[0].relative
    of_others = why_of_others(names_in(folder, DEPTH))
    if of_others is not None:
        return Detection(Confidence.POSSIBLE, f"it holds {first}, but {of_others}")
    return Detection(Confidence.CERTAIN, f"{first} has the groups of {found[1].kind.value}")


def _read_file(source: Path, log: ConversionNotes) -> SourceReading:
    from aivc.adapters.tenx.h5_tables import read_h5_tables
    from aivc.storage.made.dataset import MadeDataset

    found = read_h5_tables(source, log)
    return SourceReading(MadeDataset(source, found.tables, close=found.close), found.hints)


def _read_folder(source: Path, log: ConversionNotes) -> SourceReading:
    from aivc.adapters.tenx.h5_folder import matrices_in
    from aivc.adapters.tenx.h5_opening import open_h5
    from aivc.adapters.tenx.h5_tables import hints_of, joined_h5
    from aivc.adapters.tenx.listing import files_below
    from aivc.adapters.tenx.neighbours import look_beside
    from aivc.adapters.tenx.places import DEPTH, chosen
    from aivc.storage.errors import UnreadableInputError
    from aivc.storage.made.dataset import MadeDataset

    every = list(matrices_in(source, files_below(source, DEPTH)))
    if not every:
        msg = (
            f"{source} holds no count matrix of 10x in HDF5; name a folder with "
            "filtered_feature_bc_matrix.h5"
        )
        raise UnreadableInputError(msg)
    places = [place for place, _ in chosen(every, source, log)]
    with ExitStack() as stack:
        opened: list[OpenedH5] = []
        for place in places:
            sample = place.sample if len(places) > 1 else ""
            first = opened[0].counts[0].features if opened else None
            opened.append(open_h5(place.path, sample, log, first=first))
            stack.callback(opened[-1].close)
        beside = look_beside(source, [place.path for place, _ in every], log)
        assembled, facts = joined_h5(opened, beside, log)
        dataset = MadeDataset(source, assembled.tables, close=stack.pop_all().close)
    return SourceReading(dataset, hints_of(assembled, facts))
