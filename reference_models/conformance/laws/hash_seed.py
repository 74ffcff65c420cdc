"""Another process with another hash seed gives the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.law import Law, together

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial

HASH_SEEDS = (1, 2)


def check(trial: Trial) -> Outcome:
    """Ask in processes of their own that hash text differently."""
    queries = trial.setting.queries
    outcomes = []
    for hash_seed in HASH_SEEDS:
        answer = trial.subject.answer_elsewhere(trial.setting, hash_seed=hash_seed)
        words = ("here", f"in a process with PYTHONHASHSEED={hash_seed}")
        outcomes.append(trial.compare(aligned(answer, queries), words))
    return together(outcomes)


LAW = Law(
    name="hash-seed",
    sentence="Another process, in which text is hashed differently, gives the same answer.",
    why=(
        "Sets of names come in another order in every process; a mask in one order on columns in "
        "another has turned scores of 1 into -1."
    ),
    fix="Sort what you take from sets, and align by name, never by position.",
    check=check,
)
