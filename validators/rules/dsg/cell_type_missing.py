"""Rule DSG013: cell types of the control are found in treated cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.left_index import LeftIndex
from aivc.validators.design.role_tables import by_condition, first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Contingency, Facts

BY_ACCIDENT = 0.01
"""Probability that any cell type at all is missing by accident, if treated cells had the composition
of the control: a type of which e cells are expected is absent with probability exp(-e)."""


MOST_TYPES = 500
"""Commonest types of the control that are looked at; rarer ones are not expected anywhere."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report cell types that a treated condition lacks although its control has many."""
    design = facts.design
    table = by_condition(design, ("cell_type",)) if design is not None else None
    if design is None or table is None or len(table.right_names) < 2:
        return
    compared = _compared(contrasts_of(card), table)
    n_tests = sum(int((group.expected > 0).sum()) for group in compared)
    limit = log(max(n_tests, 1) / BY_ACCIDENT)
    missing = [
        (float(group.expected[row, level]), group.treated[row], group.types[level])
        for group in compared
        for row, level in zip(*(~group.present & (group.expected > limit)).nonzero(), strict=True)
    ]
    if missing:
        missing.sort(key=lambda entry: (-entry[0], entry[1:]))
        column = first_column(design, "cell_type")
        yield Evidence(
            Location("obs", table=table_of(design, "cell_type"), column=column),
            observed="no cell",
            expected=f"{missing[0][0]:.0f} or more",
            count=len(missing),
            total=n_tests,
            examples=tuple(f"{t} in {name} (about {n:.0f})" for n, name, t in missing[:5]),
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """Treated conditions and the cell types of the controls that they share.

    ``expected`` are the cells of each type that a condition would have by the composition of the
    controls, ``present`` tells which it has; both of shape (n_treated, n_types).
    """

    treated: tuple[str, ...]
    types: tuple[str, ...]
    expected: NDArray[np.float64]
    present: NDArray[np.bool_]


def _compared(contrasts: Contrasts, table: Contingency) -> list[Compared]:
    index = LeftIndex(table)
    by_links: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, links in contrasts.links.items():
        by_links[links].append(name)
    found = []
    for treated in by_links.values():
        levels, rows = index.rows_by_right(contrasts.reference_conditions(treated[0]))
        if len(levels):
            found.append(_against(levels, rows, treated, index, table))
    return found


def _against(
    levels: NDArray[np.int64],
    rows: NDArray[np.int64],
    treated: Sequence[str],
    index: LeftIndex,
    table: Contingency,
) -> Compared:
    import numpy as np

    commonest = np.sort(np.argsort(-rows, kind="stable")[:MOST_TYPES])
    kept, share = levels[commonest], rows[commonest] / rows.sum()
    owner, own_levels, own_rows = index.entries(treated)
    present = np.zeros((len(treated), len(kept)), dtype=bool)
    place = np.minimum(np.searchsorted(kept, own_levels), len(kept) - 1)
    is_kept = kept[place] == own_levels
    present[owner[is_kept], place[is_kept]] = True
    totals = np.bincount(owner, weights=own_rows, minlength=len(treated))
    return Compared(
        tuple(treated),
        tuple(table.right_names[level] for level in kept.tolist()),
        totals[:, None] * share[None, :],
        present,
    )


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
