"""From the files of a Xenium region to a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.space.coordinates import coordinates_of
from aivc.adapters.space.documents import plain_part, read_document
from aivc.adapters.space.in_place import IN_PLACE
from aivc.adapters.space.joining import join, keys_of_names, keys_of_texts
from aivc.adapters.space.leftovers import leave_rest
from aivc.adapters.space.row_numbers import without_row_numbers
from aivc.adapters.space.side_tables import open_side
from aivc.adapters.space.software import counted_by
from aivc.adapters.space.taken import taken
from aivc.adapters.space.tenx_counts import read_tenx, with_obs
from aivc.adapters.space.unmatched import note_unmatched
from aivc.adapters.xenium.experiment import control_rate, experiment_card, segmentation
from aivc.adapters.xenium.files import EXPERIMENT, region_of
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset
from aivc.storage.made.matrices import DenseRows

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.space.side_tables import SideTable
    from aivc.adapters.space.tenx_counts import TenxCounts
    from aivc.adapters.xenium.files import RegionFiles

CELL = "cell_id"
_CENTRES = (("x_centroid", "y_centroid"),)
_OPERATOR = Said("ImagingSpatial", "Xenium decodes transcripts in an image")


def read_region(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a region.

    Raises
    ------
    UnreadableInputError
        Counts or cells are missing, do not belong together, or are damaged.
    """
    files = region_of(source)
    counts_path, cells_path = _needed(files)
    experiment = {} if files.experiment is None else read_document(files.experiment, log)
    metrics = None if files.metrics is None else open_side(files.metrics, log)
    cells = open_side(cells_path, log)
    counts = read_tenx(counts_path, log)
    try:
        dataset = _dataset(source, counts, cells, experiment, log)
        card = {p: said for p, said in counts.card.items() if p == "/reference_genome"}
        card |= {**IN_PLACE, **experiment_card(experiment), **segmentation(cells)}
        card |= {} if metrics is None else control_rate(metrics)
        version = experiment.get("analysis_sw_version")
        card |= counted_by("Xenium Onboard Analysis", version, EXPERIMENT)
    except BaseException:
        counts.close()
        cells.close()
        raise
    used = [counts_path, cells_path, files.experiment, files.metrics]
    leave_rest(files.folder, [path for path in used if path is not None], log)
    paths = [f"{table.name}/X" if table.name else "X" for table in dataset.tables]
    return SourceReading(dataset, Hints(operators=dict.fromkeys(paths, _OPERATOR), card=card))


def _dataset(
    source: Path,
    counts: TenxCounts,
    cells: SideTable,
    experiment: dict[str, Any],
    log: ConversionNotes,
) -> MadeDataset:
    joined = join(
        keys_of_names(counts.tables[0].obs, counts.path.name),
        keys_of_texts(cells.texts(CELL), cells.path.name),
    )
    note_unmatched(counts.path.name, cells.path.name, joined, log)
    columns = without_row_numbers(cells.columns(), cells.path.name, log)
    obs = taken(columns, joined.places, cells.n_rows)
    centres = coordinates_of(cells, _CENTRES, joined.places, log, "micrometres")
    uns: dict[str, Any] = {}
    if experiment:
        uns["xenium"] = plain_part(experiment)
        log.mapped("experiment.xenium", "uns/xenium", "it says how the run was done")
    if centres is not None:
        uns["coordinate_unit"] = "um"
    obsm = [] if centres is None else [DenseRows("obsm/spatial", centres)]
    tables = [
        with_obs(table, obs, obsm, uns if number == 0 else {})
        for number, table in enumerate(counts.tables)
    ]

    def close() -> None:
        counts.close()
        cells.close()

    return MadeDataset(source, tables, close=close)


def _needed(files: RegionFiles) -> tuple[Path, Path]:
    if files.counts is None:
        msg = (
            f"{files.folder} has no cell_feature_matrix.h5 and no folder cell_feature_matrix with "
            "matrix.mtx, the counts of a Xenium region; unpack cell_feature_matrix.tar.gz, or copy "
            "the file from the run"
        )
        raise UnreadableInputError(msg)
    if files.cells is None:
        msg = (
            f"{files.folder} has no cells.parquet and no cells.csv.gz, which say where the cells "
            "of a Xenium region lie; copy one of them from the run"
        )
        raise UnreadableInputError(msg)
    return files.counts, files.cells
