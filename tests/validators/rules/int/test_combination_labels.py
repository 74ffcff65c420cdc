"""Labels of pairs beside what the card applies."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aivc.schema.reading import read_card
from aivc.validators.facts.model import (
    CardFacts,
    Contingency,
    DesignFacts,
    Facts,
    FileFacts,
    RoleColumns,
)
from aivc.validators.registry import rule_of

GENES = ("HLA-A", "HLA-DRA", "NKX2-1", "KLF1")


def administer(gene):
    return {
        "event_type": "administer",
        "agent": gene,
        "event_time": {"value": 0, "unit": "h"},
        "exposure_mode": "constitutive_genetic",
    }


def screen(conditions, separator):
    """Return a card and facts: each condition applies genes and its rows carry one label."""
    raw = {
        "agents": [
            {"agent_id": gene, "agent_type": "GeneticPerturbation", "intended_features": []}
            for gene in GENES
        ],
        "interventions": [
            {
                "intervention_id": str(number),
                "events": [administer(gene) for gene in genes],
                **(
                    {"combination": {"members": [{"agent": gene} for gene in genes]}}
                    if len(genes) > 1
                    else {}
                ),
            }
            for number, (genes, _) in enumerate(conditions)
        ],
        "conditions": [
            {"condition_id": f"c{number}", "intervention": str(number)}
            for number in range(len(conditions))
        ],
        "binding": {"keys": [{"role": "target", "columns": ["target"]}]},
    }
    if separator:
        raw["binding"]["combination_separator"] = separator
    labels = tuple(dict.fromkeys(label for _, label in conditions))
    places = np.arange(len(conditions))
    counts = np.full(len(conditions), 5)
    role = RoleColumns(
        "target",
        "",
        ("target",),
        is_bound=True,
        levels=tuple((label,) for label in labels),
        counts=np.full(len(labels), 5),
    )
    table = Contingency(
        tuple(f"c{number}" for number in places),
        labels,
        places,
        np.array([labels.index(label) for _, label in conditions]),
        counts,
    )
    design = DesignFacts({"target": role}, {}, {("target",): table}, {}, int(counts.sum()))
    facts = Facts(
        FileFacts(Path("x.h5ad"), "h5ad", "", 0, (), ()), CardFacts((), raw=raw), {}, design
    )
    return read_card(raw), facts


def findings(code, conditions, separator=None):
    return [
        (evidence.count, evidence.observed)
        for evidence in rule_of(code).check(*screen(conditions, separator))
    ]


@pytest.mark.parametrize("separator", [None, "+", "|", "-", "_"])
@pytest.mark.parametrize("gene", GENES)
def test_a_hyphen_inside_a_name_never_makes_a_combination(gene, separator):
    conditions = [((gene,), gene)]
    assert findings("INT016", conditions, separator) == []
    assert findings("INT033", conditions, separator) == []


def test_a_single_in_the_label_of_a_pair_is_right_where_nothing_separates():
    # The label is a name for the pair; it was not taken apart.
    assert findings("INT016", [(("HLA-A", "KLF1"), "pair 7")], "+") == []


def test_pairs_with_hyphens_in_their_names_are_read():
    assert findings("INT016", [(("HLA-A", "NKX2-1"), "NKX2-1+HLA-A")], "+") == []
    assert findings("INT016", [(("HLA-A", "NKX2-1"), "NKX2-1-HLA-A")], "-") == []


def test_more_or_fewer_names_than_agents_are_found():
    conditions = [
        (("KLF1",), "KLF1+HLA-A"),
        (("KLF1", "HLA-A"), "KLF1+HLA-A+NKX2-1"),
        (("KLF1", "HLA-A"), "KLF1+ctrl+HLA-A"),
    ]
    assert findings("INT016", conditions, "+") == [(2, "+")]


def test_the_free_place_of_a_pair_is_no_agent():
    assert findings("INT016", [(("KLF1",), "KLF1+ctrl"), (("HLA-A",), "ctrl+HLA-A")], "+") == []


@pytest.mark.parametrize("separator", ["+", "|", " and ", "_", "-"])
def test_an_undeclared_separator_is_named(separator):
    conditions = [
        (("KLF1",), "KLF1"),
        (("HLA-A",), "HLA-A"),
        (("KLF1", "HLA-A"), f"KLF1{separator}HLA-A"),
        (("HLA-DRA", "NKX2-1"), f"NKX2-1{separator}HLA-DRA"),
    ]
    assert findings("INT033", conditions) == [(2, separator)]
    assert findings("INT033", conditions, separator) == []


def test_labels_that_are_no_names_of_agents_are_not_taken_apart():
    assert findings("INT033", [(("KLF1", "HLA-A"), "KLF1 knockdown of HLA-A cells")]) == []
