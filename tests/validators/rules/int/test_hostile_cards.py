"""No card makes a rule or a chain break, whatever stands in it."""

from __future__ import annotations

import copy

from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.reading import read_card
from aivc.validators.engine import finding_from
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.findings import Level
from aivc.validators.grammar.chain import chains_of
from aivc.validators.grammar.faults import fault_in_words
from aivc.validators.grammar.rendering import render_chain
from aivc.validators.registry import rules_of
from tests.validators.rules.handmade import facts_of

CARDS = {name: specimen_of(name).card for name in ("drug", "guides", "cite", "bulk")}
RULES = [
    rule
    for family in ("INT", "GRM", "RDO")
    for rule in rules_of(family)
    if rule.level is Level.HEADER
]
HOSTILE = st.sampled_from(
    [
        None,
        0,
        -1,
        1e308,
        -1e308,
        5e-324,
        float("nan"),
        float("inf"),
        10**400,
        True,
        "",
        "\x1b[31m{count}\n",
        "h",
        "um",
        "mol/L",
        "wk",
        "DMSO",
        "dexamethasone",
        "cells",
        "sequential",
        "niche",
        [],
        {},
        [{}],
        {"value": 1e308, "unit": "wk"},
        {"value": -0.0, "unit": "mol/L"},
        [None, [], {"": 0}],
    ]
)


def places(value, path=()):
    """Return the paths of everything inside a plain value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, inner in entries:
        found.append((*path, key))
        if isinstance(inner, dict | list):
            found.extend(places(inner, (*path, key)))
    return found


@st.composite
def spoilt_cards(draw):
    card = copy.deepcopy(dict(CARDS[draw(st.sampled_from(sorted(CARDS)))]))
    for _ in range(draw(st.integers(1, 6))):
        *above, last = draw(st.sampled_from(places(card)))
        holder = card
        for key in above:
            holder = holder[key]
        holder[last] = copy.deepcopy(draw(HOSTILE))
    return card


@settings(max_examples=200, deadline=None)
@given(spoilt_cards())
def test_no_card_breaks_a_rule_or_a_chain(card):
    view, facts = read_card(card), facts_of()
    for rule in RULES:
        for evidence in rule.check(view, facts):
            finding = finding_from(rule, evidence, rule.severity)
            assert finding.message
            assert finding.fix
            assert evidence.count >= 1
    for chain in chains_of(view, facts):
        assert render_chain(chain).isprintable()
        assert isinstance(fault_in_words(chain), str)
