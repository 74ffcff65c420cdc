"""Rule MEA043: a growth rate has a count at the start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.example_viability import viability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, TableFacts

# cell_count__time0 of the GR calculator, count_t0, x_0h.
START = re.compile(
    r"(time_?zero|time_?0|(?<![a-z0-9])t_?0|(?<![0-9])0_?h)(?![a-z0-9])", re.IGNORECASE
)
ZERO = re.compile(r"0+(\.0+)?(\s*[a-z]+)?", re.IGNORECASE)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator of growth rates whose count at the start is nowhere."""
    from aivc.schema.generated.views import Viability

    for measured in measured_tables(card, facts):
        operator = measured.operator
        is_growth = (
            isinstance(operator, Viability) and operator.viability_normalization == "growth_rate"
        )
        if not isinstance(operator, Viability) or not is_growth or measured.table is None:
            continue
        if operator.has_time_zero is False:
            observed = "false"
        elif operator.has_time_zero and not _has_start(card, facts, measured.table):
            observed = "true, and no row is at time 0 and no column is of it"
        else:
            continue
        yield Evidence(
            Location("card", pointer=f"{operator.pointer}/has_time_zero"), observed=observed
        )


def _has_start(card: DatasetCard, facts: Facts, table: TableFacts) -> bool:
    """Look for rows at time 0, for a control of the start, and for a column of counts at it."""
    infos = (*table.obs_columns, *table.var_columns)
    names = [*(info.name for info in infos), *(matrix.name for matrix in table.matrices)]
    if table.var is not None and table.var.names is not None:
        names += table.var.names
    if any(START.search(name) for name in names):
        return True
    if any(control.control_kind == "baseline" for control in card.controls):
        return True
    time = facts.design.roles.get("time") if facts.design is not None else None
    return time is not None and any(ZERO.fullmatch(level[0].strip()) for level in time.levels)


RULE = Rule(
    code="MEA043",
    name="growth-rate-without-time-zero",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A growth rate is counted from the start of the treatment.",
    message="Viability is normalised to the growth rate, but {where} is {observed}.",
    fix=(
        "Add the wells that were read at time 0 (`control_kind: baseline`), or the column of their "
        "count; without them write `viability_normalization: percent_of_control`."
    ),
    why=(
        "The growth rate compares the doublings under treatment with those without: it cannot be "
        "computed, nor checked, without the count at the start (Hafner et al. 2016)."
    ),
    check=check,
    needs_card=True,
    operators=("Viability",),
    passing=(
        Example(
            "the count at the start beside each well",
            specimen="bulk",
            edits=(
                *viability(viability_normalization="growth_rate", has_time_zero=True),
                SetColumn("obs", "cell_count__time0", 850),
            ),
        ),
        Example(
            "no start is needed for a percentage",
            specimen="bulk",
            edits=viability(viability_normalization="percent_of_control", has_time_zero=False),
        ),
    ),
    failing=(
        Example(
            "no start was measured",
            specimen="bulk",
            edits=viability(viability_normalization="growth_rate", has_time_zero=False),
            expect=(Expect("card:/operators/0/has_time_zero"),),
        ),
        Example(
            "it is said to be there, and wells are of 8 and 24 hours",
            specimen="bulk",
            edits=viability(viability_normalization="growth_rate", has_time_zero=True),
            expect=(Expect("card:/operators/0/has_time_zero"),),
        ),
    ),
    slots=("Viability.has_time_zero", "Viability.viability_normalization"),
    references=("doi:10.1038/nmeth.3853",),
)
