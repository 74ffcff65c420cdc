"""The slot table, the context, nearest spellings, places and doctests."""

import doctest
import importlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import rdflib

from aivc.schema import slots
from aivc.schema.nearest import nearest
from aivc.schema.places import find_place, json_pointer
from aivc.schema.slots import UnknownNameError, class_names, class_spec, enum_spec
from aivc.schema.structure import check_structure

DOCUMENTED = (
    "cells", "event_rows", "flat", "nearest", "places", "reading", "slots", "structure", "tables",
    "visible_text",
)  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTED)
def test_examples_in_docstrings(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"aivc.schema.{name}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_a_slot_is_described_as_it_holds_in_its_class() -> None:
    harvest = class_spec("Condition").slots["harvest_time"]
    assert (harvest.kind, harvest.range, harvest.unit) == ("object", "Quantity", "h")
    assert (harvest.required, harvest.required_by, harvest.subsets) == (
        False, "release", ("release",)
    )  # fmt: skip
    assert "lincs:pert_time" in harvest.mappings["close"]
    assert harvest.examples == ({"value": 24, "unit": "h"},)
    sample_id = class_spec("Sample").slots["sample_id"]
    assert (sample_id.identifier, sample_id.required) == (True, True)
    assert not class_spec("Query").slots["condition_id"].identifier


def test_kinds_of_slot() -> None:
    kinds = {
        ("Sample", "from_donors"): ("reference", "Donor", True),
        ("Sample", "tissue_type"): ("enum", "TissueType", False),
        ("DatasetCard", "operators"): ("object", "MeasurementOperator", True),
        ("DatasetCard", "id"): ("uriorcurie", None, False),
        ("ColumnMatch", "column_value"): ("any", None, False),
        ("Suppression", "expires"): ("date", None, False),
        ("Quantity", "value"): ("number", None, False),
        ("Condition", "n_replicates"): ("integer", None, False),
        ("Sample", "is_virtual"): ("boolean", None, False),
    }
    for (class_name, name), expected in kinds.items():
        slot = class_spec(class_name).slots[name]
        assert (slot.kind, slot.range, slot.multivalued) == expected
        assert slot.is_reference == (slot.kind == "reference")
    assert class_spec("ColumnMatch").slots["column_value"].alternatives == (
        "string", "number", "boolean"
    )  # fmt: skip


def test_subclasses_have_the_slots_and_rules_of_their_parents() -> None:
    parent, child = class_spec("MeasurementOperator"), class_spec("Viability")
    assert list(child.slots)[: len(parent.slots)] == list(parent.slots)
    assert [rule.title for rule in child.rules] == [
        "growth-rate metrics need a time zero", "an assay without a term says why"
    ]  # fmt: skip
    assert parent.abstract
    assert parent.concrete[0] == "SingleCellRNA"
    assert child.concrete == ("Viability",)


def test_every_class_and_enum_can_be_described() -> None:
    for name in class_names():
        for slot in class_spec(name).slots.values():
            assert slot.description
            if slot.kind == "enum":
                assert enum_spec(slot.range).values
    assert slots.tree_roots() == (
        "ConversionLog", "ConversionMapping", "DatasetCard", "EvaluationReport", "PredictionSet",
        "PredictorCard", "SplitManifest", "SuppressionFile", "ValidationReport",
    )  # fmt: skip
    assert slots.prefixes()["cxg"].endswith("cellxgene-7.1/")


@pytest.mark.parametrize("describe", [class_spec, enum_spec])
def test_unknown_names(describe) -> None:
    with pytest.raises(UnknownNameError, match="'Nobody'"):
        describe("Nobody")


@pytest.mark.parametrize(
    ("word", "names", "found"),
    [
        ("Sample ID", ("sample_id", "sample"), "sample_id"),
        ("licence", ("license", "links"), "license"),
        ("", ("a",), None),
        ("x" * 101, ("x" * 100,), None),
        ("qqq", ("sample_id",), None),
    ],
)
def test_nearest(word: str, names: tuple[str, ...], found: str | None) -> None:
    assert nearest(word, names) == found


def test_places() -> None:
    card = {"agents": [{"agent_type": "Chemical", "agent_targets": [{"target_feature": 3}]}]}
    place = find_place(card, "DatasetCard", ["agents", 0, "agent_targets", 0, "target_feature"])
    assert (place.class_name, place.key, place.value) == ("AgentTarget", "target_feature", 3)
    assert place.pointer == "/agents/0/agent_targets/0/target_feature"
    place = find_place(card, "DatasetCard", ["agents", 0])
    assert (place.class_name, place.inner_class, place.in_list) == ("DatasetCard", "Chemical", True)
    place = find_place(card, "DatasetCard", ["nothing", 3, "there"])
    assert (place.slot, place.value) == (None, None)
    assert json_pointer([]) == ""


def test_the_context_reads_a_card_as_linked_data(root: Path) -> None:
    context = json.loads((root / "schema/generated/context.jsonld").read_text("utf-8"))["@context"]
    card = {
        "@context": context,
        "@type": "DatasetCard",
        "id": "https://example.org/d",
        "title": "Example",
        "operators": [{"operator_id": "https://example.org/rna", "scale": "cell"}],
        "samples": [{"sample_id": "https://example.org/s", "tissue_type": "cell line"}],
    }
    graph = rdflib.Graph()
    graph.parse(data=json.dumps(card), format="json-ld")
    facts = {tuple(map(str, triple)) for triple in graph}
    own, example = "https://w3id.org/aivc/", "https://example.org/"
    assert (example + "d", own + "operators", example + "rna") in facts
    assert (example + "d", "http://purl.org/dc/terms/title", "Example") in facts
    cell = "http://purl.obolibrary.org/obo/CL_0000000"
    assert (example + "rna", own + "scale", cell) in facts
    assert (example + "s", own + "tissue_type", own + "TissueType.cell_line") in facts


def test_the_context_knows_every_slot(root: Path) -> None:
    context = json.loads((root / "schema/generated/context.jsonld").read_text("utf-8"))["@context"]
    names = {name for cls in class_names() for name in class_spec(cls).slots}
    assert names - set(context) == set()


def test_the_example_of_a_step_is_all_that_a_release_asks_for() -> None:
    """It is shown where a card has none, and is to be copied."""
    (step,) = class_spec("DatasetCard").slots["activities"].examples[0]
    assert check_structure(plain(step), "ProcessingActivity", "release") == ()


def plain(value: object) -> object:
    """Turn read-only mappings into dictionaries."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value
