"""Which rule reports a claim that does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.claims.model import ClaimVerdict, Obstacle, Verdict
from aivc.validators.claims.space import is_measured_in_space

if TYPE_CHECKING:
    from aivc.validators.split_facts.model import SplitFacts

BY_NOVELTY = {
    "unseen": "CLM001",
    "few_shot": "CLM002",
    "seen": "CLM003",
    "seen_in_other_context": "CLM004",
    "interpolation": "CLM005",
    "extrapolation": "CLM005",
}
LEAKS = {
    "donor": "LEK001", "sample": "LEK002", "family": "LEK003", "batch": "LEK004",
    "plate": "LEK005", "well": "LEK006", "guide": "LEK007", "target": "LEK008", "agent": "LEK009",
    "cell_line": "LEK010", "cell_type": "LEK011", "condition": "LEK012", "combination": "LEK013",
    "dose": "LEK014", "time": "LEK015", "site": "LEK016", "cell": "LEK017",
}  # fmt: skip
OTHER_LEAK, NEAR = "LEK018", "LEK040"
OF_MANIFESTS = {
    Obstacle.NOT_DIVIDED: "SPL",
    Obstacle.INCOMPLETE: "SPL002",
    Obstacle.NO_PART: "SPL024",
    Obstacle.NO_REFERENCE: "SPL015",
    Obstacle.EMPTY_PART: "SPL014",
}
"""Faults of the manifest itself. That rows are not divided has many causes, each with a rule."""
MEMBERS, NOT_IDENTIFIABLE, NOT_CHECKED, ONE_VALUE = "CLM006", "CLM010", "CLM011", "CLM012"


def reporting_rule(facts: SplitFacts, verdict: ClaimVerdict) -> str:
    """Return the code of the rule that reports a verdict; empty where a claim holds.

    A single axis that is claimed to be unseen and is not is a leak: LEK reports it.
    """
    if verdict.verdict is Verdict.SUPPORTED:
        return ""
    if verdict.verdict is Verdict.NOT_IDENTIFIABLE:
        return NOT_IDENTIFIABLE
    if verdict.verdict is Verdict.NOT_CHECKED:
        if verdict.obstacle in OF_MANIFESTS:
            return OF_MANIFESTS[verdict.obstacle]
        return ONE_VALUE if verdict.obstacle is Obstacle.ONE_VALUE else NOT_CHECKED
    if verdict.novelty == "unseen" and len(verdict.axes) == 1:
        return _leak(facts, verdict)
    return BY_NOVELTY[verdict.novelty]


def _leak(facts: SplitFacts, verdict: ClaimVerdict) -> str:
    """Return the rule that reports what is shared on a single axis that is claimed to be unseen."""
    [axis] = verdict.axes
    if is_measured_in_space(facts, verdict.axes):
        return NEAR
    # Combinations that training does not hold break only what is said of their members.
    if verdict.members_seen is not None and not any(
        example.n_reference for example in verdict.counter_examples
    ):
        return MEMBERS
    return LEAKS.get(axis, OTHER_LEAK)
