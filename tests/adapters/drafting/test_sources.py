"""Sources without a matrix, several tables, plates, organisms and kinds of numbers."""

from __future__ import annotations

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest

from aivc.adapters.drafting.draft import draft_card
from aivc.adapters.drafting.feature_names import naming_of
from aivc.adapters.drafting.look import MatrixLook
from aivc.adapters.drafting.value_types import value_type
from aivc.storage import open_dataset
from aivc.storage.records.open import open_observations
from tests.adapters.drafting.frames import asked, by_id, cycled, kinds, matches_of

HUMAN, MOUSE = "NCBITaxon:9606", "NCBITaxon:10090"


@pytest.fixture
def draft_rows(tmp_path):
    """Return a function that drafts a text table, which has no matrix."""

    def make(frame: pd.DataFrame):
        path = tmp_path / "rows.tsv"
        frame.to_csv(path, sep="\t", index=False)
        with open_observations(path) as dataset:
            return draft_card(dataset, {})

    return make


def test_sdrf_rows(draft_rows):
    draft = draft_rows(
        pd.DataFrame(
            {
                "source name": [f"Sample {k}" for k in range(12)],
                "characteristics[organism]": ["Homo sapiens"] * 12,
                "characteristics[organism part]": ["liver"] * 12,
                "characteristics[compound]": ["none", "imatinib"] * 6,
                "characteristics[time]": ["0 min", "24 h"] * 6,
                "characteristics[biological replicate]": [1, 2, 3] * 4,
            }
        )
    )
    assert draft.card["organism_ontology_term_id"] == [HUMAN]
    assert len(draft.card["samples"]) == 12
    assert kinds(draft) == {"none": "untreated"}
    assert by_id(draft, "samples")["Sample_0"]["tissue_ontology_term_id"] == "UBERON:0002107"
    assert {"DatasetCard.tables", "DatasetCard.operators"} <= asked(draft)
    assert draft.card["distributions"][0]["container_format"] == "csv"


def test_a_list_of_guides(draft_rows):
    draft = draft_rows(
        pd.DataFrame(
            {
                "guide_id": ["AFF4_sg1", "AFF4_sg2", "KRAS_sg1", "NT_1"],
                "spacer": [
                    "CCAGCGGACGGGGCGGGGAC", "CCGCCAGCGGACGGGGCGGC", "CCGCCAGCGGACGGGGCGGA",
                    "ACGTACGTACGTACGTACGT",
                ],
                "targeting": [True, True, True, False],
                "pam": ["NGG"] * 4,
                "intended_target_name": ["AFF4", "AFF4", "KRAS", "non-targeting"],
            }
        )
    )  # fmt: skip
    agents = by_id(draft, "agents")
    first = agents["AFF4"]["guides"][0]
    assert first["protospacer_sequence"] == "CCAGCGGACGGGGCGGGGAC"
    assert first["protospacer_adjacent_motif"] == "3' NGG"
    assert agents["non-targeting"]["guides"][0]["guide_role"] == "control"
    assert "conditions" not in draft.card
    assert "DatasetCard.conditions" in asked(draft)


def test_global_obs_of_mudata_and_a_modality_are_read_together(tmp_path):
    names = [f"c{k}" for k in range(40)]
    rna = anndata.AnnData(
        np.ones((40, 3), np.float32),
        obs=pd.DataFrame({"lane": ["L1", "L2"] * 20}, index=names),
        var=pd.DataFrame(index=["TP53", "KRAS", "MET"]),
    )
    protein = anndata.AnnData(
        np.ones((40, 2), np.float32),
        obs=pd.DataFrame(index=names),
        var=pd.DataFrame(index=["CD4", "CD8A"]),
    )
    with mudata.set_options(pull_on_update=False):
        data = mudata.MuData({"rna": rna, "prot": protein})
        data.obs["perturbation"] = ["control", "KRAS", "MET", "control"] * 10
        path = tmp_path / "cells.h5mu"
        data.write_h5mu(path)
    with open_dataset(path) as dataset:
        draft = draft_card(dataset, {})
    assert set(by_id(draft, "conditions")) == {"control", "KRAS", "MET"}
    assert draft.roles["lane"].columns[0] in {"lane", "rna:lane"}
    assert draft.card["controls"][0]["matched_on"] == ["lane"]


