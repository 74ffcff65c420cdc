"""Edits change what they say and nothing else."""

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.examples.apply import APPLIERS, apply_edits
from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.example import (
    AddMatrix,
    CardText,
    CopyRows,
    CopyTruth,
    DropCard,
    DropColumn,
    DropMatrix,
    DropReport,
    Edit,
    EmbedCard,
    NoCard,
    SetCard,
    SetColumn,
    SetNames,
    SetReport,
    SetUns,
    SetValues,
    TransformMatrix,
)
from aivc.validators.examples.pointer import with_value, without_value
from aivc.validators.examples.predictions.edits import APPLIERS as OF_PREDICTIONS
from aivc.validators.examples.predictions.edits import apply_edits as edit_answers
from aivc.validators.examples.predictions.specimens import PREDICTIONS
from aivc.validators.examples.specimen import Specimen
from aivc.validators.examples.specimens import specimen_of


def edited(*edits: Edit, specimen: str = "drug") -> Specimen:
    return apply_edits(specimen_of(specimen), edits)


def card_of(*edits: Edit) -> dict[str, Any]:
    return dict(edited(*edits).card or {})


def test_every_kind_of_edit_can_be_applied() -> None:
    of_reports = {DropReport, SetReport}
    assert {*APPLIERS, *OF_PREDICTIONS, *of_reports} == set(Edit.__args__)


def test_edits_of_something_else_are_refused() -> None:
    with pytest.raises(ImpossibleEditError):
        edited(DropMatrix("X"))
    with pytest.raises(ImpossibleEditError):
        edit_answers(PREDICTIONS["answers"](), [SetCard("/title", "A")])
    with pytest.raises(ImpossibleEditError):
        edit_answers(PREDICTIONS["share_answers"](), [CopyTruth((0,))])
    with pytest.raises(ImpossibleEditError):
        edit_answers(PREDICTIONS["answers"](), [DropMatrix("layers/q0975")])


def test_a_value_of_the_card_is_set_deep_inside() -> None:
    before = specimen_of("drug")
    after = apply_edits(before, [SetCard("/conditions/2/harvest_time/value", 2)])
    assert (after.card or {})["conditions"][2]["harvest_time"] == {"value": 2, "unit": "h"}
    assert before.card == specimen_of("drug").card


def test_entries_that_look_alike_are_changed_one_by_one() -> None:
    conditions = card_of(SetCard("/conditions/0/condition_sample/0", "D9"))["conditions"]
    assert conditions[0]["condition_sample"][0] == "D9"
    assert conditions[1]["condition_sample"][0] == "D1_P1"


def test_a_dash_appends() -> None:
    donors = card_of(SetCard("/donors/-", {"donor_id": "D4"}))["donors"]
    assert [donor["donor_id"] for donor in donors] == ["D1", "D2", "D3", "D4"]


def test_escaped_pointers_reach_odd_keys() -> None:
    assert with_value({"a/b": {"c~d": 1}}, "/a~1b/c~0d", 2) == {"a/b": {"c~d": 2}}


@pytest.mark.parametrize(
    "pointer",
    ["/donors/9/age", "/donor/0/age", "/donors/x", "title", "", "/title/0", "/donors/-/age"],
)
def test_a_pointer_into_nothing_is_refused(pointer: str) -> None:
    with pytest.raises(ImpossibleEditError):
        edited(SetCard(pointer, 1))


def test_a_slot_or_an_entry_is_dropped() -> None:
    card = card_of(DropCard("/license"), DropCard("/donors/1"))
    assert "license" not in card
    assert [donor["donor_id"] for donor in card["donors"]] == ["D1", "D3"]


@pytest.mark.parametrize("pointer", ["/licence", "/donors/3", "/donors/-"])
def test_what_is_not_there_cannot_be_dropped(pointer: str) -> None:
    with pytest.raises(ImpossibleEditError):
        edited(DropCard(pointer))


def test_no_card_is_no_card() -> None:
    bare = edited(EmbedCard({}), NoCard())
    assert (bare.card, bare.card_text, bare.embedded_changes) == (None, None, None)
    with pytest.raises(ImpossibleEditError):
        edited(NoCard(), SetCard("/title", "x"))


def test_text_and_embedding_are_kept_for_writing() -> None:
    specimen = edited(CardText("title: ["), EmbedCard({"/title": "other"}))
    assert specimen.card_text == "title: ["
    assert specimen.embedded_changes == {"/title": "other"}


