"""Terms, units and facts that the schema states exist and mean what it says."""

import re
from collections.abc import Iterator

import pytest

from aivc.schema.slots import class_names, class_spec, enum_names, enum_spec
from aivc.schema.vocabulary import (
    Availability,
    availability,
    find_prefix,
    genes,
    is_descendant,
    lookup,
    smiles_to_inchikey,
)

CURIE = re.compile(
    r"\b(?:BFO|CHEBI|CL|DUO|EFO|HANCESTRO|HsapDv|MONDO|NCBITaxon|PATO|RO|SCT|UBERON):\d+\b"
    r"|\bNCIT:C\d+\b|\bCVCL_[A-Z0-9]{4}\b"
)
# What a term is called by its own vocabulary, where the schema uses it for a value or an example.
LABELS = {
    "CHEBI:41879": "dexamethasone",
    "CHEBI:85990": "panobinostat",
    "CL:0000000": "cell",
    "CL:0000084": "T cell",
    "CL:0000540": "neuron",
    "CVCL_0023": "A-549",
    "EFO:0000482": "event free survival time",
    "EFO:0000506": "gene knock out",
    "EFO:0001702": "temperature",
    "EFO:0002090": "technical replicate",
    "EFO:0002091": "biological replicate",
    "EFO:0002755": "diet",
    "EFO:0007061": "passage number",
    "EFO:0009922": "10x 3' v3",
    "EFO:0022867": "Genetic perturbation",
    "EFO:0022872": "Prime editing",
    "EFO:0022873": "Base editing",
    "EFO:0022874": "Targeted suppression of gene expression",
    "EFO:0022875": "Targeted activation of gene expression",
    "EFO:0022895": "dCas9-KRAB",
    "EFO:0920064": "nucleic acid delivery method",
    "EFO:0920067": "lentivirus transduction",
    "HsapDv:0000258": "adult stage",
    "MONDO:0018177": "glioblastoma",
    "NCBITaxon:2697049": "Severe acute respiratory syndrome coronavirus 2",
    "NCBITaxon:9606": "Homo sapiens",
    "PATO:0000384": "male",
    "PATO:0000461": "normal",
    "UBERON:0000062": "organ",
    "UBERON:0000955": "brain",
}
# Vocabularies that are not held offline: their identifiers are checked for shape only.
SHAPE_ONLY = {"DUO", "NCIT", "RO", "SCT"}


@pytest.fixture(scope="module")
def stated(root) -> set[str]:
    text = "\n".join(path.read_text("utf-8") for path in (root / "schema").glob("*.yaml"))
    return set(CURIE.findall(text))


def meanings() -> Iterator[tuple[str, str, str]]:
    for name in enum_names():
        for value in enum_spec(name).values.values():
            if value.meaning:
                yield name, value.text, value.meaning


def test_every_term_is_the_one_that_is_meant(stated) -> None:
    indexed = {curie for curie in stated if prefix_of(curie) not in SHAPE_ONLY}
    found = {curie: lookup(curie) for curie in sorted(indexed)}
    assert {curie: term.label if term else None for curie, term in found.items()} == LABELS
    assert [curie for curie, term in found.items() if term and term.deprecated] == []


def prefix_of(curie: str) -> str:
    return re.split("[:_]", curie)[0]


def test_vocabularies_said_to_be_absent_are_absent(stated) -> None:
    held = [p for p in SHAPE_ONLY if find_prefix(p) and availability(p) is Availability.INDEXED]
    assert held == []
    assert {prefix_of(curie) for curie in stated} >= {"NCIT", "SCT"}


def test_meanings_are_given_once_in_an_enumeration() -> None:
    found = [(name, meaning) for name, _, meaning in meanings()]
    assert len(found) == len(set(found))
    assert len(found) >= 19


@pytest.mark.parametrize(
    ("term", "ancestor"),
    [
        ("EFO:0022895", "EFO:0022867"),  # method_ontology_term_id
        ("EFO:0920067", "EFO:0920064"),  # delivery_ontology_term_id
        ("EFO:0009922", "EFO:0010183"),  # assay_ontology_term_id, a single cell library
    ],
)
def test_branches_that_descriptions_name_hold_their_example(term: str, ancestor: str) -> None:
    assert is_descendant(term, ancestor)


@pytest.mark.parametrize(
    ("gene", "symbol"), [("ENSG00000116478", "HDAC1"), ("ENSG00000105610", "KLF1")]
)
def test_genes_of_examples(gene: str, symbol: str) -> None:
    assert genes("NCBITaxon:9606").by_id(gene) == symbol


def test_compounds_of_examples() -> None:
    aspirin = class_spec("Chemical").slots["smiles"].examples[0]
    assert smiles_to_inchikey(aspirin) == "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"
    panobinostat = "CC1=C(C2=CC=CC=C2N1)CCNCC3=CC=C(C=C3)/C=C/C(=O)NO"
    expected = class_spec("Chemical").slots["inchikey"].examples[0]
    assert smiles_to_inchikey(panobinostat) == expected


def test_every_unit_is_ucum() -> None:
    from ucumvert import PintUcumRegistry

    registry = PintUcumRegistry()
    units = {slot.unit for name in class_names() for slot in class_spec(name).slots.values()}
    units |= set(class_spec("Quantity").slots["unit"].examples)
    checked = [registry.from_ucum(unit) for unit in sorted(filter(None, units))]
    assert len(checked) >= 10


def test_quantities_in_examples_have_the_dimension_of_their_slot() -> None:
    from ucumvert import PintUcumRegistry

    registry = PintUcumRegistry()
    wrong = [
        f"{name}.{slot.name}"
        for name in class_names()
        for slot in class_spec(name).slots.values()
        if slot.unit and slot.range == "Quantity"
        for example in slot.examples
        if registry.from_ucum(example["unit"]).dimensionality
        != registry.from_ucum(slot.unit).dimensionality
    ]
    assert wrong == []
