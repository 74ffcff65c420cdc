"""pandera models of the tables say what the card says."""

import numpy as np
import pandas as pd
import pandera.errors
import pytest

from aivc.schema.slots import UnknownNameError, class_spec
from aivc.schema.tables import TABLES, model, table_columns, table_spec

SAMPLES = pd.DataFrame(
    {
        "sample_id": ["PW030-701", "A549_P1"],
        "from_donors": ["PW030", None],
        "tissue_type": ["tissue", "cell line"],
        "tissue_ontology_term_id": ["UBERON:0000955", "CVCL_0023"],
        "disease_ontology_term_id": ["MONDO:0018177;MONDO:0005138", "PATO:0000461"],
        "suspension_type": ["cell", "nucleus"],
        "collection_time": [12.0, np.nan],
        "collection_time_unit": ["d", None],
        "replicate_number": [1, 2],
        "match:plate": ["P1", "P2"],
    }
)
EVENTS = pd.DataFrame(
    {
        "intervention_id": ["i1", "i1"],
        "event_type": ["administer", "washout"],
        "event_time": [0, 24],
        "event_time_unit": ["h", "h"],
        "agent": ["panobinostat", None],
        "amount": [0.2, np.nan],
        "amount_unit": ["umol/L", None],
        "dose_kind": ["molar_concentration", None],
        "exposure_mode": ["bath_concentration", "bath_concentration"],
    }
)


def failures(name: str, frame: pd.DataFrame, profile: str = "release") -> set[tuple[str, object]]:
    try:
        model(name, profile).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        return {
            (str(case), None if pd.isna(index) else index)
            for case, index in zip(cases["failure_case"], cases["index"], strict=True)
        }
    return set()


def test_there_is_a_model_of_every_table() -> None:
    assert list(TABLES) == ["obs", "samples", "conditions", "events", "assignments", "queries"]
    for name in TABLES:
        columns = set(model(name).columns) - {"^match:.+$"}
        assert columns == {column.name for column in table_columns(name)}


def test_a_valid_table_passes_and_is_returned_as_it_is() -> None:
    pd.testing.assert_frame_equal(model("samples").validate(SAMPLES, lazy=True), SAMPLES)
    pd.testing.assert_frame_equal(model("events").validate(EVENTS, lazy=True), EVENTS)


