"""Output folders of Xenium."""

import gzip
import json

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.detection import choose_adapter
from aivc.adapters.xenium.adapter import Xenium
from aivc.storage.errors import UnreadableInputError
from tests.adapters.space.reading import dense, names, read, steps, texts
from tests.adapters.space.tenx_files import write_folder, write_h5

CELLS = ["aaab-1", "aaac-1", "aaad-1"]
COUNTS = np.array([[1, 0, 4], [0, 2, 0], [3, 0, 1]])
TYPES = ("Gene Expression", "Gene Expression", "Negative Control Probe")
TABLE = {
    "cell_id": ["aaad-1", "aaab-1", "aaac-1"],
    "x_centroid": [30.5, 10.5, 20.5],
    "y_centroid": [3.25, 1.25, 2.25],
    "transcript_counts": [3, 1, 2],
    "segmentation_method": ["boundary stain", "nucleus expansion", "boundary stain"],
}
EXPERIMENT = {
    "run_name": "run 7",
    "analysis_sw_version": "xenium-1.6.0.8",
    "panel_name": "Xenium Human Breast",
    "panel_organism": "Human",
    "preservation_method": "FFPE",
    "pixel_size": 0.2125,
    "z_step_size": 3.0,
    "images": {"morphology_filepath": "morphology.ome.tif"},
    "nothing": None,
}


def _region(folder, cells="cells.csv.gz", counts="h5", experiment=EXPERIMENT, table=TABLE, **said):
    folder.mkdir(parents=True)
    if counts == "h5":
        write_h5(folder / "cell_feature_matrix.h5", COUNTS, CELLS, TYPES, **said)
    elif counts == "mtx":
        write_folder(folder / "cell_feature_matrix", COUNTS, CELLS)
    if cells.endswith(".parquet"):
        parquet.write_table(pa.table(table), folder / cells)
    elif cells:
        rows = [",".join(map(str, row)) for row in zip(*table.values(), strict=True)]
        content = ("\n".join([",".join(table), *rows]) + "\n").encode()
        content = gzip.compress(content) if cells.endswith(".gz") else content
        (folder / cells).write_bytes(content)
    if experiment is not None:
        (folder / "experiment.xenium").write_text(json.dumps(experiment))
    (folder / "transcripts.parquet").write_bytes(b"PAR1")
    return folder


class TestXeniumContract(AdapterContract):
    adapter = Xenium()

    def sources(self, folder):
        return [
            _region(folder / "a"),
            _region(folder / "b", "cells.parquet", "mtx"),
            _region(folder / "c", "cells.csv", experiment=None),
        ]


@pytest.mark.parametrize("cells", ["cells.csv.gz", "cells.csv", "cells.parquet"])
@pytest.mark.parametrize("counts", ["h5", "mtx"])
def test_cells_are_joined_by_identifier(tmp_path, cells, counts):
    reading, notes = read(Xenium(), _region(tmp_path / "region", cells, counts))
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert names(table.obs) == CELLS
        assert texts(table.obs, "cell_id") == CELLS
        assert table.obs.numbers("transcript_counts").tolist() == [1, 2, 3]
        assert dense(table.obsm[0]).tolist() == [[10.5, 1.25], [20.5, 2.25], [30.5, 3.25]]
        assert dense(table.matrices[0]).tolist() == COUNTS.tolist()
        assert table.uns("xenium")["run_name"] == "run 7"
        assert table.uns("coordinate_unit") == "um"
        if counts == "h5":
            assert texts(table.var, "feature_type") == list(TYPES), "controls stay beside genes"
    assert "transcripts.parquet" in steps(notes, "left_alone")


