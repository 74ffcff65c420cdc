"""Reader of folders of Matrix Market files, as 10x Genomics and others write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.mtx_places import MtxTriple
    from aivc.adapters.tenx.places import Place
    from aivc.schema.generated.views import ConversionMapping


class TenxMtx(Adapter):
    """Reads ``matrix.mtx`` with ``features.tsv`` or ``genes.tsv`` and ``barcodes.tsv``.

    Cell Ranger 2 and later, packed or not, with names that begin as GEO wants them
    (``GSM1_A_matrix.mtx.gz``); Cell Ranger ATAC (``peaks.bed``), STARsolo, alevin, kallisto,
    CITE-seq-Count. A folder of several samples is joined where all have the same features.

    - barcodes: names of the rows, behind ``SAMPLE_`` where several samples are joined (obs column
      ``sample_id``); the number behind the hyphen is ``gem_group`` where it differs;
    - feature ids: names of the columns; symbol, type and genome: columns of var;
    - types of features: ``mod/rna``, ``mod/protein``, ``mod/hashtag``, ``mod/guide``, ``mod/atac``,
      ... where there are several;
    - spliced, unspliced and ambiguous counts of STARsolo: X and layers;
    - ``metadata_json`` of a matrix: ``uns["tenx"]``; ``metrics_summary.csv``: uns;
      ``aggregation.csv``, calls of guides and tags, and tables with a row for each barcode: obs;
      ``feature_reference.csv``: var.

    Definitions: https://www.10xgenomics.com/support/software/cell-ranger/latest/analysis/outputs/
    cr-outputs-mex-matrices and https://math.nist.gov/MatrixMarket/formats.html.
    """

    name: ClassVar[str] = "tenx-mtx"
    title: ClassVar[str] = "10x Genomics count matrix in Matrix Market files"

    def detect(self, source: Path) -> Detection | None:
        """Look for Matrix Market files with lists of features and cells beside them."""
        from aivc.adapters.peeking import first_bytes, names_in
        from aivc.adapters.tenx.mtx_header import BANNER
        from aivc.adapters.tenx.places import DEPTH

        names = names_in(source, DEPTH) if source.is_dir() else []
        triples = [triple for _, triple in _found(source, names)]
        found = [triple for triple in triples if triple.features or triple.cells]
        if not found:
            return None
        first = next((triple for triple in found if triple.is_whole), found[0])
        if not first_bytes(first.matrix, 1 << 10).lower().startswith(BANNER):
            return Detection(Confidence.POSSIBLE, f"it holds {first.matrix.name}, by its name")
        lists = "its lists" if first.is_whole else "one of its two lists"
        because = f"{first.matrix.name} is a Matrix Market file with {lists} beside it"
        better = _better_read_otherwise(source)
        if better is not None:
            return Detection(Confidence.POSSIBLE, f"{because}, but {better}")
        is_sure = first.is_whole and first.rows_are_cells is not None
        return Detection(Confidence.CERTAIN if is_sure else Confidence.LIKELY, because)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read one matrix, or all samples of a folder.

        Raises
        ------
        UnreadableInputError
            There is no such matrix, a file is missing or damaged, or samples do not have the same
            features.
        """
        del mapping  # names of files and lists say what there is
        from aivc.adapters.tenx.listing import files_below
        from aivc.adapters.tenx.mtx_reading import read_mtx
        from aivc.adapters.tenx.places import DEPTH

        names = files_below(source, DEPTH) if source.is_dir() else []
        return read_mtx(source, _found(source, names), log)


def _found(source: Path, names: Sequence[str]) -> list[tuple[Place, MtxTriple]]:
    from aivc.adapters.tenx.mtx_places import triple_of, triples_in
    from aivc.adapters.tenx.places import place_of

    if source.is_dir():
        return triples_in(source, names)
    triple = triple_of(source)
    return [(place_of(source, source.name, ""), triple)] if triple else []


def _better_read_otherwise(source: Path) -> str | None:
    """Return why another reader says more about the folder of a source."""
    from aivc.adapters.peeking import names_in
    from aivc.adapters.tenx.h5_folder import first_matrix_in
    from aivc.adapters.tenx.of_others import why_of_others
    from aivc.adapters.tenx.places import DEPTH

    if not source.is_dir():
        return None
    of_others = why_of_others(names_in(source, DEPTH))
    if of_others is not None:
        return of_others
    beside = first_matrix_in(source)
    return f"{beside[0].relative} beside it holds the same faster" if beside else None
