"""Keys of rows, as a card tells them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aivc.adapters.conversion.keyed_card import keyed_card
from aivc.adapters.keys.row_keys import row_keys
from aivc.schema.reading import read_card
from aivc.storage.made.columns import MadeLabels, MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame


def matched(column, value):
    return [{"column": column, "column_value": value}]


@pytest.fixture
def dataset():
    obs = MadeFrame(
        ["c1", "c2", "c3", "c4"],
        [
            MadeTexts("drug", ["DMSO", "pano", "pano", None]),
            MadeNumbers("dose", np.array([0.0, 0.2, 1.0, np.nan])),
            MadeLabels("pos", np.array([0, 1, 2, -1]), ["a1", "B-2", "nowhere"]),
            MadeLabels("patient", np.array([0, 0, 1, 1]), ["P1", "P2"]),
        ],
    )
    return MadeDataset(Path("x"), [MadeTable(obs)])


CARD = {
    "conditions": [
        {"condition_id": "vehicle", "matches": matched("drug", "DMSO")},
        {
            "condition_id": "low",
            "matches": [*matched("drug", "pano"), *matched("dose", 0.2)],
        },
        {"condition_id": "high", "matches": matched("dose", 1)},
    ],
    "samples": [{"sample_id": "only"}],
    "binding": {
        "keys": [
            {"role": "well", "columns": ["pos"]},
            {"role": "donor", "columns": ["patient"]},
            {"role": "dose", "columns": ["dose"]},
        ],
        "dose_unit": "umol/L",
    },
}


def labels(key):
    return [key.labels[code] if code >= 0 else None for code in key.codes.tolist()]


def test_matches_bindings_and_the_only_entity_give_keys(dataset):
    keys = {key.name: key for key in row_keys(dataset, read_card(CARD))[""]}
    assert labels(keys["condition_id"]) == ["vehicle", "low", "high", None]
    assert labels(keys["sample_id"]) == ["only"] * 4
    assert labels(keys["donor_id"]) == ["P1", "P1", "P2", "P2"]
    assert labels(keys["well_position"]) == ["A01", "B02", None, None]
    assert set(keys) == {"condition_id", "sample_id", "donor_id", "well_position"}


def test_rows_that_two_conditions_claim_get_no_key(dataset):
    card = {
        "conditions": [
            {"condition_id": "a", "matches": matched("drug", "pano")},
            {"condition_id": "b", "matches": matched("dose", 1)},
        ]
    }
    assert [key.name for key in row_keys(dataset, read_card(card))[""]] == []


def test_a_column_of_the_file_is_never_replaced():
    obs = MadeFrame(["c1"], [MadeTexts("sample_id", ["x"])])
    dataset = MadeDataset(Path("x"), [MadeTable(obs)])
    assert row_keys(dataset, read_card({"samples": [{"sample_id": "only"}]}))[""] == ()


def test_columns_of_the_shared_obs_are_brought_into_the_order_of_each_table():
    shared = MadeFrame(["c2", "c1"], [MadeTexts("drug", ["pano", "DMSO"])])
    rna = MadeTable(MadeFrame(["c1", "c2", "c3"]), name="mod/rna")
    dataset = MadeDataset(Path("x"), [rna], shared_obs=shared)
    card = {"conditions": [{"condition_id": "low", "matches": matched("drug", "pano")}]}
    (key,) = row_keys(dataset, read_card(card))["mod/rna"]
    assert labels(key) == [None, "low", None]


def test_a_keyed_card_says_once_what_its_file_says(dataset):
    keys = row_keys(dataset, read_card(CARD))[""]
    written = frozenset({"drug", "dose", "pos", "patient", *(key.name for key in keys)})
    card = keyed_card(CARD, [written])
    assert all("matches" not in condition for condition in card["conditions"])
    assert card["binding"] == {
        "keys": [{"role": "dose", "columns": ["dose"]}],
        "dose_unit": "umol/L",
    }
    assert keyed_card(CARD, [written, frozenset({"drug"})]) == CARD


def test_wells_lose_the_name_of_their_plate():
    obs = MadeFrame(
        ["c1", "c2", "c3"],
        [MadeTexts("well", ["AC01", "AD06", "BC01"]), MadeTexts("plate", ["A", "A", "B"])],
    )
    keys = [{"role": "well", "columns": ["well"]}, {"role": "plate", "columns": ["plate"]}]
    card = read_card({"binding": {"keys": keys}})
    made = {k.name: k for k in row_keys(MadeDataset(Path("x"), [MadeTable(obs)]), card)[""]}
    assert labels(made["well_position"]) == ["C01", "D06", "C01"]


def test_wells_whose_plates_do_not_stand_in_front_are_read_as_they_are():
    obs = MadeFrame(
        ["c1", "c2"], [MadeTexts("well", ["A01", "A02"]), MadeTexts("plate", ["A", "A"])]
    )
    keys = [{"role": "well", "columns": ["well"]}, {"role": "plate", "columns": ["plate"]}]
    card = read_card({"binding": {"keys": keys}})
    made = {k.name: k for k in row_keys(MadeDataset(Path("x"), [MadeTable(obs)]), card)[""]}
    assert labels(made["well_position"]) == ["A01", "A02"]
