"""Rule DSG004: an agent was used in more than one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.confounding import confounded_roles
from aivc.validators.design.layout import Layout
from aivc.validators.design.nesting import levels_per_left, nesting
from aivc.validators.design.regroup import rows_by_left, transposed
from aivc.validators.design.role_tables import by_roles, first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, DesignFacts, Facts

ROLES = ("plate", "lane", "batch", "site", "donor")
"""Finest first: an agent on one plate is in one batch too, and that is said once."""

BY_ACCIDENT = 0.01
"""An agent with few rows can lie in one block by accident. It is reported where rows that fall on
blocks in proportion to their size would all meet in one block with a smaller probability, and
where more do than that lets expect."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report agents, and single doses of others, all of whose rows lie in one of several blocks."""
    design = facts.design
    if design is None:
        return
    layout = Layout(card, design)
    confounded = confounded_roles(layout)
    said: dict[str, set[str]] = {}
    for role in ROLES:
        if role in confounded:
            continue
        finer = [names for other, names in said.items() if _lies_within(design, other, role)]
        before = set().union(*finer)
        agents = layout.agents_by_block(role)
        lone_agents = in_one_block(agents) if agents else {}
        doses = layout.interventions_by_block(role, but_of=lone_agents)
        lone_doses = in_one_block(doses) if doses else {}
        said[role] = {*lone_agents, *lone_doses}
        for unit, table, lone in (
            ("agents or combinations", agents, lone_agents),
            ("treatments (agent and dose)", doses, lone_doses),
        ):
            news = {name: block for name, block in lone.items() if name not in before}
            if table is not None and news:
                yield _evidence(design, role, unit, table, news)


def _evidence(
    design: DesignFacts, role: str, unit: str, table: Contingency, lone: dict[str, str]
) -> Evidence:
    return Evidence(
        Location("obs", table=table_of(design, role), column=first_column(design, role)),
        observed=f"one {role}",
        expected=f"several of {len(table.right_names)}",
        count=len(lone),
        total=len(table.left_names),
        examples=tuple(f"{name} in {block}" for name, block in lone.items()),
        values={"role": role, "unit": unit},
    )


def in_one_block(table: Contingency) -> dict[str, str]:
    """Return the left levels all of whose rows lie in one block, and that block.

    It is empty where as many could lie in one block by accident.
    """
    import numpy as np

    rows = rows_by_left(table)
    shares = rows_by_left(transposed(table)) / max(int(rows.sum()), 1)
    accident = _all_in_one(shares, rows)
    rare = accident < BY_ACCIDENT
    lone = (levels_per_left(table) == 1) & rare
    expected = float(accident[rare].sum())
    if lone.sum() <= expected + 3 * expected**0.5:
        return {}
    block = np.zeros(len(rows), dtype=np.int64)
    block[table.left[table.counts > 0]] = table.right[table.counts > 0]
    return {
        table.left_names[level]: table.right_names[block[level]]
        for level in np.flatnonzero(lone).tolist()
    }


def _all_in_one(shares: NDArray[np.float64], rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the probability that so many rows all fall on one block, shape of ``rows``.

    That is the sum of ``share ** n``, which is at most ``largest share ** (n - 1)``: where this is
    next to nothing, it is taken for the sum.
    """
    import numpy as np

    numbers, where = np.unique(rows, return_inverse=True)
    chance = shares.max(initial=0.0) ** np.maximum(numbers - 1, 0).astype(np.float64)
    for position in np.flatnonzero(chance > 1e-6).tolist():
        chance[position] = (shares ** numbers[position]).sum()
    found: NDArray[np.float64] = chance[where]
    return found


def _lies_within(design: DesignFacts, finer: str, coarser: str) -> bool:
    table = by_roles(design, finer, coarser)
    return table is not None and nesting(table).left_in_right


RULE = Rule(
    code="DSG004",
    name="agent-in-one-block",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="An agent was used in more than one block.",
    message="{count} of {total} {unit} lie in {observed} only, expected {expected}: {examples}.",
    fix="Check that `{role}` is labelled as the experiment was done. If it was, split by `{role}` when you test on unseen agents, compare within {role} only, and say in `data_limitations` that these agents were not repeated in another {role}.",
    why="An agent and its {role} cannot be told apart where two agents are compared, and a model that is tested on unseen agents may recognise the {role}.",
    check=check,
    slots=("Agent.agent_id", "Control.matched_on"),
    references=("doi:10.1038/s41467-025-62193-z",),
    passing=(
        Example("each drug on both plates"),
        Example(
            "a drug with three cells, which may lie on one plate by accident",
            edits=(
                SetColumn(
                    "obs",
                    "condition_id",
                    dict.fromkeys(
                        (2, 3, 4, 18, 19, 20, 34, 35, 36, 10, 11, 12, 26, 27, 28), "dex_low"
                    ),
                ),
                SetColumn("obs", "condition_id", {2: "pano_low", 18: "pano_low"}),
                SetColumn("obs", "plate_id", {42: "P1"}),
            ),
        ),
    ),
    failing=(
        Example(
            "panobinostat is on the first plate only",
            edits=(
                SetColumn(
                    "obs",
                    "condition_id",
                    dict.fromkeys((10, 11, 12, 26, 27, 28, 42, 43, 44), "dex_low"),
                ),
            ),
            expect=(Expect("obs/plate_id"),),
        ),
    ),
)
