"""Drafts of units that are linked without places: the same cells, guides, hashtags, wells."""

from __future__ import annotations

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest
import yaml

from aivc.adapters.drafting.draft import draft_card
from aivc.adapters.drafting.linked.panels import are_hashtags
from aivc.adapters.drafting.look import MatrixLook
from aivc.adapters.drafting.notes import pointer
from aivc.schema.reading import read_card
from aivc.schema.structure import check_structure
from aivc.storage import open_dataset
from aivc.validators.facts.scale.collect_scale import collect_scale
from aivc.verbs.convert import convert

COUNTS = MatrixLook("counts", smallest=0, largest=9, n_rows=100)
CELLS = [f"{base}{row:02}-1" for base in ("ACGT", "TGCA", "GATC") for row in range(20)]
GENES = [
    "ENSG00000141510", "ENSG00000012048", "ENSG00000139618", "ENSG00000146648", "ENSG00000136997",
]  # fmt: skip


def table(names, features, **parts):
    values = np.ones((len(names), len(features)), np.float32)
    return anndata.AnnData(
        values, pd.DataFrame(index=list(names)), pd.DataFrame(index=list(features)), **parts
    )


def drafted(path):
    with open_dataset(path) as dataset:
        looks = {
            f"{one.name}/{matrix.name}".lstrip("/"): COUNTS
            for one in dataset.tables
            for matrix in one.matrices
        }
        draft = draft_card(dataset, looks)
        assert not check_structure(draft.card, "DatasetCard", "minimal")
        facts = collect_scale(
            read_card(draft.card), dataset, path.parent, roles=None, tables={}, has_matrices=False
        )
    # What a draft counted is what a validator counts.
    for unit_set, found in zip(draft.card.get("unit_sets", ()), facts.unit_sets, strict=True):
        assert found.n_units == unit_set["n_units"]
    for link, found_link in zip(draft.card.get("links", ()), facts.links, strict=True):
        assert not found_link.problem
        counted = {slot: getattr(found_link, slot) for slot in link["coverage"]}
        assert counted == link["coverage"]
    return draft


@pytest.fixture
def draft_of(tmp_path):
    """Return a function that writes tables and drafts their card."""

    def make(tables):
        if isinstance(tables, dict):
            mudata.MuData(tables).write_h5mu(tmp_path / "made.h5mu")
            return drafted(tmp_path / "made.h5mu")
        tables.write_h5ad(tmp_path / "made.h5ad")
        return drafted(tmp_path / "made.h5ad")

    return make


def notes(draft):
    return {pointer(guess.path): guess.because for guess in draft.guesses}


def test_modalities_of_the_same_cells_are_linked_and_paired(draft_of):
    draft = draft_of({"rna": table(CELLS, GENES), "prot": table(CELLS[:50], ["CD3", "CD19"])})
    (link,) = draft.card["links"]
    assert (link["link_type"], link["source_set"], link["target_set"]) == (
        "same_cell_multiome",
        "prot_cells",
        "rna_cells",
    )
    assert link["coverage"] == {
        "n_source": 50,
        "n_source_linked": 50,
        "n_target": 60,
        "n_target_linked": 50,
    }
    (protein,) = [o for o in draft.card["operators"] if o["operator_type"] == "SurfaceProtein"]
    assert protein["paired_with"] == ["rna"]
    assert "/links/0" in notes(draft)


def test_cells_of_other_names_are_not_linked(draft_of):
    others = [f"other{row}" for row in range(60)]
    draft = draft_of({"rna": table(CELLS, GENES), "prot": table(others, ["CD3", "CD19"])})
    assert "links" not in draft.card
    assert "unit_sets" not in draft.card


@pytest.mark.parametrize("factor", [1, 2])
def test_guides_are_linked_by_a_matrix_of_zeros_and_ones(draft_of, factor):
    given = factor * np.eye(60, 3, dtype=np.int8)
    guides = table(CELLS, ["TP53_1", "TP53_2", "NT_1"], layers={"guide_assignment": given})
    draft = draft_of({"rna": table(CELLS, GENES), "guide": guides})
    links = {link["link_type"]: link for link in draft.card["links"]}
    assert ("guide_to_cell" in links) == (factor == 1)
    if factor == 1:
        link = links["guide_to_cell"]
        assert link["pairs_table"] == "mod/guide/layers/guide_assignment"
        assert (link["source_set"], link["target_set"]) == ("guides", "guide_cells")
        assert link["coverage"]["n_target_linked"] == 3
        kinds = {entry["path_in_file"]: entry["value_type"] for entry in draft.card["tables"]}
        assert kinds["mod/guide/layers/guide_assignment"] == "other"
        assert kinds["mod/guide/X"] == "raw_counts"


