"""Roles, assignments and counts across them, against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.storage.keys import joint_keys
from aivc.validators.facts import contingency
from aivc.validators.facts.aligned_columns import ObsFrame
from aivc.validators.facts.design import columns_wanted, design_facts
from tests.validators.facts.memory import MemoryFrame


def measured(raw: dict, *tables: pd.DataFrame | tuple[str, pd.DataFrame]):
    card = read_card(raw)
    frames = []
    for table in tables:
        name, frame = table if isinstance(table, tuple) else ("", table)
        memory = MemoryFrame(frame)
        wanted = columns_wanted(card) & set(frame)
        frames.append(ObsFrame(name, memory, {c: memory.column(c) for c in sorted(wanted)}))
    return design_facts(card, frames)


def as_dict(table) -> dict[tuple[str, str], int]:
    return {
        (table.left_names[a], table.right_names[b]): int(n)
        for a, b, n in zip(table.left, table.right, table.counts, strict=True)
    }


def crosstab(left: pd.Series, right: pd.Series) -> tuple[dict, int]:
    known = left.notna() & right.notna()
    counts = pd.DataFrame({"l": left[known], "r": right[known]}).value_counts()
    return {key: int(n) for key, n in counts.items()}, int((~known).sum())


def entity_rows(assignment) -> dict[str, int]:
    return {entity.entity_id: entity.n_rows for entity in assignment.entities}


OBS = pd.DataFrame(
    {
        "patient": ["D1", "D1", "D2", "D2", None, "D3"],
        "treatment": ["DMSO", "pano", "DMSO", "pano", "pano", "pano"],
        "dose": [0.0, 0.2, 0.0, 0.2, 0.2, 1.0],
        "batch_id": ["b1", "b1", "b2", "b2", "b2", "b1"],
    },
    index=[f"cell{k}" for k in range(6)],
)
BINDING = {"binding": {"keys": [{"role": "donor", "columns": ["patient"]}]}}


def match(**values):
    return [{"column": column, "column_value": value} for column, value in values.items()]


CONDITIONS = {
    "conditions": [
        {"condition_id": "vehicle", "control": "dmso", "matches": match(treatment="DMSO")},
        {"condition_id": "low", "matches": match(treatment="pano", dose=0.2)},
        {"condition_id": "never", "matches": match(treatment="pano", dose=7)},
    ]
}


def test_a_bound_role():
    role = measured(BINDING, OBS).roles["donor"]
    assert (role.columns, role.is_bound, role.absent) == (("patient",), True, ())
    assert dict(zip(role.names(), role.counts.tolist(), strict=True)) == {"D1": 2, "D2": 2, "D3": 1}
    assert role.n_missing == 1


def test_a_standard_column_plays_its_role_unasked():
    role = measured({}, OBS).roles["batch"]
    assert (role.columns, role.is_bound, role.names()) == (("batch_id",), False, ("b1", "b2"))


def test_a_binding_goes_before_the_standard_column():
    bound = {"binding": {"keys": [{"role": "batch", "columns": ["treatment"]}]}}
    assert measured(bound, OBS).roles["batch"].columns == ("treatment",)


def test_columns_that_are_not_there():
    bound = {"binding": {"keys": [{"role": "donor", "columns": ["patient", "donorr"]}]}}
    role = measured(bound, OBS).roles["donor"]
    assert (role.absent, role.levels, role.counts) == (("donorr",), (), None)


def test_a_key_of_several_columns():
    bound = {"binding": {"keys": [{"role": "sample", "columns": ["patient", "treatment"]}]}}
    role = measured(bound, OBS).roles["sample"]
    assert ("D1", "pano") in role.levels
    assert "D1 | pano" in role.names()
    assert (int(role.counts.sum()), role.n_missing) == (5, 1)


def test_the_tissue_of_a_cell_line_is_the_line():
    lines = pd.DataFrame({"tissue_ontology_term_id": ["CVCL_0004", "CVCL_0023"]})
    assert measured({}, lines).roles["cell_line"].names() == ("CVCL_0004", "CVCL_0023")
    tissues = pd.DataFrame({"tissue_ontology_term_id": ["CVCL_0004", "UBERON:0000955"]})
    assert "cell_line" not in measured({}, tissues).roles


def test_rows_are_assigned_by_matches():
    facts = measured(CONDITIONS, OBS)
    found = facts.assignments["condition"]
    assert entity_rows(found) == {"vehicle": 2, "low": 3, "never": 0}
    assert found.entities[0].example_rows == ("cell0", "cell2")
    assert (found.n_unassigned, found.unassigned_examples) == (1, ("pano | 1",))
    assert found.n_ambiguous == 0
    role = facts.roles["condition"]
    assert (role.derived_from, role.names()) == ("matches", ("vehicle", "low"))
    assert role.columns == ("treatment", "dose")


def test_rows_are_assigned_by_key_and_by_matches_together():
    raw = {
        "batches": [
            {"batch_id": "b1"},
            {"batch_id": "odd", "matches": match(batch_id="b2", patient="D2")},
        ]
    }
    found = measured(raw, OBS).assignments["batch"]
    assert entity_rows(found) == {"b1": 3, "odd": 2}
    assert (found.n_unassigned, found.unassigned_examples) == (1, ("b2",))


def test_rows_that_two_entities_claim_belong_to_neither_condition():
    raw = {
        "conditions": [
            {"condition_id": "any", "matches": match(treatment="pano")},
            {"condition_id": "high", "matches": match(dose=1)},
            {"condition_id": "dmso", "matches": match(treatment="DMSO")},
        ]
    }
    facts = measured(raw, OBS)
    found = facts.assignments["condition"]
    assert entity_rows(found) == {"any": 4, "high": 1, "dmso": 2}
    assert (found.n_ambiguous, found.ambiguous_examples) == (1, ("pano | 1",))
    table = facts.by_condition["batch",]
    assert as_dict(table) == {
        ("any", "b1"): 1,
        ("any", "b2"): 2,
        ("dmso", "b1"): 1,
        ("dmso", "b2"): 1,
    }
    assert table.n_missing == 1


def test_matches_on_a_column_that_is_not_there():
    raw = {"samples": [{"sample_id": "s", "matches": match(patient="D1", well="A01")}]}
    found = measured(raw, OBS).assignments["sample"]
    assert found.impossible_columns == ("well",)
    assert entity_rows(found) == {"s": 0}
    assert found.n_unassigned == 6


def test_two_matches_on_one_column_must_both_hold():
    both = [*match(dose=0.2), *match(dose=1)]
    raw = {"conditions": [{"condition_id": "c", "matches": both}]}
    assert entity_rows(measured(raw, OBS).assignments["condition"]) == {"c": 0}


def test_rows_without_a_value_match_nothing():
    raw = {"donors": [{"donor_id": "D1", "matches": match(patient="D1")}]}
    found = measured(raw, OBS).assignments["donor"]
    assert (entity_rows(found), found.n_unassigned) == ({"D1": 2}, 4)


def test_a_file_that_tells_no_sample():
    raw = {"samples": [{"sample_id": "s1"}, {"sample_id": "s2"}]}
    found = measured(raw, OBS).assignments["sample"]
    assert (entity_rows(found), found.n_unassigned) == ({"s1": 0, "s2": 0}, 6)


@pytest.mark.parametrize("kind", ["sample", "donor", "condition"])
def test_the_only_one_of_its_kind_has_all_rows(kind):
    raw = {f"{kind}s": [{f"{kind}_id": "one"}]}
    found = measured(raw, OBS).assignments[kind]
    assert (entity_rows(found), found.n_unassigned) == ({"one": 6}, 0)


def test_the_only_sample_tells_the_donor_of_all_rows():
    raw = {
        "samples": [{"sample_id": "s1", "from_donors": ["D1"]}],
        "donors": [{"donor_id": "D1"}],
    }
    facts = measured(raw, OBS)
    assert facts.roles["donor"].derived_from == "sample"
    assert entity_rows(facts.assignments["donor"]) == {"D1": 6}


def test_the_only_sample_does_not_take_rows_that_a_column_gives_another():
    raw = {"samples": [{"sample_id": "s1"}]}
    found = measured(raw, pd.DataFrame({"sample_id": ["s1", "other"]})).assignments["sample"]
    assert (entity_rows(found), found.n_unassigned) == ({"s1": 1}, 1)


def test_the_only_sample_does_not_take_rows_whose_column_is_lost():
    raw = {
        "samples": [{"sample_id": "s1"}],
        "binding": {"keys": [{"role": "sample", "columns": ["lost"]}]},
    }
    found = measured(raw, OBS).assignments["sample"]
    assert (entity_rows(found), found.n_unassigned) == ({"s1": 0}, 6)


def test_kinds_that_neither_file_nor_card_has():
    facts = measured({"sites": [{"site_id": "lab"}]}, OBS)
    assert set(facts.assignments) == {"batch"}
    assert facts.assignments["batch"].n_unassigned == 6


def test_the_card_tells_the_donor_of_a_sample():
    raw = {
        "donors": [{"donor_id": "D1"}, {"donor_id": "D2"}],
        "samples": [
            {"sample_id": "s1", "from_donors": ["D1"], "tissue_type": "tissue"},
            {"sample_id": "s2", "from_donors": ["D2"]},
            {"sample_id": "pool", "from_donors": ["D1", "D2"]},
        ],
    }
    obs = pd.DataFrame({"sample_id": ["s1", "s1", "s2", "pool", None, "other"]})
    facts = measured(raw, obs)
    role = facts.roles["donor"]
    assert (role.derived_from, role.columns, role.n_missing) == ("sample", (), 0)
    assert dict(zip(role.names(), role.counts.tolist(), strict=True)) == {"D1": 2, "D2": 1}
    found = facts.assignments["donor"]
    assert entity_rows(found) == {"D1": 2, "D2": 1}
    assert (found.n_unassigned, found.n_ambiguous) == (0, 0)
    assert as_dict(facts.pairs["donor", "sample"]) == {("D1", "s1"): 2, ("D2", "s2"): 1}


def test_a_column_goes_before_what_the_card_tells():
    raw = {"samples": [{"sample_id": "s1", "from_donors": ["D9"]}]}
    obs = pd.DataFrame({"sample_id": ["s1"], "donor_id": ["D1"]})
    role = measured(raw, obs).roles["donor"]
    assert (role.names(), role.derived_from) == (("D1",), "")


def test_the_card_tells_the_time_of_a_condition():
    raw = {
        "conditions": [
            {"condition_id": "a", "harvest_time": {"value": 24, "unit": "h"}},
            {"condition_id": "b"},
        ]
    }
    obs = pd.DataFrame({"condition_id": ["a", "a", "b"]})
    facts = measured(raw, obs)
    assert facts.roles["time"].names() == ("24 h",)
    assert as_dict(facts.by_condition["time",]) == {("a", "24 h"): 2}
    assert facts.by_condition["time",].n_missing == 1


def test_conditions_are_counted_by_what_controls_are_matched_on():
    raw = {
        **CONDITIONS,
        **BINDING,
        "controls": [
            {"control_id": "dmso", "matched_on": ["donor", "batch"]},
            {"control_id": "x", "matched_on": ["donor", "plate"]},
        ],
    }
    facts = measured(raw, OBS)
    assert set(facts.by_condition) == {("donor",), ("batch",), ("donor", "batch")}
    assert as_dict(facts.by_condition["donor", "batch"]) == {
        ("vehicle", "D1 | b1"): 1,
        ("vehicle", "D2 | b2"): 1,
        ("low", "D1 | b1"): 1,
        ("low", "D2 | b2"): 1,
    }
    assert facts.by_condition["donor", "batch"].n_missing == 2


LABEL = st.sampled_from(["a", "b", "c", None])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(LABEL, LABEL, LABEL), min_size=1, max_size=50),
    st.booleans(),
    st.integers(1, 9),
)
def test_every_count_is_that_of_pandas(rows, sparse, chunk):
    obs = pd.DataFrame(rows, columns=["donor_id", "batch_id", "condition_id"])
    raw = {
        "conditions": [{"condition_id": "a"}, {"condition_id": "c"}],
        "controls": [{"control_id": "x", "matched_on": ["donor", "batch"]}],
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(joint_keys, "CHUNK", chunk)
        if sparse:
            patched.setattr(joint_keys, "_DENSE", 0)
            patched.setattr(contingency, "_DENSE", 0)
            patched.setattr(contingency, "_MERGE_AT", 3)
        facts = measured(raw, obs)
    for (left, right), table in facts.pairs.items():
        expected = crosstab(obs[f"{left}_id"], obs[f"{right}_id"])
        assert (as_dict(table), table.n_missing) == expected
    known = obs["condition_id"].where(obs["condition_id"].isin(["a", "c"]))
    expected = crosstab(known, obs["batch_id"])
    if "batch" in facts.roles and facts.roles["batch"].levels:
        table = facts.by_condition["batch",]
        assert (as_dict(table), table.n_missing) == expected
    joined = (obs["donor_id"] + " | " + obs["batch_id"]).where(
        obs["donor_id"].notna() & obs["batch_id"].notna()
    )
    if ("donor", "batch") in facts.by_condition:
        table = facts.by_condition["donor", "batch"]
        assert (as_dict(table), table.n_missing) == crosstab(known, joined)
    found = facts.assignments["condition"]
    assert entity_rows(found) == {c: int((obs["condition_id"] == c).sum()) for c in ("a", "c")}
    assert found.n_unassigned == int(known.isna().sum())
    for role, name in (("donor", "donor_id"), ("batch", "batch_id")):
        assert facts.roles[role].n_missing == int(obs[name].isna().sum())
        counts = obs[name].value_counts().to_dict()
        assert dict(zip(facts.roles[role].names(), facts.roles[role].counts, strict=True)) == counts


def test_rows_of_two_modalities_are_matched_by_name():
    rna = pd.DataFrame({"condition_id": ["a", "b", "b"]}, index=["c1", "c2", "c3"])
    protein = pd.DataFrame({"lane": ["L1", "L2", "L3"]}, index=["c3", "c9", "c1"])
    raw = {
        "binding": {"keys": [{"role": "lane", "columns": ["lane"], "in_table": "mod/prot"}]},
        "conditions": [{"condition_id": "a"}, {"condition_id": "b"}],
    }
    facts = measured(raw, ("mod/rna", rna), ("mod/prot", protein))
    assert facts.n_rows == 3
    assert facts.roles["condition"].table == "mod/rna"
    lane = facts.roles["lane"]
    assert (lane.table, lane.names(), lane.n_missing) == ("mod/prot", ("L1", "L3"), 1)
    assert as_dict(facts.by_condition["lane",]) == {("a", "L3"): 1, ("b", "L1"): 1}


def test_the_obs_that_all_share_holds_the_rows():
    shared = pd.DataFrame({"donor_id": ["D1", "D2", "D2"]}, index=["c1", "c2", "c3"])
    rna = pd.DataFrame({"batch_id": ["b1"], "condition_id": ["x"]}, index=["c2"])
    facts = measured({}, shared, ("mod/rna", rna))
    assert facts.n_rows == 3
    assert as_dict(facts.pairs["batch", "donor"]) == {("b1", "D2"): 1}


def test_a_table_that_the_binding_names_and_that_lacks_the_column():
    raw = {
        "binding": {"keys": [{"role": "donor", "columns": ["donor_id"], "in_table": "mod/prot"}]}
    }
    rna = pd.DataFrame({"donor_id": ["D1"]}, index=["c1"])
    role = measured(raw, ("mod/rna", rna), ("mod/prot", pd.DataFrame(index=["c1"]))).roles["donor"]
    assert role.absent == ("donor_id",)


def test_no_rows_and_no_obs():
    empty = pd.DataFrame({"donor_id": pd.Series([], dtype=object)})
    facts = measured({"donors": [{"donor_id": "D1"}]}, empty)
    assert (facts.n_rows, facts.assignments["donor"].n_unassigned) == (0, 0)
    assert measured({}) is None


def test_keys_with_too_many_levels_are_not_crossed(monkeypatch):
    monkeypatch.setattr(contingency, "MAX_LEVELS", 2)
    facts = measured(BINDING, OBS)
    assert facts.pairs == {}
    assert len(facts.roles["donor"].levels) == 3


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"binding": {"keys": [{"role": "donor"}, {"columns": ["patient"]}, {"role": "nonsense"}]}},
        {"conditions": [{}, {"condition_id": None, "matches": [{}]}, {"condition_id": "x"}]},
        {"samples": [{"sample_id": "s", "matches": [{"column": "dose"}, {"column_value": 1}]}]},
        {"controls": [{"matched_on": ["donor", "donor"]}, {}], "conditions": "oops"},
        {"binding": {"keys": [{"role": "donor", "columns": ["patient", "patient"]}]}},
    ],
)
def test_a_card_with_gaps_stops_nothing(raw):
    facts = measured(raw, OBS)
    assert facts.n_rows == 6
    assert "batch" in facts.roles


def test_design_of_many_rows_is_that_of_pandas():
    rng = np.random.default_rng(0)
    n = 300_000
    obs = pd.DataFrame(
        {
            "donor_id": pd.Categorical(rng.choice([f"D{k}" for k in range(50)], n)),
            "plate_id": pd.Categorical(rng.choice([f"P{k}" for k in range(900)], n)),
            "condition_id": pd.Categorical(rng.choice([f"c{k}" for k in range(700)], n)),
        },
        index=[str(k) for k in range(n)],
    )
    raw = {"conditions": [{"condition_id": f"c{k}"} for k in range(700)]}
    facts = measured(raw, obs)
    for (left, right), table in facts.pairs.items():
        assert (as_dict(table), table.n_missing) == crosstab(obs[f"{left}_id"], obs[f"{right}_id"])
