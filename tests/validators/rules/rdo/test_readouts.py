"""Rules about readouts where the examples of the rules do not reach."""

from __future__ import annotations

import pytest

from aivc.validators.engine import run_rules
from aivc.validators.examples.example import (
    DropCard,
    DropColumn,
    Example,
    SetCard,
    SetColumn,
    SetNames,
)
from aivc.validators.examples.run import measure_example
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.findings import Level
from aivc.validators.profile import Profile
from aivc.validators.registry import rules_of
from aivc.validators.rules.rdo.example_edits import neighbours, pathways, readout, survival

RULES = [rule for family in ("GRM", "RDO") for rule in rules_of(family)]
EVERY_RULE = Profile("every rule", "minimal", {}, frozenset())


def findings(*edits, level=Level.OBS, specimen="drug"):
    card, facts = measure_example(Example("tried", edits=edits, specimen=specimen), level)
    return run_rules(card, facts, level=level, profile=EVERY_RULE, rules=RULES).findings


def codes(*edits, **further):
    return sorted(finding.code for finding in findings(*edits, **further))


FEATURES = specimen_of("drug").tables[""].var.names
KNN = {"graph": "knn", "n_neighbours": 6}
AS_CENSORED = {"event_column": "CNSR"}


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (pathways(), []),
        (neighbours(), []),
        (survival(), []),
        # One cause gives one finding.
        ((readout("spatial_neighbourhood", "niche", neighbourhood=KNN),), ["RDO009"]),
        ((*neighbours(), DropColumn("obs", "y_centroid")), ["RDO008"]),
        (survival(subject_column="patient"), ["RDO011"]),
        (survival(time_column=None), ["RDO012"]),
        (survival(events=[1, 0, 2] * 16), ["RDO014"]),
        (survival(events=[0] * 48), ["RDO015"]),
        (survival(events=["yes"] * 16 + ["no"] * 32), []),
        (survival(events=["no"] * 48), ["RDO015"]),
        (survival(events=["died", "alive"] * 24), ["RDO014"]),
    ],
)
def test_each_cause_is_found_once(edits, expected):
    assert codes(*edits) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [([0, 1, 2] * 16, []), ([1] * 48, ["RDO015"]), ([0] * 48, [])],
)
def test_censoring_of_adam_is_the_other_way_round(values, expected):
    edits = (*survival(**AS_CENSORED), SetColumn("obs", "CNSR", values))
    assert codes(*edits) == expected


def test_censoring_of_a_parameter_that_became_a_column_is_the_other_way_round_too():
    edits = (*survival(event_column="OS.CNSR"), SetColumn("obs", "OS.CNSR", [1] * 48))
    assert codes(*edits) == ["RDO015"]


def test_survival_of_spots_needs_a_project_to_the_organism():
    edits = (*survival(), SetCard("/readouts/1/output_scale", "sample"))
    assert codes(*edits) == ["GRM022"]


def test_nuclei_with_spatial_barcodes_have_neighbours():
    link = {
        "link_id": "positions",
        "source_set": "cells",
        "target_set": "niches",
        "direction": "project",
        "link_type": "cell_to_niche",
        "aggregation_function": "mean",
        "coverage": {"n_source": 48, "n_source_linked": 40, "n_target": 48, "n_target_linked": 40},
    }
    edits = (
        readout("spatial_neighbourhood", "niche", neighbourhood=KNN),
        SetColumn("obs", "suspension_type", "nucleus"),
    )
    assert codes(*edits) == ["RDO009"]
    places = (
        SetCard("/links/-", link),
        SetCard("/unit_sets/-", {"unit_set_id": "niches", "scale": "niche", "n_units": 48}),
        SetColumn("obs", "x", [float(row) for row in range(48)]),
        SetColumn("obs", "y", 0.0),
    )
    assert codes(*edits, *places) == []


def test_symbols_are_looked_up_where_features_have_ensembl_ids_only():
    assert codes(*pathways(), DropColumn("var", "feature_name")) == []


@pytest.mark.parametrize("ending", [".7", "_at"])
def test_versions_and_endings_of_probe_sets_are_no_part_of_an_id(ending):
    ids = {place: f"{name}{ending}" for place, name in enumerate(FEATURES)}
    edits = (*pathways(), DropColumn("var", "feature_name"), SetNames("var", ids))
    assert codes(*edits) == []


def test_rows_of_a_dataset_of_one_sample_belong_to_it():
    one = (
        DropColumn("obs", "sample_id"),
        DropColumn("obs", "donor_id"),
        SetCard("/links", []),
        SetCard("/unit_sets", []),
        DropCard("/tables/0/unit_set"),
    )
    assert codes(*one) == ["RDO019"]
    only = [{"sample_id": "D1_P1", "from_donors": ["D1"]}]
    assert codes(*one, SetCard("/samples", only)) == []


def test_the_share_that_was_measured_is_counted_for_each_set():
    sets = "ALL\t\tFKBP5\tPER1\nHALF\t\tTNF\tIL6\nTHIRD\t\tTNF\tIL6\tIL10\nNONE\t\tIL6\tIL10\n"
    (found,) = findings(*pathways(sets))
    assert (found.code, found.count, found.total) == ("RDO006", 2, 4)
    assert found.examples == ("NONE (0 of 2)", "THIRD (1 of 3)")
    assert found.observed == "60%"


def test_an_amount_in_two_units_is_one_dose():
    amounts = [(0, 100, "nmol/L"), (1, 0.1, "umol/L"), (2, 1, "umol/L"), (3, 10, "umol/L")]
    edits = [readout("dose_response", "sample")]
    for place, value, unit in amounts:
        event = f"/interventions/{place}/events/0"
        edits.append(SetCard(f"{event}/agent", "dexamethasone"))
        edits.append(SetCard(f"{event}/amount", {"value": value, "unit": unit}))
    assert [f.count for f in findings(*edits) if f.code == "RDO017"] == []
    edits.append(SetCard("/interventions/3/events/0/amount", {"value": 1000, "unit": "nmol/L"}))
    (found,) = [f for f in findings(*edits) if f.code == "RDO017"]
    assert found.examples == ("panobinostat (1)", "dexamethasone (2)")


def test_doses_of_rows_count_where_the_card_has_no_conditions():
    bound = [{"role": "agent", "columns": ["drug"]}, {"role": "dose", "columns": ["dose"]}]
    edits = (
        SetCard("/conditions", []),
        SetCard("/binding", {"keys": [*bound, {"role": "control", "columns": ["is_control"]}]}),
        SetColumn("obs", "is_control", [True, False] * 24),
        SetColumn("obs", "drug", ["A"] * 24 + ["B"] * 24),
        readout("dose_response", "sample"),
    )
    many = SetColumn("obs", "dose", [0.0, 0.1, 1.0, 10.0] * 12)
    few = SetColumn("obs", "dose", [0.0, 0.1] * 24)
    assert "RDO017" not in codes(*edits, many)
    assert codes(*edits, few).count("RDO017") == 1


def untreated(times):
    return (
        DropCard("/interventions"),
        DropCard("/agents"),
        DropCard("/controls"),
        DropCard("/conditions"),
        SetColumn("obs", "hours", times),
        SetCard("/binding", {"keys": [{"role": "time", "columns": ["hours"]}], "time_unit": "h"}),
        readout("time_course", "sample"),
    )


def test_a_course_without_intervention_has_the_times_of_its_column():
    assert "RDO018" not in codes(*untreated([float(row % 4) for row in range(48)]))
    assert "RDO018" in codes(*untreated([float(row % 2) for row in range(48)]))