def test_columns_are_set_as_a_whole_by_list_and_by_row() -> None:
    columns = edited(
        SetColumn("obs", "suspension_type", "nucleus"),
        SetColumn("obs", "plate_id", {0: "P9"}),
        SetColumn("obs", "note", {3: "lysed"}),
        SetColumn("var", "length", list(range(40))),
    ).tables[""]
    assert set(columns.obs.columns["suspension_type"]) == {"nucleus"}
    assert columns.obs.columns["plate_id"][:2] == ("P9", "P1")
    assert columns.obs.columns["note"][2:5] == (None, "lysed", None)
    assert columns.var.columns["length"][39] == 39


def test_columns_are_dropped_and_names_set_in_the_table_named() -> None:
    tables = edited(
        DropColumn("obs", "donor_id", table="mod/prot"),
        SetNames("var", {0: "CD3e"}, table="mod/prot"),
        specimen="cite",
    ).tables
    assert "donor_id" not in tables["mod/prot"].obs.columns
    assert "donor_id" in tables["mod/rna"].obs.columns
    assert tables["mod/prot"].var.names[:2] == ("CD3e", "CD4")


@pytest.mark.parametrize(
    "edit",
    [
        SetColumn("obs", "a", [1, 2]),
        SetColumn("obs", "a", {48: 1}),
        SetColumn("cells", "a", 1),
        SetColumn("obs", "a", 1, table="mod/rna"),
        DropColumn("obs", "plate"),
        SetNames("var", {40: "x"}),
        SetValues("X", {(0, 40): 1}),
        SetValues("X", {(-1, 0): 1}),
        SetValues("layers/counts", {(0, 0): 1}),
        CopyRows("X", {0: 48}),
        TransformMatrix("X", "sqrt"),
        AddMatrix("layers/a", "layers/b"),
    ],
    ids=repr,
)
def test_what_a_specimen_does_not_have_cannot_be_edited(edit: Edit) -> None:
    with pytest.raises(ImpossibleEditError):
        edited(edit)


def test_values_and_rows_of_a_matrix_are_changed_and_the_original_is_not() -> None:
    before = specimen_of("drug")
    values = (
        apply_edits(
            before,
            [SetValues("X", {(0, 1): float("nan"), (2, 3): 0.5}), CopyRows("X", {5: 6, 6: 7})],
        )
        .tables[""]
        .matrices["X"]
    )
    original = before.tables[""].matrices["X"].values
    assert np.isnan(values.values[0, 1])
    assert values.values[2, 3] == 0.5
    np.testing.assert_array_equal(values.values[5], original[6])
    np.testing.assert_array_equal(values.values[6], original[7])
    assert not np.isnan(original).any()
    assert not values.values.flags.writeable


def test_transforms_do_what_they_are_called() -> None:
    counts = specimen_of("drug").tables[""].matrices["X"].values.astype(float)

    def after(transform: str) -> np.ndarray:
        matrix = edited(TransformMatrix("X", transform)).tables[""].matrices["X"]
        return matrix.values.astype(float)

    np.testing.assert_allclose(np.expm1(after("log1p_cp10k")).sum(axis=1), 1e4, rtol=1e-5)
    np.testing.assert_allclose(np.expm1(after("log1p")), counts, rtol=1e-5)
    np.testing.assert_allclose(after("scale").mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(after("scale").std(axis=0), 1, atol=1e-5)
    np.testing.assert_array_equal(after("half"), counts / 2)
    np.testing.assert_array_equal(after("negate"), -counts)
    assert not after("zero").any()
    np.testing.assert_array_equal(after("shuffle_indices"), counts)
    np.testing.assert_array_equal(after("dense"), counts)


def test_storage_follows_the_transform() -> None:
    tables = edited(
        AddMatrix("layers/dense", "X", "dense"),
        AddMatrix("raw/X"),
        AddMatrix("layers/z", "X", "scale"),
    ).tables[""]
    assert {name: matrix.storage for name, matrix in tables.matrices.items()} == {
        "X": "csr",
        "layers/dense": "dense",
        "raw/X": "csr",
        "layers/z": "dense",
    }


def test_uns_is_set_in_the_table_named() -> None:
    tables = edited(SetUns("spatial", {"is_single": True}, table="mod/rna"), specimen="cite").tables
    assert tables["mod/rna"].uns["spatial"] == {"is_single": True}
    assert "spatial" not in tables["mod/prot"].uns


def test_specimens_cannot_be_assigned_to() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        specimen_of("drug").name = "x"  # type: ignore[misc]


keys = st.text(st.characters(codec="utf-8"), min_size=1, max_size=5)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


@given(card=st.dictionaries(keys, plain, max_size=4), key=keys, value=plain)
def test_what_is_put_at_a_pointer_can_be_taken_away_again(
    card: dict[str, Any], key: str, value: Any
) -> None:
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    put = with_value(card, pointer, value)
    assert put[key] == value
    assert {k: v for k, v in put.items() if k != key} == {k: v for k, v in card.items() if k != key}
    assert key not in without_value(put, pointer)
