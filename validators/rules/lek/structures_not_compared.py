"""Rule LEK033: the structures of compounds that are kept whole could be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.alike_compounds import BY_COMPOUND
from aivc.validators.split_facts.kept_whole import is_kept_whole, pointer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.compound_facts import CompoundFacts
    from aivc.validators.split_facts.model import SplitFacts

NEEDS_ALL = ("scaffold", "compound_cluster")
"""Axes that are made of structures: a compound without one is on neither side of them."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report compounds that were not compared, once for each reason."""
    split = facts.split
    if split is None or split.compounds is None:
        return
    kept = _kept_whole(split)
    if kept is None:
        return
    axis, pointer = kept
    compounds = split.compounds
    n_lacking = compounds.n_compounds - compounds.n_with_structure
    n_unread = compounds.n_with_structure - compounds.n_compared - compounds.n_unreadable
    location = Location("manifest", pointer=pointer)
    if compounds.n_unreadable:
        yield _evidence(
            location, compounds, "have a structure that RDKit cannot read", "unreadable"
        )
    if n_unread and not compounds.is_chemistry_available:
        why = "were compared by name only, because RDKit is not installed"
        yield _evidence(location, compounds, why, "unread", n_unread)
    if n_lacking and axis in NEEDS_ALL and axis not in _own_axes(split):
        yield _evidence(location, compounds, "have no structure", "lacking", n_lacking)


def _kept_whole(split: SplitFacts) -> tuple[str, str] | None:
    """Return the coarsest axis of compounds that is kept whole, and where that is said."""
    for axis in reversed(BY_COMPOUND):
        for pair in split.pairs():
            if is_kept_whole(split, pair, axis):
                return axis, pointer_of(split, pair, axis)
    return None


def _own_axes(split: SplitFacts) -> set[str]:
    """Return the axes that columns of the file tell."""
    return {name for name, axis in split.axes.items() if axis.source != "computed"}


FIXES = {
    "unreadable": "Correct these structures.",
    "unread": "Install the extra: `pip install 'aivc[chem]'`.",
    "lacking": "Add `smiles` to these agents of the card, or bind a column to the role `structure`.",
}


def _evidence(
    location: Location, compounds: CompoundFacts, why: str, fix: str, count: int = 0
) -> Evidence:
    return Evidence(
        location,
        count=count or compounds.n_unreadable,
        total=compounds.n_compounds,
        examples=compounds.unreadable if fix == "unreadable" else (),
        values={"why_not": why, "how": FIXES[fix]},
    )


RULE = Rule(
    code="LEK033",
    name="structures-not-compared",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="The structures of compounds that are kept whole can be compared.",
    message="{count} of {total} compounds {why_not}, so that it is not known whether they have a salt, a form or a neighbour in another part.",
    fix="{how} Until then these compounds count as different from all others.",
    why="One drug goes by many names and comes in many salts. What could not be compared is no evidence that nothing is shared.",
    check=check,
    slots=("Chemical.smiles", "SplitManifest.unit_of_split"),
    passing=(
        Example("every structure is read", specimen="compound_split"),
        Example("split by donor, where structures do not matter", specimen="donor_split"),
    ),
    failing=(
        Example(
            "a structure with a bracket that is never closed",
            specimen="compound_split",
            edits=(SetCard("/agents/9/smiles", "Cn1c(=O)c2c(ncn2C)n(C)c1=O("),),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
        Example(
            "clusters are kept whole, and one compound has no structure",
            specimen="compound_split",
            edits=(DropCard("/agents/11/smiles"), DropCard("/agents/11/inchikey")),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
