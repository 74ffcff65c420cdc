"""The verdict on each claim of a manifest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.claims.identifiability import identified
from aivc.validators.claims.members import judge_members
from aivc.validators.claims.model import ClaimVerdict, Judgement, Obstacle, Verdict
from aivc.validators.claims.ordered import groups_of, judge_order
from aivc.validators.claims.other_context import judge_other_context
from aivc.validators.claims.reporting import reporting_rule
from aivc.validators.claims.seen import judge_few_shot, judge_seen
from aivc.validators.claims.sides import Sides, cannot, sides_of
from aivc.validators.claims.space import is_measured_in_space, judge_places
from aivc.validators.claims.unseen import judge_unseen
from aivc.validators.claims.wording import claim_in_words

if TYPE_CHECKING:
    from aivc.schema.generated.views import Claim
    from aivc.validators.split_facts.model import SplitFacts


def judge(facts: SplitFacts) -> tuple[ClaimVerdict, ...]:
    """Return the verdict on each claim, in the order of the manifest."""
    return tuple(judge_claim(facts, claim) for claim in facts.manifest.claims)


def judge_claim(facts: SplitFacts, claim: Claim) -> ClaimVerdict:
    """Return the verdict on one claim against the parts that it names, all together."""
    sides = sides_of(facts, claim)
    axes = axes_of(claim)
    confounders: tuple[str, ...] = ()
    if isinstance(sides, Judgement):
        judged = sides
    else:
        judged, confounders = identified(facts, claim, sides, _judged(facts, claim, sides, axes))
    verdict = ClaimVerdict(
        claim=_in_words(facts, claim, axes, sides),
        axes=axes,
        novelty=claim.novelty or "",
        evaluated=claim.partition or "",
        reference=sides.reference_name if isinstance(sides, Sides) else "",
        verdict=judged.verdict,
        because=judged.because,
        n_counter_levels=judged.n_counter_levels,
        n_levels=judged.n_levels,
        n_counter_rows=judged.n_counter_rows,
        n_rows=judged.n_rows,
        counter_examples=judged.counter_examples,
        qualifiers=judged.qualifiers,
        pointer=claim.pointer,
        obstacle=judged.obstacle,
        members_seen=claim.members_seen,
        confounders=confounders,
    )
    return replace(verdict, said_by=reporting_rule(facts, verdict))


def axes_of(claim: Claim) -> tuple[str, ...]:
    """Return the axis of a claim, then those it is joint with, each once."""
    return tuple(dict.fromkeys((claim.claim_axis or "", *claim.joint_with)))


def _judged(facts: SplitFacts, claim: Claim, sides: Sides, axes: tuple[str, ...]) -> Judgement:
    unknown = [axis for axis in axes if axis not in AXES]
    if unknown:
        return cannot(Obstacle.INCOMPLETE, f"there is no axis called {unknown[0]!r}")
    match claim.novelty:
        case "unseen":
            return _unseen(facts, claim, sides, axes)
        case "seen":
            return judge_seen(facts, axes, sides)
        case "few_shot":
            return judge_few_shot(facts, axes, sides, claim.few_shot_limit)
        case "seen_in_other_context":
            return judge_other_context(facts, axes[0], axes[1:], sides)
        case "interpolation" | "extrapolation":
            return judge_order(facts, axes[0], axes[1:], sides, claim.novelty)
        case _:
            return cannot(Obstacle.INCOMPLETE, f"there is no novelty called {claim.novelty!r}")


def _unseen(facts: SplitFacts, claim: Claim, sides: Sides, axes: tuple[str, ...]) -> Judgement:
    if is_measured_in_space(facts, axes):
        return judge_places(facts, sides)
    judged = judge_unseen(facts, axes, sides)
    if claim.members_seen is None or judged.verdict is not Verdict.SUPPORTED:
        return judged
    of_members = judge_members(facts, sides, claim.members_seen)
    return replace(of_members, qualifiers=(*judged.qualifiers, *of_members.qualifiers))


def _in_words(
    facts: SplitFacts, claim: Claim, axes: tuple[str, ...], sides: Sides | Judgement
) -> str:
    shown = axes
    if claim.novelty in {"interpolation", "extrapolation"}:
        shown = (axes[0], *groups_of(facts, axes[0], axes[1:]))
    named = sides.reference_name if isinstance(sides, Sides) else claim.against_partition
    return claim_in_words(
        shown,
        claim.novelty or "",
        claim.partition or "a part",
        named or "training",
        limit=claim.few_shot_limit,
        members_seen=claim.members_seen,
    )
