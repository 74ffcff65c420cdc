"""Folds, repeats, inner folds and leaving one out."""

import numpy as np
import pytest
from making.cases import THREE, TRAIN, ask, members, screen, values
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.make import make_split
from aivc.splits.making.request import PartRequest, SplitRequest

DONORS = {f"D{k:02d}" for k in range(10)}


def test_every_donor_is_tested_in_exactly_one_fold():
    rows = screen()
    splits = make_split(rows, ask("donor", folds=5))
    tested = [values(rows, "donor", made, "test") for made in splits]
    assert set().union(*tested) == DONORS
    assert sum(map(len, tested)) == len(DONORS)
    assert [made.header["fold"] for made in splits] == [
        {"fold_index": k, "n_folds": 5} for k in range(1, 6)
    ]


def test_leaving_one_out_makes_a_split_for_each_donor_with_its_validation():
    rows = screen()
    splits = make_split(rows, ask("donor", leave_one_out=True))
    assert [values(rows, "donor", made, "test") for made in splits] == [
        {donor} for donor in sorted(DONORS)
    ]
    for made in splits:
        assert values(rows, "donor", made, "validation")
        assert not values(rows, "donor", made, "validation") & values(rows, "donor", made, "test")


def test_leaving_one_out_keeps_what_hangs_together():
    rows = observations({"donor": ["D1", "D2", "D3", "D4"] * 5, "family": ["f", "f", "g", "h"] * 5})
    splits = make_split(rows, SplitRequest(("donor",), leave_one_out=True, keep_whole=("family",)))
    tested = [values(rows, "donor", made, "test") for made in splits]
    assert tested == [{"D1", "D2"}, {"D3"}, {"D4"}]


def test_repeats_differ_and_are_numbered():
    rows = screen(n_donors=20)
    splits = make_split(rows, ask("donor", repeats=4))
    assert [made.header["fold"]["repeat_index"] for made in splits] == [1, 2, 3, 4]
    assert len({frozenset(values(rows, "donor", made, "test")) for made in splits}) > 1


def test_inner_folds_take_turns_in_validation_and_never_touch_the_test():
    rows = screen()
    splits = make_split(rows, ask("donor", folds=3, inner_folds=2))
    assert [(m.turn.fold, m.turn.inner) for m in splits] == [
        (fold, inner) for fold in (1, 2, 3) for inner in (1, 2)
    ]
    for fold in (1, 2, 3):
        inner = [m for m in splits if m.turn.fold == fold]
        tests = [values(rows, "donor", m, "test") for m in inner]
        turns = [values(rows, "donor", m, "validation") for m in inner]
        assert tests[0] == tests[1]
        assert not turns[0] & turns[1]
        assert turns[0] | turns[1] | tests[0] == DONORS


def test_inner_folds_beside_given_values():
    rows = screen()
    given = {"test": (("donor", "D03"),)}
    splits = make_split(rows, ask("donor", inner_folds=3, given=given))
    assert all(values(rows, "donor", made, "test") == {"D03"} for made in splits)
    turns = [values(rows, "donor", made, "validation") for made in splits]
    assert set().union(*turns) == DONORS - {"D03"}


def test_given_values_are_where_they_were_asked_for():
    rows = screen()
    given = {"test": (("donor", "D03"), ("donor", "D07")), "validation": (("donor", "D01"),)}
    made = make_split(rows, ask("donor", given=given))[0]
    assert values(rows, "donor", made, "test") == {"D03", "D07"}
    assert values(rows, "donor", made, "validation") == {"D01"}
    assert values(rows, "donor", made, "train") == DONORS - {"D01", "D03", "D07"}


def test_too_many_leave_one_out_manifests_are_refused_with_a_way_out():
    rows = observations({"donor": [f"D{k}" for k in range(1500)]})
    with pytest.raises(InfeasibleSplitError, match="--folds"):
        make_split(rows, SplitRequest(("donor",), leave_one_out=True))


def test_sizes_in_units_count_donors():
    donors = ["D0"] * 500 + [f"D{k}" for k in range(1, 10)] * 10
    rows = observations({"donor": donors})
    made = make_split(rows, SplitRequest(("donor",), size_in="units"))[0]
    assert dict(made.sizes[1].n_values) == {"donor": 2}


def test_counts_are_sizes_too():
    rows = observations({"donor": [f"D{k:03d}" for k in range(100)] * 3})
    parts = (TRAIN, PartRequest("test", "test", 30))
    made = make_split(rows, SplitRequest(("donor",), parts))[0]
    assert members(made, "test").sum() == pytest.approx(30, abs=3)


def test_strata_are_kept_equal():
    draw = np.random.default_rng(0)
    donors = [f"D{k:03d}" for k in range(100)]
    kind = {donor: draw.random() for donor in donors}
    donor = np.repeat(donors, 50)
    cell_type = ["T" if draw.random() < kind[each] else "B" for each in donor]
    rows = observations({"donor": donor.tolist(), "cell_type": cell_type})
    plain = make_split(rows, SplitRequest(("donor",), THREE))[0]
    assert plain.strata_deviation is None
    kept = make_split(rows, SplitRequest(("donor",), THREE, strata=("cell_type",)))[0]
    assert kept.strata_deviation < 0.03
    assert kept.header["strata"] == ["cell_type_column"]


def test_columns_are_strata_too():
    made = make_split(screen(), ask("donor", strata=("site_of",)))[0]
    assert made.header["strata"] == ["site_of"]