@pytest.mark.parametrize(
    ("column", "value", "case"),
    [
        ("tissue_type", "cell_line", "cell_line"),
        ("tissue_ontology_term_id", "CVCL:0023", "CVCL:0023"),
        ("disease_ontology_term_id", "MONDO:0018177;glioblastoma", "MONDO:0018177;glioblastoma"),
        ("suspension_type", "", ""),
        ("suspension_type", " ", " "),
        ("replicate_number", 0, "0"),
        ("replicate_number", 1.5, "1.5"),
        ("replicate_number", "two", "two"),
        ("collection_time", "late", "late"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(column: str, value: object, case: str) -> None:
    frame = SAMPLES.astype({column: object})
    frame.loc[0, column] = value
    assert (case, 0) in failures("samples", frame)


@pytest.mark.parametrize("column", ["tissue_type", "sample_id", "disease_ontology_term_id"])
def test_required_columns_are_there_and_filled_in(column: str) -> None:
    assert failures("samples", SAMPLES.drop(columns=column)) >= {(column, None)}
    frame = SAMPLES.copy()
    frame.loc[1, column] = None
    assert {index for _, index in failures("samples", frame)} == {1}


def test_profiles_require_more_and_more() -> None:
    bare = pd.DataFrame({"sample_id": ["s1"]})
    assert failures("obs", bare, "release") == set()
    assert failures("obs", bare, "benchmark") == {("condition_id", None)}
    assert failures("samples", bare, "minimal") == set()


def test_identifiers_are_unique() -> None:
    frame = SAMPLES.assign(sample_id="same")
    assert failures("samples", frame) == {("same", 0), ("same", 1)}
    assert not model("events").columns["intervention_id"].unique


def test_unknown_columns_are_refused_where_the_table_is_the_standard_own() -> None:
    assert failures("samples", SAMPLES.assign(notes="x")) == {("notes", None)}
    observations = pd.DataFrame({"sample_id": ["s1"], "leiden": ["3"]})
    assert failures("obs", observations) == set()


def test_a_value_has_its_unit_and_a_unit_its_value() -> None:
    frame = EVENTS.copy()
    frame.loc[0, "amount_unit"] = None
    assert failures("events", frame) == {("{'amount': 0.2}", 0)}
    frame = EVENTS.copy()
    frame.loc[1, "amount_unit"] = "umol/L"
    assert ("{'amount_unit': 'umol/L'}", 1) in failures("events", frame)
    frame = EVENTS.drop(columns="amount_unit")
    assert ("{'amount': 0.2}", 0) in failures("events", frame)


def test_rules_hold_in_each_row() -> None:
    frame = EVENTS.copy()
    frame.loc[0, "agent"] = None
    assert failures("events", frame) == {("{'intervention_id': 'i1'}", 0)}
    frame = SAMPLES.copy()
    frame.loc[0, "from_donors"] = None
    assert failures("samples", frame) == {("{'sample_id': 'PW030-701'}", 0)}
    frame = SAMPLES.drop(columns="from_donors")
    assert failures("samples", frame) == {("{'sample_id': 'PW030-701'}", 0)}


def test_rules_say_their_title() -> None:
    frame = EVENTS.drop(columns="dose_kind")
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        model("events").validate(frame, lazy=True)
    (check,) = caught.value.failure_cases["check"]
    assert check == "an amount says what kind of dose it is: dose_kind"


def test_every_rule_of_the_class_is_a_check() -> None:
    for name, spec in TABLES.items():
        said = " ".join(str(check.error) for check in model(name).checks)
        assert [r.title for r in class_spec(spec.class_name).rules if r.title not in said] == []


def test_an_assignment_names_some_key() -> None:
    frame = pd.DataFrame({"partition": ["train", "test"], "sample_id": ["s1", None]})
    assert {index for _, index in failures("assignments", frame)} == {1}
    frame = pd.DataFrame({"partition": ["train"]})
    assert {index for _, index in failures("assignments", frame)} == {0}


def test_lists_in_obs_are_written_as_cellxgene_does() -> None:
    good = pd.DataFrame(
        {"sample_id": ["s1"], "disease_ontology_term_id": ["MONDO:0018177 || MONDO:0005138"]}
    )
    assert failures("obs", good) == set()
    bad = good.assign(disease_ontology_term_id="MONDO:0018177;MONDO:0005138")
    assert failures("obs", bad) == {("MONDO:0018177;MONDO:0005138", 0)}


def test_categories_and_typed_columns_are_read() -> None:
    frame = pd.DataFrame(
        {
            "sample_id": pd.Categorical(["s1", "s2"]),
            "tissue_type": pd.Categorical(["tissue", "tisue"]),
            "is_primary_data": [True, False],
            "in_tissue": np.array([1, 2], dtype="uint8"),
            "array_row": pd.array([3, None], dtype="Int64"),
        }
    )
    assert failures("obs", frame) == {("tisue", 1), ("2", 1)}


def test_values_of_other_types_that_compare_equal_are_told_apart() -> None:
    frame = pd.DataFrame({"sample_id": ["a", "b"], "in_tissue": [1, True]}, dtype=object)
    assert failures("obs", frame) == {("True", 1)}


def test_frames_with_repeated_row_names() -> None:
    frame = EVENTS.set_axis([7, 7])
    assert failures("events", frame) == set()


def test_empty_frames() -> None:
    assert failures("samples", SAMPLES.iloc[:0]) == set()
    assert ("sample_id", None) in failures("samples", pd.DataFrame())


def test_numbers_written_as_text_are_numbers() -> None:
    assert failures("events", EVENTS.astype({"event_time": str})) == set()


def test_unknown_tables_and_profiles() -> None:
    with pytest.raises(UnknownNameError, match="'wells'"):
        table_spec("wells")
    with pytest.raises(UnknownNameError, match="'wells'"):
        model("wells")
    with pytest.raises(UnknownNameError, match="'strict'"):
        model("obs", "strict")
