"""What the rules say of readouts of published data, each finding judged by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from aivc.verbs.validate import validate

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
NEIGHBOURS = {
    "readout_id": "niches",
    "readout_type": "spatial_neighbourhood",
    "output_scale": "niche",
    "neighbourhood": {"graph": "delaunay"},
}
CURVE = {"readout_id": "ec50", "readout_type": "dose_response", "output_scale": "sample"}
COURSE = {"readout_id": "course", "readout_type": "time_course", "output_scale": "sample"}
PROTEINS = {"readout_id": "p", "readout_type": "protein_abundance", "output_scale": "cell"}
SIGNATURE = {
    "readout_id": "signature",
    "readout_type": "perturbation_signature",
    "output_scale": "sample",
}
BAYSOR = "tables/gene_expression_baysor/X"


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "file", "table", "readouts", "expected"),
    [
        (
            "spatialdata_merfish_ileum",
            "derived/merfish_mouse_ileum_cropped.sdata.zarr",
            BAYSOR,
            [NEIGHBOURS],
            {"RDO010"},  # cells have places, and no column tells their types
        ),
        (
            "drug_a549_dex_sciplex2",
            "derived/a549_dex.h5ad",
            "X",
            [CURVE, COURSE, NEIGHBOURS],
            {"RDO009", "RDO018"},  # nuclei in suspension, seven doses, one time
        ),
        (
            "citeseq_pbmc10k_protein",
            "pbmc_10k_protein_v3.h5ad",
            "X",
            [PROTEINS, SIGNATURE],
            {"RDO007", "RDO016"},  # genes, and cells of a healthy donor to whom nothing was done
        ),
    ],
)
def test_readouts_of_published_data(real_data, tmp_path, name, file, table, readouts, expected):
    (source,) = (EXAMPLES / name).glob("*.aivc.yaml")
    card = yaml.safe_load(source.read_text("utf-8"))
    card["readouts"] = [{**readout, "input_tables": [table]} for readout in readouts]
    path = tmp_path / "card.yaml"
    path.write_text(yaml.safe_dump(card), "utf-8")
    report = validate(real_data / name / file, card=path, level="obs")
    ours = {f.code for f in report.findings if f.code[:3] in {"GRM", "RDO", "SYS"}}
    assert ours == expected
