"""The list of all rules, by family. Nothing registers itself; a rule is here because it is listed.

A family is imported when it is first asked for, so that explaining one rule does not load them all.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from aivc.validators.rule import Rule

FAMILIES = {
    "CRD": "the card",
    "VOC": "terms, genes, compounds and units",
    "TAB": "obs and var",
    "MAT": "matrices",
    "MEA": "measurement operators",
    "SCL": "scales and the links between them",
    "INT": "interventions",
    "CTL": "controls",
    "DSG": "design",
    "PRV": "provenance",
    "GRM": "the operator grammar",
    "RDO": "readouts",
    "SPL": "manifests of splits",
    "LEK": "leakage between the parts of a split",
    "CLM": "claims of a split",
    "PRD": "predictions",
    "EVL": "reports of evaluations",
    "SYS": "the validator itself",
}
"""What each family of rules is about, in the order of a report."""

SPLIT_FAMILIES = ("SPL", "LEK", "CLM", "SYS")
"""Families that ask a manifest."""

PREDICTION_FAMILIES = ("PRD", "SYS")
"""Families that ask a file of predictions."""

EVALUATION_FAMILIES = ("EVL", "SYS")
"""Families that ask a report of an evaluation; all others ask the dataset and its card."""


class UnknownRuleError(AivcError, KeyError):
    """No rule has this code."""

    def __str__(self) -> str:
        """Return the message without the quotes that KeyError adds."""
        return str(self.args[0])


@cache
def rules_of(family: str) -> tuple[Rule, ...]:
    """Return the rules of a family, by code."""
    module = import_module(f"aivc.validators.rules.{family.lower()}")
    rules: tuple[Rule, ...] = module.RULES
    return tuple(sorted(rules, key=lambda rule: rule.code))


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by family and code."""
    return tuple(rule for family in FAMILIES for rule in rules_of(family))


def dataset_rules() -> tuple[Rule, ...]:
    """Return the rules about a dataset and its card."""
    others = {*SPLIT_FAMILIES, *PREDICTION_FAMILIES, *EVALUATION_FAMILIES} - {"SYS"}
    families = [name for name in FAMILIES if name not in others]
    return tuple(rule for family in families for rule in rules_of(family))


def split_rules() -> tuple[Rule, ...]:
    """Return the rules about a split of a dataset."""
    return tuple(rule for family in SPLIT_FAMILIES for rule in rules_of(family))


def prediction_rules() -> tuple[Rule, ...]:
    """Return the rules about a file of predictions."""
    return tuple(rule for family in PREDICTION_FAMILIES for rule in rules_of(family))


def evaluation_rules() -> tuple[Rule, ...]:
    """Return the rules about a report of an evaluation."""
    return tuple(rule for family in EVALUATION_FAMILIES for rule in rules_of(family))


def rule_of(code: str) -> Rule:
    """Return the rule with this code or name.

    Raises
    ------
    UnknownRuleError
        No rule has this code or name; the message names the nearest.
    """
    wanted = code.strip()
    families = [wanted[:3].upper()] if wanted[:3].upper() in FAMILIES else list(FAMILIES)
    for family in families:
        for rule in rules_of(family):
            if wanted.upper() == rule.code or wanted == rule.name:
                return rule
    return _named_or_raise(wanted)


def _named_or_raise(wanted: str) -> Rule:
    from difflib import get_close_matches

    rules = {rule.name: rule for rule in all_rules()}
    if wanted in rules:
        return rules[wanted]
    known = [*rules, *(rule.code for rule in rules.values())]
    near = get_close_matches(wanted, known, 3) or get_close_matches(wanted.upper(), known, 3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    message = f"No rule is called {wanted!r}.{hint} `aivc rules` lists them all."
    raise UnknownRuleError(message)
