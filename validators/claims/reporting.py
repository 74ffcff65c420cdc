"""Which rule reports a claim that does not hold."""

from __future__ import annotations

from aivc.validators.claims.model import REPORTED_ELSEWHERE, ClaimVerdict, Obstacle, Verdict

BY_NOVELTY = {
    "unseen": "CLM001",
    "few_shot": "CLM002",
    "seen": "CLM003",
    "seen_in_other_context": "CLM004",
    "interpolation": "CLM005",
    "extrapolation": "CLM005",
}
MEMBERS, NOT_IDENTIFIABLE, NOT_CHECKED, ONE_VALUE = "CLM006", "CLM010", "CLM011", "CLM012"


def reporting_rule(verdict: ClaimVerdict) -> str:
    """Return the code of the rule that reports a verdict; empty where a claim holds.

    A single axis that is claimed to be unseen and is not is a leak: LEK reports it.
    """
    if verdict.verdict is Verdict.SUPPORTED:
        return ""
    if verdict.verdict is Verdict.NOT_IDENTIFIABLE:
        return NOT_IDENTIFIABLE
    if verdict.verdict is Verdict.NOT_CHECKED:
        if verdict.obstacle in REPORTED_ELSEWHERE:
            return "SPL"
        return ONE_VALUE if verdict.obstacle is Obstacle.ONE_VALUE else NOT_CHECKED
    if verdict.novelty == "unseen" and len(verdict.axes) == 1:
        return "LEK"
    return BY_NOVELTY[verdict.novelty]