def test_a_hashtag_marks_the_sample_of_its_name(draft_of):
    cells = table(CELLS, GENES)
    cells.obs["hash_id"] = ["HTO-A"] * 30 + ["HTO-B"] * 30
    tags = table(CELLS, ["HTO_A", "HTO_B", "HTO_C", "IgG1_control"])
    draft = draft_of({"rna": cells, "hto": tags})
    (operator,) = [o for o in draft.card["operators"] if "antibodies" in o]
    marked = {a["tag_name"]: a.get("marks_sample") for a in operator["antibodies"]}
    samples = {
        sample["matches"][0]["column_value"] if "matches" in sample else sample["sample_id"]: (
            sample["sample_id"]
        )
        for sample in draft.card["samples"]
    }
    assert marked == {
        "HTO_A": samples["HTO-A"],
        "HTO_B": samples["HTO-B"],
        "HTO_C": None,
        "IgG1_control": None,
    }
    assert operator["antibodies"][3]["is_isotype_control"] is True
    place = draft.card["operators"].index(operator)
    assert f"/operators/{place}/antibodies/0/marks_sample" in notes(draft)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["HTO_1", "HTO_2"], True),
        (["Hashtag 3"], True),
        (["TotalSeq-B hashtag 1"], True),
        (["CMO301", "CMO302"], True),
        (["CD3", "HTO_1"], False),
        (["photoreceptor"], False),
        ([], False),
    ],
)
def test_hashtags_are_told_by_their_names(names, expected):
    assert are_hashtags(names) is expected


def test_cells_are_linked_to_their_wells(draft_of):
    cells = table(CELLS, GENES)
    cells.obs["well_position"] = ["A01", "A02", "B01"] * 20
    draft = draft_of(cells)
    (link,) = draft.card["links"]
    assert (link["link_type"], link["direction"]) == ("cell_to_well", "project")
    assert link["coverage"]["n_target"] == 3
    assert "/links/0" in notes(draft)


def test_wells_of_several_plates_are_not_told_apart_by_their_position(draft_of):
    cells = table(CELLS, GENES)
    cells.obs["well_position"] = ["A01", "A02", "A03"] * 20
    cells.obs["plate"] = ["P1"] * 30 + ["P2"] * 30
    draft = draft_of(cells)
    assert "links" not in draft.card


def test_people_are_the_units_of_a_trial(tmp_path):
    rows = [("S1", f"01-{n}", 60 + n, "M", "Placebo" if n % 2 else "Drug") for n in range(8)]
    pd.DataFrame(rows, columns=["STUDYID", "USUBJID", "AGE", "SEX", "TRT01A"]).to_csv(
        tmp_path / "adsl.csv", index=False
    )
    convert(tmp_path / "adsl.csv", output=tmp_path / "trial.h5ad")
    card = yaml.safe_load((tmp_path / "trial.aivc.yaml").read_text("utf-8"))
    assert card["unit_sets"] == [
        {
            "unit_set_id": "subjects",
            "scale": "organism",
            "n_units": 8,
            "unit_id_column": "USUBJID",
        }
    ]
    assert card["tables"][0]["unit_set"] == "subjects"


def test_blank_channels_are_those_that_are_blank_in_every_set(draft_of):
    cells = table([f"set{n}_{k}" for n in range(6) for k in range(4)], ["P04637", "P38398"])
    cells.obs["Channel"] = ["RI1", "RI2", "RI3", "RI4"] * 6
    cells.obs["SampleType"] = ["Carrier", "Reference", "Blank", "Monocyte"] * 6
    (operator,) = draft_of(cells).card["operators"]
    assert operator["blank_channels"] == ["RI3"]
    cells.obs.loc["set5_2", "SampleType"] = "Monocyte"
    (operator,) = draft_of(cells).card["operators"]
    assert "blank_channels" not in operator


def test_channels_without_a_single_cell_are_controls(draft_of):
    cells = table([f"set{n}_{k}" for n in range(6) for k in range(4)], ["P04637", "P38398"])
    cells.obs["Channel"] = ["RI1", "RI2", "RI3", "RI4"] * 6
    cells.obs["SampleType"] = ["Carrier", "Reference", "Blank", "Monocyte"] * 6
    draft = draft_of(cells)
    kinds = {control["control_id"]: control["control_kind"] for control in draft.card["controls"]}
    assert kinds == {"Carrier": "carrier", "Reference": "reference_channel", "Blank": "empty"}
    assert [one for one in draft.card["conditions"] if "control" not in one] == [
        {"condition_id": "Monocyte"}
    ]
    assert {"role": "condition", "columns": ["SampleType"]} in draft.card["binding"]["keys"]
    assert {"/controls", "/conditions"} <= notes(draft).keys()
