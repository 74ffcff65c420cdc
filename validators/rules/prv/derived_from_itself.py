"""Rule PRV013: nothing is derived from itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report samples and tables whose ancestry runs in a circle."""
    samples = {s.sample_id: (s.pointer, s.derived_from) for s in card.samples if s.sample_id}
    tables = {
        t.path_in_file: (t.pointer, (t.derived_from_table,) if t.derived_from_table else ())
        for t in card.tables
        if t.path_in_file
    }
    for kind, entries in (("sample", samples), ("table", tables)):
        parents = {name: tuple(p for p in above if p) for name, (_, above) in entries.items()}
        for circle in circles(parents):
            yield Evidence(
                Location("card", pointer=entries[circle[0]][0]),
                observed=" -> ".join((*circle, circle[0])),
                count=len(circle),
                examples=circle,
                values={"kind": kind},
            )


def circles(parents: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of ancestry once, beginning with the name that comes first."""
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        name: str | None = start
        while name is not None and name not in done:
            if name in path:
                yield tuple(path[path.index(name) :])
                break
            path.append(name)
            name = next((p for p in parents.get(name, ()) if p in parents), None)
        done.update(path)


RULE = Rule(
    code="PRV013",
    name="derived-from-itself",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Nothing is derived from itself.",
    message="The ancestry of {kind} {observed} runs in a circle.",
    fix="Correct `derived_from` so that it leads back to material from a donor.",
    why="Who descends from whom decides what may be split; a circle has no beginning.",
    check=check,
    needs_card=True,
    slots=("Sample.derived_from", "ModalityTable.derived_from_table"),
    passing=(
        Example(
            "an aliquot of another sample", edits=(SetCard("/samples/1/derived_from", ["D1_P1"]),)
        ),
    ),
    failing=(
        Example(
            "two samples that descend from each other",
            edits=(
                SetCard("/samples/0/derived_from", ["D1_P2"]),
                SetCard("/samples/1/derived_from", ["D1_P1"]),
            ),
            expect=(Expect("card:/samples/0", 2),),
        ),
    ),
)
