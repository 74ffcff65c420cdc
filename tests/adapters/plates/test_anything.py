"""Whatever stands in a file, it is read, or refused in a sentence."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.adapters.cell_painting.adapter import CellPainting
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.plates.plate_map import PlateMapFile
from aivc.adapters.plates.plate_screen import PlateScreen
from aivc.schema.errors import AivcError
from aivc.schema.generated.views import ConversionMapping

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.adapter import Adapter

WORDS = (
    "well", "plate", "row", "col", "A1", "A01", "P24", "1", "2", "3", "drug", "dose", "viability",
    "readout", "value", "time", "0.5", "1e999", "nan", "OVER", "", "NA", "µM", '"', "'", "A", "B",
    "Plate: P1", "Metadata_Well", "Metadata_Plate", "Cells_AreaShape_Area", "Nuclei_Texture_X",
    "Cells_Intensity_Y", "Cells_Location_Z", "Cells_Granularity_1", "broad_sample", "solvent",
    "mmoles_per_liter", "DMSO", "10 uM", "dose_unit", "Assay_Plate_Barcode", "Plate_Map_Name",
    "control_type", "negcon", "\x0b", "\x00",
)  # fmt: skip
CELLS = st.sampled_from(WORDS)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=6)
GRIDS = st.lists(CELLS, min_size=6, max_size=6).map(
    lambda c: [["", "1", "2", "3"], ["A", *c[:3]], ["B", *c[3:]]]
)
PAGES = st.lists(LINES | GRIDS, min_size=1, max_size=3).map(lambda parts: list(chain(*parts)))


@pytest.mark.parametrize("adapter", [PlateMapFile(), PlateScreen(), CellPainting()])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["P1.csv", "P2.csv", "map.csv", "P1_signal.txt"]), PAGES, min_size=1
    ),
    st.sampled_from(["utf-8", "latin-1", "utf-16"]),
)
def test_any_files_are_read_or_refused(
    adapter: Adapter, tmp_path: Path, files: dict[str, list[list[str]]], encoding: str
) -> None:
    for path in tmp_path.iterdir():
        path.unlink()
    for name, lines in files.items():
        text = "\n".join(",".join(line) for line in lines)
        (tmp_path / name).write_bytes(text.encode(encoding))
    for source in (tmp_path, *sorted(tmp_path.iterdir())):
        adapter.detect(source)
        try:
            reading = adapter.read(source, ConversionMapping(), ConversionNotes(source))
        except AivcError as error:
            assert str(error).strip()
            assert "\n" not in str(error)
            continue
        with reading.dataset as dataset:
            (table,) = dataset.tables
            assert sum(len(block) for block in table.obs.index()) == table.n_obs
            for info in table.obs.columns:
                assert len(table.obs.column(info.name).codes) == table.n_obs
            for matrix in table.matrices:
                assert sum(len(block.data) for block in matrix.blocks()) == table.n_obs
