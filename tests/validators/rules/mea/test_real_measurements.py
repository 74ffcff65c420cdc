"""Rules about operators on published data: silent on what is right, and not on what was planted."""

from __future__ import annotations

import csv
import gzip
from typing import TYPE_CHECKING, Any

import anndata as ad
import numpy as np
import pandas as pd
import pytest
import scipy.io
import yaml

from aivc.verbs.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.realdata

CODES = tuple(f"MEA{n:03d}" for n in range(20, 50))


def findings(data: Path, card: dict[str, Any], folder: Path) -> dict[str, int]:
    path = folder / "card.aivc.yaml"
    path.write_text(yaml.safe_dump(card), encoding="utf-8")
    report = validate(data, card=path)
    assert not [f for f in report.findings if f.code.startswith("SYS")]
    return {f.code: f.count for f in report.findings if f.code in CODES}


@pytest.fixture
def proteome(real_data: Path) -> tuple[Path, dict[str, Any]]:
    """SCoPE2: three sets, carrier RI1, reference RI2; blanks are elsewhere in each set."""
    kinds = {"Carrier": "carrier", "Reference": "reference_channel"}
    kinds |= {"Blank": "empty", "Unused": "empty"}
    card = {
        "aivc_schema_version": "0.1.0",
        "id": "https://example.org/scp1",
        "title": "SCoPE2",
        "binding": {
            "keys": [
                {"role": "batch", "columns": ["Set"]},
                {"role": "condition", "columns": ["SampleType"]},
            ]
        },
        "tables": [{"path_in_file": "X", "measured_by": "ms", "value_type": "intensity"}],
        "operators": [
            {
                "operator_id": "ms",
                "operator_type": "SingleCellProteomics",
                "assay_ontology_term_id": "EFO:0002766",
                "scale": "cell",
                "mass_label": "TMT11plex",
                "carrier_channel": "RI1",
                "reference_channel": "RI2",
                "missingness": "below_detection",
            }
        ],
        "batches": [{"batch_id": "190222S_LCA9_X_FP94BM", "batch_kind": "tmt_set"}],
        "controls": [{"control_id": k, "control_kind": v} for k, v in kinds.items()],
        "conditions": [
            *({"condition_id": name, "control": name} for name in kinds),
            {"condition_id": "Monocyte"},
            {"condition_id": "Macrophage"},
        ],
    }
    return real_data / "scproteomics_scope2_scp1/derived/scp1_proteins.h5ad", card


def test_a_published_proteome_has_zeros_for_missing_and_no_more(
    proteome: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    data, card = proteome
    assert findings(data, card, tmp_path) == {"MEA039": 1021}


def test_faults_that_are_planted_in_it_are_found(
    proteome: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    data, card = proteome
    operator = card["operators"][0]
    operator |= {"carrier_channel": "RI9", "blank_channels": ["126"], "missingness": "at_random"}
    card["batches"] = [{"batch_id": "190222S_LCA9_X_FP94BM", "batch_kind": "culture"}]
    found = findings(data, card, tmp_path)
    # RI9 holds a macrophage in each of the three sets, and no channel is called 126.
    assert {code: found[code] for code in found if code not in {"MEA038", "MEA039"}} == {
        "MEA035": 3,
        "MEA036": 1,
        "MEA040": 1,
    }
    assert found["MEA038"] > 200


def test_arrays_are_logarithms(real_data: Path, tmp_path: Path) -> None:
    data = real_data / "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad"
    card = {
        "aivc_schema_version": "0.1.0",
        "id": "https://example.org/tggates",
        "title": "TG-GATEs",
        "tables": [{"path_in_file": "X", "measured_by": "o", "value_type": "log_intensity"}],
        "operators": [
            {
                "operator_id": "o",
                "operator_type": "BulkExpression",
                "assay_ontology_term_id": "EFO:0002768",
                "scale": "sample",
                "expression_platform": "array",
                "noise_model": {"noise_family": "normal"},
            }
        ],
    }
    assert findings(data, card, tmp_path) == {}
    card["tables"][0]["value_type"] = "intensity"
    assert findings(data, card, tmp_path) == {"MEA041": 1}


def test_two_hashtags_that_are_swapped(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "hashing_gmmdemux_pbmc/filtered_feature_bc_matrix"
    with gzip.open(folder / "features.tsv.gz", "rt") as opened:
        features = list(csv.reader(opened, delimiter="\t"))
    tags = [k for k, row in enumerate(features) if row[1].startswith("HTO_")]
    counts = scipy.io.mmread(folder / "matrix.mtx.gz").tocsr()[tags].T.tocsr()
    counts = counts[: len(counts.indptr) // 8]
    table = counts.toarray()
    # The calls of a person: the highest tag, where it is far above the second.
    order = np.sort(table, axis=1)
    called = order[:, -1] > 5 * order[:, -2] + 50
    names = np.array(["HTO_1", "HTO_2", "HTO_3", "HTO_4"])
    sample = np.where(called, names[table.argmax(axis=1)], "none")
    obs = pd.DataFrame({"sample_id": sample}, index=[f"c{k}" for k in range(len(table))])
    data = tmp_path / "hashing.h5ad"
    ad.AnnData(counts.astype("float32"), obs=obs, var=pd.DataFrame(index=names)).write_h5ad(data)
    marks = [{"tag_name": name, "marks_sample": name} for name in names.tolist()]
    card = {
        "aivc_schema_version": "0.1.0",
        "id": "https://example.org/hashing",
        "title": "hashing",
        "tables": [
            {
                "path_in_file": "X",
                "measured_by": "o",
                "value_type": "raw_counts",
                "feature_space": {"feature_type": "hashtag"},
            }
        ],
        "operators": [
            {
                "operator_id": "o",
                "operator_type": "SurfaceProtein",
                "assay_ontology_term_id": "EFO:0030008",
                "scale": "cell",
                "antibodies": marks,
            }
        ],
        "samples": [{"sample_id": name} for name in names.tolist()],
    }
    assert findings(data, card, tmp_path) == {}
    marks[0]["marks_sample"], marks[2]["marks_sample"] = "HTO_3", "HTO_1"
    assert findings(data, card, tmp_path) == {"MEA032": 2}
    del marks[1]["marks_sample"]
    assert findings(data, card, tmp_path) == {"MEA030": 1, "MEA031": 1, "MEA032": 2}
