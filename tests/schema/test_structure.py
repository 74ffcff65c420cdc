"""Structure problems: one per cause, with place, slot, expectation and nearest spelling."""

import datetime as dt
from typing import Any

import pytest

from aivc.schema.slots import UnknownNameError
from aivc.schema.structure import CODES, ProblemKind, StructureProblem, check_structure

CARD = {
    "aivc_schema_version": "0.1.0",
    "id": "aivc:datasets/example",
    "title": "Example",
    "organism_ontology_term_id": ["NCBITaxon:9606"],
    "tables": [{"path_in_file": "X", "measured_by": "rna", "value_type": "raw_counts"}],
    "operators": [
        {
            "operator_id": "rna",
            "operator_type": "SingleCellRNA",
            "assay_ontology_term_id": "EFO:0009922",
            "scale": "cell",
        }
    ],
}


def only(raw: Any, class_name: str = "DatasetCard", profile: str = "minimal") -> StructureProblem:
    (problem,) = check_structure(raw, class_name, profile)
    return problem


def test_codes_are_permanent() -> None:
    assert CODES == {
        "missing_required": "CRD001",
        "unknown_field": "CRD002",
        "wrong_type": "CRD003",
        "not_in_enum": "CRD004",
        "pattern_mismatch": "CRD005",
        "out_of_range": "CRD006",
        "conditional_required": "CRD007",
        "unknown_designator": "CRD008",
        "cardinality": "CRD009",
        "bad_format": "CRD010",
    }
    assert set(CODES) == set(ProblemKind)


def test_a_minimal_card_has_no_problem() -> None:
    assert check_structure(CARD, profile="minimal") == ()


def test_stronger_profiles_ask_for_more_and_say_which() -> None:
    asked = {
        profile: {(p.slot, p.required_by) for p in check_structure(CARD, profile=profile)}
        for profile in ("minimal", "release", "benchmark")
    }
    assert asked["minimal"] == set()
    assert ("license", "release") in asked["release"]
    assert {required_by for _, required_by in asked["release"]} == {"release"}
    assert asked["release"] < asked["benchmark"]
    assert ("includes_introns", "benchmark") in asked["benchmark"]


def test_what_is_missing_is_reported_at_the_object_that_lacks_it() -> None:
    card = {**CARD, "conditions": [{"condition_id": "a"}, {"label": "b"}]}
    problem = only(card)
    assert (problem.kind, problem.pointer, problem.slot, problem.class_name) == (
        ProblemKind.MISSING_REQUIRED,
        "/conditions/1",
        "condition_id",
        "Condition",
    )
    assert (problem.observed, problem.required_by) == ("", "minimal")


def test_one_wrong_slot_of_a_polymorphic_object_is_one_problem() -> None:
    operator = {**CARD["operators"][0], "has_umi": "yes"}
    problem = only({**CARD, "operators": [operator]})
    assert (problem.kind, problem.pointer) == (ProblemKind.WRONG_TYPE, "/operators/0/has_umi")
    assert (problem.class_name, problem.expected) == ("SingleCellRNA", "true or false")


def test_an_object_of_unknown_kind_is_checked_no_further() -> None:
    operator = {"operator_type": "SingleCellRna", "scale": 7, "nonsense": []}
    problem = only({**CARD, "operators": [operator]})
    assert problem.kind is ProblemKind.UNKNOWN_DESIGNATOR
    assert problem.pointer == "/operators/0/operator_type"
    assert problem.class_name == "MeasurementOperator"
    assert problem.suggestion == "SingleCellRNA"


@pytest.mark.parametrize("designator", [None, 3, ["SingleCellRNA"], {}])
def test_a_designator_that_is_no_text_has_the_wrong_type(designator: object) -> None:
    problem = only({**CARD, "operators": [{**CARD["operators"][0], "operator_type": designator}]})
    assert problem.kind is ProblemKind.WRONG_TYPE
    assert problem.slot == "operator_type"


@pytest.mark.parametrize(
    ("class_name", "raw", "suggestion"),
    [
        ("Quantity", {"value": 1, "unit": "h", "bassis": "nominal"}, "basis"),
        ("Quantity", {"value": 1, "unit": "h", "Raw Text": "1 hr"}, "raw_text"),
        ("Quantity", {"value": 1, "unit": "h", "basis": "Nominal"}, "nominal"),
        ("Observation", {"sample_id": "s", "tissue_type": "cell_line"}, "cell line"),
        ("Chemical", {"agent_id": "a", "agent_type": "chemical"}, "Chemical"),
        ("Quantity", {"value": 1, "unit": "h", "zzz": 1}, None),
    ],
)
def test_nearest_spelling(class_name: str, raw: dict[str, Any], suggestion: str | None) -> None:
    assert only(raw, class_name).suggestion == suggestion


def test_a_conditional_requirement_names_its_rule() -> None:
    event = {"event_type": "administer", "event_time": {"value": 0, "unit": "h"}}
    problem = only(event, "DosingEvent")
    assert (problem.kind, problem.slot) == (ProblemKind.CONDITIONAL_REQUIRED, "agent")
    assert problem.rule == "to administer is to administer something"
    assert problem.required_by is None


def test_a_slot_required_by_profile_and_rule_is_one_problem() -> None:
    viability = {
        "operator_id": "v",
        "operator_type": "Viability",
        "assay_gap_note": "count of nuclei",
        "scale": "well",
        "is_destructive": True,
        "viability_readout": "count of nuclei",
        "viability_normalization": "growth_rate",
    }
    assert only(viability, "Viability", "release").kind is ProblemKind.MISSING_REQUIRED
    assert only(viability, "Viability", "minimal").kind is ProblemKind.CONDITIONAL_REQUIRED


