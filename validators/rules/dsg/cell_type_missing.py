"""Rule DSG013: cell types of the control are found in treated cells."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.role_tables import by_condition, first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Contingency, Facts

BY_ACCIDENT = 0.01
"""Probability that any cell type at all is missing by accident, if treated cells had the composition
of the control: a type of which e cells are expected is absent with probability exp(-e)."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report cell types that a treated condition lacks although its control has many."""
    design = facts.design
    table = by_condition(design, ("cell_type",)) if design is not None else None
    if design is None or table is None or len(table.right_names) < 2:
        return
    contrasts = contrasts_of(card)
    missing, n_tests = _missing(contrasts, table)
    limit = log(max(n_tests, 1) / BY_ACCIDENT)
    found = [(name, cell_type, n) for name, cell_type, n in missing if n > limit]
    if found:
        found.sort(key=lambda entry: (-entry[2], entry[0], entry[1]))
        yield Evidence(
            Location(
                "obs",
                table=table_of(design, "cell_type"),
                column=first_column(design, "cell_type"),
            ),
            observed="no cell",
            expected=f"{found[0][2]:.0f} or more",
            count=len(found),
            total=n_tests,
            examples=tuple(f"{t} in {name} (about {n:.0f})" for name, t, n in found[:5]),
        )


def _missing(contrasts: Contrasts, table: Contingency) -> tuple[list[tuple[str, str, float]], int]:
    """Return (condition, cell type, cells expected) of every absence, and the pairs looked at."""
    import numpy as np

    counts = np.zeros((len(table.left_names), len(table.right_names)))
    np.add.at(counts, (table.left, table.right), table.counts)
    position = {name: index for index, name in enumerate(table.left_names)}
    absent: list[tuple[str, str, float]] = []
    n_tests = 0
    for treated in _by_links(contrasts, position).values():
        controls = [
            position[c] for c in contrasts.reference_conditions(treated[0]) if c in position
        ]
        rows = np.array([position[name] for name in treated])
        share = counts[controls].sum(axis=0)
        share /= max(float(share.sum()), 1.0)
        own = counts[rows]
        judged = (own.sum(axis=1) > 0)[:, None] & (share > 0)[None, :]
        n_tests += int(judged.sum())
        expected = share[None, :] * own.sum(axis=1)[:, None]
        absent.extend(
            (treated[row], table.right_names[level], float(expected[row, level]))
            for row, level in np.argwhere(judged & (own == 0)).tolist()
        )
    return absent, n_tests


def _by_links(contrasts: Contrasts, counted: Collection[str]) -> dict[tuple[str, ...], list[str]]:
    """Return counted treated conditions by the controls that they are linked to."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, links in contrasts.links.items():
        if name in counted:
            found[links].append(name)
    return found


RULE = Rule(
    code="DSG013",
    name="cell-type-missing-in-condition",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Cell types of the control are found in treated cells.",
    message="{count} of {total} pairs of condition and cell type have {observed}, though by the composition of the control {expected} would be expected: {examples}.",
    fix="Check whether treated and control cells were annotated together. If the treatment killed or changed these cells, keep them so and say it in `data_limitations`; claim nothing about this cell type under this condition.",
    why="Where cell types were called in each condition alone, or follow the treatment, a change of state is hidden in a change of label, and transfer between cell types is tested on nothing.",
    check=check,
    needs_card=True,
    slots=("Condition.control",),
    passing=(
        Example("both cell types in every condition"),
        Example(
            "a small condition without monocytes, which may be an accident",
            edits=(
                SetColumn(
                    "obs",
                    "cell_type_ontology_term_id",
                    dict.fromkeys(range(0, 48, 8), "CL:0000624"),
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a large condition without monocytes",
            edits=(
                SetColumn(
                    "obs",
                    "condition_id",
                    ["dex_low" if row % 8 < 6 else "dmso" for row in range(48)],
                ),
                SetColumn(
                    "obs",
                    "cell_type_ontology_term_id",
                    ["CL:0000624" if row % 8 < 7 else "CL:0001054" for row in range(48)],
                ),
            ),
            expect=(Expect("obs/cell_type_ontology_term_id"),),
        ),
    ),
)
