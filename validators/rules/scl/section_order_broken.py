"""Rule SCL070: each section has its place in the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, Facts

KEYS = (
    SetCard(
        "/binding",
        {
            "keys": [
                {"role": "section", "columns": ["slide"]},
                {"role": "section_position", "columns": ["position"]},
            ]
        },
    ),
)


def sectioned(positions: Sequence[object]) -> tuple[SetColumn, ...]:
    """Lay each sample of the specimen out on two sections, turn by turn."""
    return (
        SetColumn("obs", "slide", [f"s{row // 8}_{row % 2}" for row in range(48)]),
        SetColumn("obs", "position", list(positions)),
    )


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report sections without a position, with several, and of one position."""
    if facts.design is None:
        return
    section = facts.design.roles.get("section")
    position = facts.design.roles.get("section_position")
    pairs = facts.design.pairs.get(("section", "section_position"))
    if section is None or position is None or pairs is None:
        return
    positions = _partners(pairs)
    names = section.names()
    samples = facts.design.pairs.get(("sample", "section"))
    of_sample = {} if samples is None else _sample_of(samples)
    seen = (
        ("have no position", [name for name in names if name not in positions]),
        (
            "have several positions",
            [
                f"{name} ({', '.join(found)})"
                for name, found in sorted(positions.items())
                if len(found) > 1
            ],
        ),
        ("have the position of another section of the sample", _at_one_place(positions, of_sample)),
    )
    for what, affected in seen:
        if affected:
            yield Evidence(
                Location("obs", table=position.table, column=" | ".join(position.columns)),
                observed=what,
                count=len(affected),
                total=len(names),
                examples=tuple(affected[:5]),
            )


def _partners(pairs: Contingency) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for left, right, count in zip(
        pairs.left.tolist(), pairs.right.tolist(), pairs.counts.tolist(), strict=True
    ):
        if count:
            found.setdefault(pairs.left_names[left], []).append(pairs.right_names[right])
    return found


def _sample_of(pairs: Contingency) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for sample, sections in _partners(pairs).items():
        for section in sections:
            found.setdefault(section, set()).add(sample)
    return {section: " | ".join(sorted(samples)) for section, samples in found.items()}


def _at_one_place(positions: dict[str, list[str]], of_sample: dict[str, str]) -> list[str]:
    places: dict[tuple[str, str], list[str]] = {}
    for name, found in sorted(positions.items()):
        if len(found) == 1:
            places.setdefault((of_sample.get(name, ""), found[0]), []).append(name)
    return [name for names in places.values() if len(names) > 1 for name in names]


RULE = Rule(
    code="SCL070",
    name="section-order-broken",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Each section has one position, and no two sections of a sample have the same.",
    message="{count:,} of {total:,} sections {observed}: {examples}.",
    fix="Number the sections of each sample in the order in which they were cut, one number for each.",
    why="Which sections are neighbours decides what is adjacent across a split and what a lift between sections may use.",
    check=check,
    needs_card=True,
    slots=("RoleColumns.role",),
    passing=(
        Example(
            "two sections of each sample, numbered",
            edits=(*KEYS, *sectioned(["1", "2"] * 24)),
        ),
    ),
    failing=(
        Example(
            "a section at two positions",
            edits=(*KEYS, *sectioned(["1", "2"] * 23 + ["1", "3"])),
            expect=(Expect("obs/position"),),
        ),
        Example(
            "both sections of each sample at one position",
            edits=(*KEYS, *sectioned([1] * 48)),
            expect=(Expect("obs/position", 12),),
        ),
        Example(
            "a section without a position",
            edits=(
                *KEYS,
                *sectioned([None if row < 8 and row % 2 else row % 2 + 1 for row in range(48)]),
            ),
            expect=(Expect("obs/position"),),
        ),
    ),
)
