"""What a manifest says of a split that was made: what was asked for, and nothing more."""

import numpy as np
from making.cases import ask, screen

from aivc.schema.generated.views import SplitManifest
from aivc.schema.reading import read
from aivc.schema.structure import check_structure
from aivc.splits.making.make import make_split
from aivc.splits.making.request import SplitRequest


def test_a_header_is_whole_but_for_the_dataset_that_it_divides():
    header = dict(make_split(screen(), ask("donor", strata=("cell_type",), seed=7))[0].header)
    problems = check_structure(
        {
            **header,
            "manifest_id": "aivc:splits/x",
            "split_of": {"dataset_id": "aivc:x", "observations_digest": "ids1:0123456789abcdef"},
            "assignments": {"path": "x.parquet", "sha256": "0" * 64},
        },
        class_name="SplitManifest",
        profile="release",
    )
    assert problems == ()
    view = read(SplitManifest, header)
    assert view.unit_of_split == "donor"
    assert view.grouping_keys == ("donor_column",)
    assert view.seed == 7
    assert view.tool.name == "aivc"
    assert [(c.claim_axis, c.novelty, c.partition) for c in view.claims] == [
        ("donor", "unseen", "validation"),
        ("donor", "unseen", "test"),
    ]
    assert view.validation_role == "model_selection"


def test_nothing_is_claimed_that_was_not_asked_for():
    made = make_split(screen(), ask(strata=("agent",)))[0]
    assert "claims" not in made.header
    assert made.header["unit_of_split"] == "well"


def test_axes_that_happen_to_be_apart_are_not_called_shared_nor_claimed():
    made = make_split(screen(), ask("donor"))[0]
    # Plates hold one donor each here.
    assert made.header["shared_axes"] == ["cell_type", "agent"]
    assert {claim["claim_axis"] for claim in made.header["claims"]} == {"donor"}


def test_without_a_validation_part_validation_is_for_nothing():
    made = make_split(screen(), SplitRequest(("donor",)))[0]
    assert made.header["validation_role"] == "none"


def test_sizes_in_the_header_are_those_of_the_rows():
    rows = screen()
    made = make_split(rows, ask("donor"))[0]
    counts = np.bincount(made.partitioning.codes)
    assert [part["n_observations"] for part in made.header["partitions"]] == counts.tolist()
    assert counts.sum() == rows.n_rows
