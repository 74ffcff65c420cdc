"""What one part of a split shares with another, axis by axis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.splits.axes import AXES, AxisKind
from aivc.validators.split_facts.kept_whole import (
    claims_about,
    counts_controls,
    is_kept_whole,
    may_be_shared,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.split_facts.model import AxisFacts, Pair, SplitFacts

MOST_EXAMPLES = 5

FIRST_IN_NAMES = ("agent", "guide", "target", "combination", "condition", "scaffold")
"""Published names say what was done before they say to whom: ``drug_cell``, ``drug_dose``."""


class Standing(StrEnum):
    """How the manifest looks at what is shared on an axis."""

    KEPT_WHOLE = "kept_whole"
    """It must not be shared."""

    CLAIMED = "claimed"
    """A claim is about it, with others or in another way than unseen."""

    SHARED = "shared"
    """It may be shared; the manifest says so."""

    UNSAID = "unsaid"
    """The manifest says nothing of it."""


@dataclass(frozen=True, slots=True)
class SharedValue:
    """A value that is on both sides: a counter-example to a claim that it is new.

    ``row_evaluated`` and ``row_reference`` name one row on each side, empty where names were not
    read.
    """

    name: str
    n_evaluated: int
    n_reference: int
    row_evaluated: str = ""
    row_reference: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """What an evaluated part shares with a reference on one axis, or on several together.

    Negative controls have no value on axes of interventions. On other axes they count, unless the
    control policy is ``train_only`` or ``shared_all``.

    Attributes
    ----------
    pair
        The parts.
    axes
        One axis, or the axes of a joint in the order of ``AXES``.
    published
        Name under which published audits give ``fraction``.
    standing
        How the manifest looks at it.
    n_levels, n_shared
        Values in the evaluated part, and those of them that the reference has.
    n_rows, n_rows_shared
        Rows of the evaluated part, and those whose value the reference has. A row without a value
        is among the first and never among the second.
    n_missing
        Rows of the evaluated part without a value that could have one.
    n_reference
        Rows of the reference with a value that is shared.
    shared
        Positions of the shared values in the facts of the axis, most rows in the reference first.
    examples
        The first few of them.
    """

    pair: Pair
    axes: tuple[str, ...]
    published: str
    standing: Standing
    n_levels: int
    n_shared: int
    n_rows: int
    n_rows_shared: int
    n_missing: int
    n_reference: int
    shared: tuple[int, ...] = ()
    examples: tuple[SharedValue, ...] = ()
    n_shared_by_rows: int = 0
    """Shared values that only rows in both parts share: a fault of the assignments."""

    @property
    def fraction(self) -> float:
        """Share of the evaluated rows whose value the reference has; 0 where there are no rows."""
        return self.n_rows_shared / self.n_rows if self.n_rows else 0.0

    @property
    def is_shared(self) -> bool:
        """Whether any value is on both sides."""
        return self.n_shared > 0


def overlaps(split: SplitFacts) -> tuple[Overlap, ...]:
    """Return what every pair of parts shares on every axis and every joint that was counted."""
    return tuple(
        overlap_of(split, pair, facts) for pair in split.pairs() for facts in counted_facts(split)
    )


def counted_facts(split: SplitFacts) -> Iterator[AxisFacts]:
    """Yield what was counted, single axes first."""
    yield from split.axes.values()
    yield from split.joints.values()


def overlap_on(split: SplitFacts, pair: Pair, *axes: str) -> Overlap | None:
    """Return what two parts share on axes named in any order; None where that was not counted."""
    facts = split.joint(*axes)
    return None if facts is None else overlap_of(split, pair, facts)


def overlap_of(split: SplitFacts, pair: Pair, facts: AxisFacts) -> Overlap:
    """Compare two parts by the values of an axis or a joint.

    Parameters
    ----------
    split
        The facts of the split.
    pair
        The parts.
    facts
        What was counted.
    """
    counted = counted_rows(split, facts)
    evaluated, reference = counted[:, pair.evaluated], counted[:, pair.reference]
    is_shared = (evaluated > 0) & (reference > 0)
    shared = is_shared.nonzero()[0]
    shared = shared[(-reference[shared]).argsort(kind="stable")]
    unlisted = (0, 0)
    if facts.unlisted_levels is not None and facts.unlisted_rows is not None:
        unlisted = (
            int(facts.unlisted_levels[pair.evaluated]),
            int(facts.unlisted_rows[pair.evaluated]),
        )
    n_missing = int(facts.n_missing[pair.evaluated])
    return Overlap(
        pair=pair,
        axes=facts.axes,
        published=published_name(split, pair, facts.axes),
        standing=standing_of(split, pair, facts.axes),
        n_levels=int((evaluated > 0).sum()) + unlisted[0],
        n_shared=len(shared),
        n_rows=int(evaluated.sum()) + n_missing + unlisted[1],
        n_rows_shared=int(evaluated[shared].sum()),
        n_missing=n_missing,
        n_reference=int(reference[shared].sum()),
        shared=tuple(shared.tolist()),
        examples=tuple(
            shared_value(split, pair, facts, level, counted)
            for level in shared[:MOST_EXAMPLES].tolist()
        ),
        n_shared_by_rows=int((is_shared & ~is_apart(split, pair, facts)).sum()),
    )


def counted_rows(split: SplitFacts, facts: AxisFacts) -> NDArray[np.int64]:
    """Return the rows that make a value one of a part, shape (n_levels, n_parts)."""
    return facts.rows if counts_controls(split) else facts.treated


def standing_of(split: SplitFacts, pair: Pair, axes: tuple[str, ...]) -> Standing:
    """Say how the manifest looks at what two parts share on an axis or a joint."""
    if len(axes) == 1 and is_kept_whole(split, pair, axes[0]):
        return Standing.KEPT_WHOLE
    for claim in claims_about(split, pair):
        if set(axes) == {claim.claim_axis, *claim.joint_with}:
            return Standing.CLAIMED
    if all(may_be_shared(split, axis) for axis in axes):
        return Standing.SHARED
    return Standing.UNSAID


def published_name(split: SplitFacts, pair: Pair, axes: tuple[str, ...]) -> str:
    """Return the name of the fraction, such as ``test_drug_cell_same_in_train_frac``.

    Parts go by their own names, axes by the word that published audits use for them. Of cell line
    and cell type, of which both are called ``cell``, the type keeps its name where the line is
    known too.
    """
    words = []
    for axis in sorted(axes, key=_order_in_names):
        word = AXES[axis].published or axis
        words.append(axis if axis == "cell_type" and "cell_line" in split.axes else word)
    evaluated, reference = split.parts[pair.evaluated].name, split.parts[pair.reference].name
    return f"{evaluated}_{'_'.join(words)}_same_in_{reference}_frac"


def is_apart(split: SplitFacts, pair: Pair, facts: AxisFacts) -> NDArray[np.bool_]:
    """Mark values that both parts hold in rows of one part only, shape (n_levels,)."""
    own = counted_rows(split, facts)
    if facts.repeated is not None:
        own = own - (
            facts.repeated.sum(axis=2) if counts_controls(split) else facts.repeated[:, :, 0]
        )
    return (own[:, pair.evaluated] > 0) & (own[:, pair.reference] > 0)


def _order_in_names(axis: str) -> tuple[int, int]:
    is_first = axis in FIRST_IN_NAMES and AXES[axis].kind is AxisKind.INTERVENTION
    return (0 if is_first else 1, list(AXES).index(axis))


def shared_value(
    split: SplitFacts, pair: Pair, facts: AxisFacts, level: int, counted: NDArray[np.int64]
) -> SharedValue:
    """Describe one value that is on both sides; ``counted`` are the rows that count."""
    names = split.row_examples
    return SharedValue(
        name=facts.name_of(level),
        n_evaluated=int(counted[level, pair.evaluated]),
        n_reference=int(counted[level, pair.reference]),
        row_evaluated=names.get(int(facts.first_rows[level, pair.evaluated]), ""),
        row_reference=names.get(int(facts.first_rows[level, pair.reference]), ""),
    )