def test_an_inherited_rule_keeps_its_title_beside_own_rules() -> None:
    viability = {
        "operator_id": "v",
        "operator_type": "Viability",
        "scale": "well",
        "viability_normalization": "growth_rate",
    }
    rules = {p.slot: p.rule for p in check_structure(viability, "Viability", "minimal")}
    assert rules == {
        "has_time_zero": "growth-rate metrics need a time zero",
        "assay_gap_note": "an assay without a term says why",
    }


def test_an_abstract_class_is_checked_as_what_its_designator_names() -> None:
    problem = only({"agent_id": "a", "agent_type": "Chemical", "taxon": "x"}, "Agent")
    assert (problem.class_name, problem.slot) == ("Chemical", "taxon")


@pytest.mark.parametrize("raw", [None, 5, "card", [], [CARD], True, dt.date(2027, 1, 1)])
def test_what_is_no_object_is_one_problem(raw: object) -> None:
    problem = only(raw)
    assert (problem.kind, problem.pointer, problem.slot) == (ProblemKind.WRONG_TYPE, "", "")


def test_an_entry_that_is_no_object() -> None:
    problem = only({**CARD, "conditions": ["treated"]})
    assert (problem.kind, problem.pointer) == (ProblemKind.WRONG_TYPE, "/conditions/0")
    assert (problem.class_name, problem.slot) == ("DatasetCard", "conditions")


def test_a_day_that_yaml_reads_as_a_date_is_a_date() -> None:
    suppression = {"code": "CTL004", "suppression_reason": "known", "expires": dt.date(2027, 1, 1)}
    assert check_structure(suppression, "Suppression") == ()


def test_a_tuple_is_a_list() -> None:
    assert check_structure({**CARD, "tables": tuple(CARD["tables"])}, profile="minimal") == ()


@pytest.mark.parametrize(
    ("value", "observed"),
    [(float("nan"), "nan"), (float("-inf"), "-inf"), (b"0.2", "b'0.2'"), ({0.2}, "{0.2}")],
)
def test_values_that_json_lacks(value: object, observed: str) -> None:
    problem = only({"value": value, "unit": "h"}, "Quantity")
    assert (problem.kind, problem.pointer, problem.observed) == (
        ProblemKind.WRONG_TYPE,
        "/value",
        observed,
    )


@pytest.mark.parametrize("key", [1, True, None, 0.5, dt.date(2027, 1, 1)])
def test_keys_that_are_no_text(key: object) -> None:
    problem = only({**CARD, key: "x"})
    assert (problem.kind, problem.pointer) == (ProblemKind.UNKNOWN_FIELD, f"/{key!r}")


def test_text_that_is_no_unicode() -> None:
    problem = only({**CARD, "title": "\ud800"})
    assert (problem.kind, problem.pointer) == (ProblemKind.WRONG_TYPE, "/title")


def test_keys_are_escaped_in_pointers() -> None:
    assert only({**CARD, "a/b~c": 1}).pointer == "/a~1b~0c"


def test_an_object_within_itself_is_a_problem() -> None:
    card: dict[str, Any] = {**CARD}
    card["draft_notes"] = [{"about": "/title", "draft_status": "blank", "because": card}]
    problem = only(card)
    assert (problem.kind, problem.pointer) == (ProblemKind.WRONG_TYPE, "/draft_notes/0/because")


def test_references_that_multiply_are_refused() -> None:
    bomb: list[Any] = ["x"] * 10
    for _ in range(12):
        bomb = [bomb] * 10
    problem = only({**CARD, "title": bomb})
    assert (problem.kind, problem.pointer) == (ProblemKind.WRONG_TYPE, "")


def test_deep_nesting_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    kinds = {problem.kind for problem in check_structure({**CARD, "title": deep})}
    assert ProblemKind.WRONG_TYPE in kinds


def test_long_values_are_shortened() -> None:
    assert len(only({"value": 1, "unit": "a b" * 500}, "Quantity").observed) == 80
    assert len(only({"value": [1] * 500, "unit": "h"}, "Quantity").observed) < 80
    assert len(only({"value": 1, "unit": 10**5000}, "Quantity").observed) < 80


def test_problems_are_in_the_order_of_the_object_and_complete() -> None:
    conditions = [{"condition_id": f"c{i}", "n_replicates": -1} for i in range(30)]
    problems = check_structure({**CARD, "conditions": conditions}, profile="minimal")
    assert [p.pointer for p in problems] == [f"/conditions/{i}/n_replicates" for i in range(30)]


def test_lists_of_values_are_checked_inside_and_outside() -> None:
    control = {"control_id": "c", "control_kind": "positive", "matched_on": ["donor", "patient"]}
    problem = only({**CARD, "controls": [control]})
    assert (problem.kind, problem.pointer) == (ProblemKind.NOT_IN_ENUM, "/controls/0/matched_on/1")
    problem = only({**CARD, "organism_ontology_term_id": ["human"]})
    assert problem.pointer == "/organism_ontology_term_id/0"
    problem = only(control, "Control")
    assert problem.pointer == "/matched_on/1"


def test_unknown_class_and_profile() -> None:
    with pytest.raises(UnknownNameError, match="'Card'"):
        check_structure({}, "Card")
    with pytest.raises(UnknownNameError, match="'strict'"):
        check_structure({}, profile="strict")


def test_messages_say_what_where_and_what_was_expected() -> None:
    problem = only({"value": 1, "unit": "h", "basis": "planned"}, "Quantity")
    assert problem.message == "Quantity.basis is 'planned', which is none of nominal, measured"
    problem = only({"plate_id": "P", "plate_format": 97}, "Plate")
    assert problem.expected == "6, 12, 24, 48, 96, 384, 1536"