@pytest.mark.parametrize(
    ("names", "scheme", "organisms"),
    [
        (["ENSG00000141510"] * 5 + ["ENSMUSG00000059552"] * 5, "ensembl", {HUMAN, MOUSE}),
        (["GRCh38_ENSG00000141510", "mm10___ENSMUSG00000059552"], "ensembl", {HUMAN, MOUSE}),
        (["GRCh38_TP53", "GRCh38_KRAS", "mm10___Trp53"], "symbol", {HUMAN, MOUSE}),
        (["ENSG00000141510"] * 9, "ensembl", {HUMAN}),
    ],
)
def test_organisms_of_features(names, scheme, organisms):
    naming = naming_of(names)
    assert naming.scheme == scheme
    assert set(naming.organisms) == organisms


@pytest.mark.parametrize(
    ("look", "operator", "expected"),
    [
        (MatrixLook("continuous", smallest=-8, largest=9), "Morphology", "feature_vector"),
        (MatrixLook("continuous", smallest=0, largest=15), "BulkExpression", "log_intensity"),
        (
            MatrixLook("normalized_counts", scale=1e6, smallest=0, largest=9e4),
            "BulkExpression",
            "normalized_counts",
        ),
        (
            MatrixLook("normalized_counts", scale=8192, smallest=3.2, largest=15),
            "BulkExpression",
            "log_intensity",
        ),
        (MatrixLook("continuous", smallest=0, largest=6e4), "ImagingSpatial", "intensity"),
        (MatrixLook("fraction"), "ImagingSpatial", "fraction"),
        (MatrixLook("counts"), "SingleCellRNA", "raw_counts"),
        (MatrixLook("continuous", smallest=0, largest=6), "SingleCellRNA", "other"),
    ],
)
def test_value_types_by_evidence(look, operator, expected):
    assert value_type(look, operator)[0] == expected


def test_plates_of_wells_that_reach_the_edge(draft_of):
    draft = draft_of(
        cycled(
            drug=["DMSO", "imatinib"],
            plate=["P1"] * 4 + ["P2"] * 4,
            well=["A1", "H12", "b02", "C-3", "B02", "C03", "D4", "e05"],
        )
    )
    plates = by_id(draft, "plates")
    assert plates["P1"]["plate_format"] == 96
    assert "plate_format" not in plates["P2"]
    assert matches_of(plates["P2"]) == {"plate": "P2"}
    assert draft.roles["well"].columns == ("well",)


def test_fields_of_view_are_no_laboratories(draft_of):
    draft = draft_of(cycled(Metadata_Site=[1, 2, 3], drug=["DMSO", "imatinib"]))
    assert "site" not in draft.roles


def test_an_object_that_only_numbers_lanes_is_no_sample(draft_of):
    draft = draft_of(cycled(**{"orig.ident": ["1", "2", "3"], "sample": ["a", "b"]}))
    assert draft.roles["sample"].columns == ("sample",)
    assert draft.roles["lane"].columns == ("orig.ident",)
    assert "sample" not in draft_of(cycled(**{"orig.ident": ["SeuratProject"]})).roles


def test_pairs_of_hashtags_are_no_sample(draft_of):
    labels = ["HTO-A", "HTO-B", "HTO-A_HTO-B", "Negative"]
    draft = draft_of(cycled(HTO_classification=labels))
    assert set(by_id(draft, "samples")) == {"HTO-A", "HTO-B"}
    (blank,) = [blank for blank in draft.blanks if blank.slot == "samples"]
    assert "24 of 48 rows" in blank.text
