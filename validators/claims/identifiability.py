"""Whether a claim that holds can be told apart from something else that is new with it.

Perfect confounding is a fault whatever is claimed: where plate and drug are one, a result on unseen
plates says nothing about drugs, and one on unseen drugs nothing that a plate could not explain. It
is none where the two differ by nature together. The table is:

=============  =============  =====================================================================
claimed        also new       told apart?
=============  =============  =====================================================================
any            finer by       yes: an unseen donor brings its own samples, wells and cells
               nature
any            coarser by     yes, and the claim is weaker than what holds (CLM016)
               nature
not treatment  treatment      no, if confounded in the data: every compound in one lot, or every
                              lot with one compound
treatment      not treatment  no, if confounded, unless most treatments have several values of it:
                              then what it does is seen within a treatment
agent, target  dose           yes: doses are chosen for each agent
donor, sample  technical      yes, if each donor has its own: a donor cannot be measured in a run of
                              the past. No, if donors share it and all that share it are held out
cell line,     technical      no, if confounded
cell type ...
either of the  technical      yes, if every unseen batch holds controls: treated and control then
above                         shift together
technical      whose cells    no, if confounded, except the donors of a site, and sections
tissue,        donor          no, if each tissue is of a single donor
disease ...
context        context        yes otherwise: a line brings its tissue, a donor its diagnosis
technical      technical      yes
=============  =============  =====================================================================

"Confounded in the data" means that, over all compared parts and controls aside, each value of one
axis occurs with a single value of the other. What is new without being confounded, or told apart by
this table, is said beside the verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind, coarser
from aivc.validators.claims.model import Judgement, Verdict
from aivc.validators.claims.ordered import has_order
from aivc.validators.claims.wording import label_of, listed, plural_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import Claim
    from aivc.validators.claims.sides import Sides
    from aivc.validators.split_facts.model import Association, AxisFacts, SplitFacts

TREATMENTS = (
    "agent", "target", "guide", "combination", "condition", "scaffold", "compound_cluster",
)  # fmt: skip
"""One thing at several grains; the first that applies speaks for all."""
BODIES = frozenset({"donor", "family", "sample"})
PLACES_OF_DONORS = frozenset({"site", "study"})
PEOPLE = frozenset({"donor", "family"})
STATES = frozenset({"tissue", "disease", "cell_type"})
CUTS = frozenset({"section", "spatial_block"})
STRAY = 0.05
"""Share of values that may lie elsewhere: a few swapped labels do not lift a confounding."""


class Weight(Enum):
    """What a further axis that is new as well means for a claim."""

    NOTHING = 0
    SAID = 1
    """It is said beside the verdict."""
    REFUSED = 2
    """The claim proves nothing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the values of two axes lie across one another in the data."""

    other_in_one: bool
    """Each value of the other axis occurs with one value of the claimed one."""
    claimed_in_one: bool
    """Each value of the claimed axis occurs with one value of the other."""
    mostly_several: bool
    """Most values of the claimed axis have several of the other."""

    @property
    def is_confounded(self) -> bool:
        """Whether one tells the other."""
        return self.other_in_one or self.claimed_in_one

    @property
    def is_one_to_one(self) -> bool:
        """Whether each tells the other."""
        return self.other_in_one and self.claimed_in_one


def identified(
    facts: SplitFacts, claim: Claim, sides: Sides, judged: Judgement
) -> tuple[Judgement, tuple[str, ...]]:
    """Refuse a claim that holds and cannot be told apart from another; else say what is new too.

    Returns
    -------
    tuple
        The judgement, and the axes that it cannot be told apart from.
    """
    claimed = claim.claim_axis or ""
    if (
        judged.verdict is not Verdict.SUPPORTED
        or claim.joint_with
        or claim.novelty not in {"unseen", "interpolation", "extrapolation"}
    ):
        return judged, ()
    return weighed(facts, claimed, sides, judged, named_elsewhere(facts, claim))


def named_elsewhere(facts: SplitFacts, claim: Claim) -> frozenset[str]:
    """Return the axes that other claims on the same part hold to be new, and those shared.

    What is finer by nature than a claimed axis is new with it: the agents of an unseen scaffold.
    """
    claimed = {
        other.claim_axis or ""
        for other in facts.manifest.claims
        if other.pointer != claim.pointer
        and other.partition == claim.partition
        and other.novelty in {"unseen", "interpolation", "extrapolation"}
        and not other.joint_with
    }
    finer = {axis for axis in AXES if coarser(axis) & claimed}
    return frozenset(claimed) | finer | frozenset(facts.manifest.shared_axes)


def weighed(
    facts: SplitFacts, claimed: str, sides: Sides, judged: Judgement, named: frozenset[str]
) -> tuple[Judgement, tuple[str, ...]]:
    """Weigh every axis that is new wherever the claimed one is."""
    weights = {
        other: weigh(facts, claimed, other, sides)
        for other in facts.axes
        if other != claimed and other not in named and is_wholly_new(facts, other, sides)
    }
    refused = _speakers([other for other, weight in weights.items() if weight is Weight.REFUSED])
    said = _speakers([other for other, weight in weights.items() if weight is Weight.SAID])
    if refused:
        return replace(
            judged,
            verdict=Verdict.NOT_IDENTIFIABLE,
            because=_why(facts, claimed, refused, sides),
        ), tuple(refused)
    together_new = [other for other in named if other in facts.axes]
    also = _speakers(
        [
            other
            for other in together_new
            if other not in facts.manifest.shared_axes
            and is_wholly_new(facts, other, sides)
            and weigh(facts, claimed, other, sides) is Weight.REFUSED
        ]
    )
    told = list(judged.qualifiers)
    if also:
        told.append(
            f"it cannot be told apart from the novelty of its {_plurals(also)}, "
            "which is claimed too"
        )
    if said:
        told.append(f"its {_plurals(said)} are unseen too")
    return replace(judged, qualifiers=tuple(told)), ()


def is_wholly_new(facts: SplitFacts, axis: str, sides: Sides) -> bool:
    """Tell whether no value of the evaluated part on an axis occurs in the reference.

    Numbers count as new only where they lie beyond those of the reference: a time of 23.5 h among
    24.1 h and 22.9 h is no novelty.
    """
    counted = facts.axes[axis]
    evaluated, reference = sides.split(counted.treated)
    n_unlisted = (0, 0)
    if counted.unlisted_levels is not None:
        n_unlisted = sides.totals(counted.unlisted_levels)
    has_both = (evaluated.any() or n_unlisted[0]) and (reference.any() or n_unlisted[1])
    if axis in {"observation", "cell"} or not has_both:
        return False
    if bool(((evaluated > 0) & (reference > 0)).any()):
        return False
    # A value that most rows lack explains nothing.
    if int(counted.n_missing[sides.evaluated]) > int(counted.rows[:, sides.evaluated].sum()):
        return False
    if has_order(axis) and counted.numbers is not None and not any(n_unlisted):
        return _lies_beyond(counted.numbers[evaluated > 0], counted.numbers[reference > 0])
    return True


def _lies_beyond(here: NDArray[np.float64], known: NDArray[np.float64]) -> bool:
    import numpy as np

    known = known[~np.isnan(known)]
    return not len(known) or not bool(((here >= known.min()) & (here <= known.max())).any())


def weigh(facts: SplitFacts, claimed: str, other: str, sides: Sides) -> Weight:
    """Weigh one axis that is wholly new beside the claimed one."""
    if _differ_by_nature(claimed, other):
        return Weight.NOTHING
    shape = shape_of(facts, claimed, other)
    if shape is None or not shape.is_confounded:
        return Weight.SAID
    weight = _weight(claimed, other, shape)
    kinds = {AXES[claimed].kind, AXES[other].kind}
    if (
        weight is Weight.REFUSED
        and kinds == {AxisKind.CONTEXT, AxisKind.TECHNICAL}
        and AXES[claimed].kind is AxisKind.CONTEXT
        and _has_controls(facts.axes[other], sides)
    ):
        return Weight.SAID
    return weight


def _differ_by_nature(claimed: str, other: str) -> bool:
    if (
        AXES[other].kind is AxisKind.UNIT
        or other == "sample"
        or AXES[claimed].kind is AxisKind.UNIT
    ):
        return True
    if other in coarser(claimed) or claimed in coarser(other):
        return True
    return claimed in TREATMENTS and (other in TREATMENTS or other == "dose")


def _weight(claimed: str, other: str, shape: Shape) -> Weight:
    """Apply the table of this module to axes that are confounded in the data."""
    mine, its = AXES[claimed].kind, AXES[other].kind
    match mine, its:
        case _, AxisKind.INTERVENTION:
            refused = True
        case AxisKind.INTERVENTION, _:
            refused = shape.claimed_in_one or not shape.mostly_several
        case AxisKind.CONTEXT, AxisKind.TECHNICAL:
            own = shape.other_in_one and (claimed in BODIES or not shape.is_one_to_one)
            refused = not own
        case AxisKind.TECHNICAL, AxisKind.CONTEXT:
            of_its_place = claimed in PLACES_OF_DONORS and shape.other_in_one
            refused = not of_its_place and claimed not in CUTS
        case _:
            # A tissue that one donor gave is that donor's; of a species one is told from another.
            refused = claimed in STATES and other in PEOPLE and shape.claimed_in_one
    return Weight.REFUSED if refused else Weight.SAID


def shape_of(facts: SplitFacts, claimed: str, other: str) -> Shape | None:
    """Return how two axes lie across one another; None where it was not measured."""
    found = facts.associations.get((claimed, other))
    if found is None:
        turned = facts.associations.get((other, claimed))
        found = None if turned is None else _turned(turned)
    if found is None or not found.n_left or not found.n_right:
        return None
    return Shape(
        other_in_one=found.n_right_in_one >= (1 - STRAY) * found.n_right,
        claimed_in_one=found.n_left_in_one >= (1 - STRAY) * found.n_left,
        mostly_several=2 * found.n_left_in_one <= found.n_left,
    )


def _turned(found: Association) -> Association:
    return replace(
        found,
        left=found.right,
        right=found.left,
        n_left=found.n_right,
        n_left_in_one=found.n_right_in_one,
        n_right=found.n_left,
        n_right_in_one=found.n_left_in_one,
    )


def _has_controls(axis: AxisFacts, sides: Sides) -> bool:
    """Tell whether each value of the evaluated part has controls too, which shift with it.

    They may be on either side: some policies put all controls into training.
    """
    treated, _ = sides.split(axis.treated)
    here, known = sides.split(axis.controls)
    return bool((here + known)[treated > 0].all())


def _speakers(axes: list[str]) -> list[str]:
    """Leave one axis of each thing that is there at several grains."""
    treatments = [axis for axis in TREATMENTS if axis in axes][:1]
    others = [axis for axis in AXES if axis in axes and axis not in TREATMENTS]
    kept = [axis for axis in others if not any(axis in coarser(more) for more in others)]
    return [axis for axis in AXES if axis in (*treatments, *kept)]


def _plurals(axes: list[str]) -> str:
    return listed([plural_of(axis) for axis in axes])


def _why(facts: SplitFacts, claimed: str, refused: list[str], sides: Sides) -> str:
    reasons = []
    for other in refused:
        shape = shape_of(facts, claimed, other)
        within = shape is not None and shape.other_in_one
        one, place = (other, claimed) if within else (claimed, other)
        reasons.append(f"each {label_of(one)} lies in one {label_of(place)}")
    return (
        f"{listed(reasons)}, so all {_plurals(refused)} of {sides.evaluated_name} are new to "
        f"{sides.reference_name} together with its {plural_of(claimed)}, and a result cannot "
        f"be told apart from one on unseen {_plurals(refused)}"
    )
