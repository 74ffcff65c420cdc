"""Rule SPL010: no observation is in two parts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import quoted, resolved, twins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import SplitFacts

_CONTROLS = (
    " All of them are controls: if the same controls serve all parts on purpose, write "
    "`control_policy: shared_all`."
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report rows that several parts claim, controls that all parts share on purpose aside."""
    found = resolved(facts)
    split = facts.split
    if found is None or split is None or not found.rows_in_several:
        return
    pairs = twins(split)
    shares = split.manifest.control_policy == "shared_all"
    torn = _torn(split)
    told = [
        (
            shared.parts,
            shared.count - (shared.controls if shares else 0) - torn[frozenset(shared.parts)],
        )
        for shared in found.shared_between
        if not _are_twins(shared.parts, pairs)
    ]
    told = [one for one in told if one[1] > 0]
    if not told:
        return
    only_controls = found.controls_in_several == found.rows_in_several.count
    yield Evidence(
        Location("assignments"),
        count=sum(n for _, n in told),
        total=found.rows_in_several.total,
        examples=found.rows_in_several.examples,
        values={
            "parts": "; ".join(f"{quoted(names)}: {n}" for names, n in told[:MAX_EXAMPLES]),
            "controls": _CONTROLS if only_controls else "",
        },
    )


def _are_twins(names: tuple[str, ...], pairs: frozenset[tuple[str, str]]) -> bool:
    """Tell whether the rows are shared only because validation is the test, as SPL021 says."""
    return len(names) == 2 and bool(pairs & {names, names[::-1]})


def _torn(split: SplitFacts) -> Counter[frozenset[str]]:
    """Count cells by the two parts that their modalities are in, as LEK045 says."""
    counted: Counter[frozenset[str]] = Counter()
    for torn in () if split.pairing is None else split.pairing.torn:
        names = {split.parts[k].name for k in (torn.pair.evaluated, torn.pair.reference)}
        counted[frozenset(names)] += torn.n_cells
    return counted


RULE = Rule(
    code="SPL010",
    name="row-in-several-parts",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No observation is in two parts.",
    message="{count} of {total} observations are in more than one part ({parts}), such as {examples}.",
    fix="Decide for one part and delete the other rows of the assignments.{controls}",
    why="What a model was trained on is no test of it.",
    check=check,
    references=("https://github.com/ArcInstitute/state/issues/226",),
    passing=(
        Example(
            "controls that all parts share, as declared",
            edits=(
                SetManifest("/control_policy", "shared_all"),
                SetParts({6: ("train", "test"), 7: ("train", "validation", "test")}),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a cell in training and test",
            edits=(SetParts({3: ("train", "test")}),),
            expect=(Expect("assignments", 1),),
            specimen="donor_split",
        ),
        Example(
            "controls in two parts, though they go with their donor",
            edits=(SetParts({6: ("train", "test"), 7: ("train", "test")}),),
            expect=(Expect("assignments", 2),),
            specimen="donor_split",
        ),
        Example(
            "a cell in validation and test",
            edits=(SetParts({20: ("validation", "test")}),),
            expect=(Expect("assignments", 1),),
            specimen="donor_split",
        ),
    ),
)