def test_what_the_run_says_goes_to_the_card(tmp_path):
    region = _region(tmp_path / "region")
    (region / "metrics_summary.csv").write_text(
        "region_name,negative_control_probe_rate\nA,0.0004\n"
    )
    reading, _ = read(Xenium(), region)
    reading.dataset.close()
    card = {pointer: said.value for pointer, said in reading.hints.card.items()}
    assert card["/operators/*/panel"] == "Xenium Human Breast"
    assert card["/operators/*/pixel_size"] == {"value": 0.2125, "unit": "um"}
    assert card["/operators/*/z_step"] == {"value": 3.0, "unit": "um"}
    assert card["/operators/*/decoding_threshold"] == 20
    assert card["/operators/*/negative_control_rate"] == 0.0004
    assert card["/operators/*/assay_ontology_term_id"] == "EFO:0022955"
    segmented = card["/operators/*/segmentation"]["segmentation_method"]
    assert segmented == "boundary stain; nucleus expansion"
    assert card["/organism_ontology_term_id"] == "NCBITaxon:9606"
    assert card["/samples/*/preservation_method"] == "ffpe"
    program = {"name": "Xenium Onboard Analysis", "version": "1.6.0.8"}
    assert card["/activities"][0]["software"] == program
    assert {s.value for s in reading.hints.operators.values()} == {"ImagingSpatial"}


def test_nothing_is_said_that_the_run_does_not_say(tmp_path):
    table = {name: TABLE[name] for name in ("cell_id", "x_centroid", "y_centroid")}
    reading, _ = read(Xenium(), _region(tmp_path / "region", experiment=None, table=table))
    reading.dataset.close()
    slots = {pointer.rpartition("/")[2] for pointer in reading.hints.card}
    assert not slots & {
        "panel",
        "pixel_size",
        "z_step",
        "organism_ontology_term_id",
        "segmentation",
    }


def test_identifiers_as_bytes_and_pointers_as_floats(tmp_path):
    region = _region(tmp_path / "region", "", pointers="<f8")
    table = {**TABLE, "cell_id": pa.array([c.encode() for c in TABLE["cell_id"]], pa.binary())}
    parquet.write_table(pa.table(table), region / "cells.parquet")
    reading, _ = read(Xenium(), region)
    with reading.dataset as dataset:
        assert texts(dataset.tables[0].obs, "cell_id") == CELLS
        assert dense(dataset.tables[0].matrices[0]).tolist() == COUNTS.tolist()


def test_proteins_are_a_table_of_their_own(tmp_path):
    region = _region(tmp_path / "region", counts="")
    types = ("Gene Expression", "Negative Control Codeword", "Protein Expression")
    write_h5(region / "cell_feature_matrix.h5", COUNTS, CELLS, types)
    reading, _ = read(Xenium(), region)
    with reading.dataset as dataset:
        widths = {table.name: table.n_var for table in dataset.tables}
        assert widths == {"mod/rna": 2, "mod/protein": 1}


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda f: (f / "cell_feature_matrix.h5").unlink(), "no cell_feature_matrix"),
        (lambda f: (f / "cells.csv.gz").unlink(), r"no cells\.parquet"),
        (lambda f: (f / "cells.csv.gz").write_bytes(b"\x1f\x8b\x08broken"), r"cells\.csv\.gz"),
        (
            lambda f: (f / "cells.csv.gz").write_bytes(gzip.compress(b"cell_id,x\nzz,1\n")),
            "different samples",
        ),
        (
            lambda f: (f / "cells.csv.gz").write_bytes(gzip.compress(b"id,x\naaab-1,1\n")),
            "no column 'cell_id'",
        ),
        (lambda f: (f / "experiment.xenium").write_text("[]"), "JSON object"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, damage, expected):
    region = _region(tmp_path / "region")
    damage(region)
    with pytest.raises(UnreadableInputError, match=expected):
        read(Xenium(), region)


@pytest.mark.realdata
def test_real_region_with_float_pointers(real_data):
    source = real_data / "spatial_vendor_mini/Xenium_small"
    assert Xenium().detect(source).confidence is Confidence.CERTAIN
    reading, notes = read(Xenium(), source)
    with reading.dataset as dataset:
        (table,) = dataset.tables
        assert (table.n_obs, table.n_var) == (6, 4)
        assert dense(table.matrices[0]).sum() > 0
        assert dense(table.obsm[0])[0] == pytest.approx([1898.8149, 2540.9631], abs=1e-3)
        assert "" not in [column.name for column in table.obs.columns]
    assert "column 1 of cells.csv.gz" in steps(notes, "left_alone")


@pytest.mark.parametrize("counts", ["h5", "mtx"])
def test_unpacked_cells_leave_no_doubt_whose_folder_it_is(tmp_path, counts):
    region = _region(tmp_path / "region", "cells.csv", counts, experiment=None)
    assert choose_adapter(region).adapter.name == "xenium"
