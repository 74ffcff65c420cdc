"""Maps of the design: rows of the file by condition and plate, donor, site, and by treatment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.reports.report import Grid
from aivc.validators.design.coverage import coverage_grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, Facts

BLOCKS = ("plate", "batch", "lane", "site", "donor")
CONTEXTS = ("cell_type", "cell_line", "donor")
MAX_ROWS, MAX_COLUMNS = 60, 24


def design_grids(card: DatasetCard, facts: Facts) -> tuple[Grid, ...]:
    """Return the maps that the dataset has the keys for."""
    if facts.design is None:
        return ()
    return tuple(_grids(card, facts))


def _grids(card: DatasetCard, facts: Facts) -> Iterator[Grid]:
    tables = facts.design.by_condition if facts.design else {}
    for role in BLOCKS:
        table = tables.get((role,))
        if table is not None and len(table.right_names) > 1:
            yield _by_block(role, table)
    context = next((role for role in CONTEXTS if (role,) in tables), None)
    if context is not None and card.interventions:
        yield _coverage(card, context, tables[(context,)])


def _by_block(role: str, table: Contingency) -> Grid:
    cells: Counter[tuple[str, str]] = Counter()
    for left, right, count in zip(
        table.left.tolist(), table.right.tolist(), table.counts.tolist(), strict=True
    ):
        cells[table.left_names[left], table.right_names[right]] += count
    rows = [name for name in table.left_names if any(row == name for row, _ in cells)]
    return _grid(f"Rows by condition and {role}", rows, list(table.right_names), cells)


def _coverage(card: DatasetCard, context: str, table: Contingency) -> Grid:
    coverage = coverage_grid(card, table)
    cells = Counter({(str(treatment), where): n for (treatment, where), n in coverage.rows.items()})
    rows = list(dict.fromkeys(str(treatment) for treatment, _ in coverage.cells()))
    words = context.replace("_", " ")
    return _grid(
        f"Coverage: rows by agent, dose, time and {words}", rows, list(coverage.contexts), cells
    )


def _grid(title: str, rows: list[str], columns: list[str], cells: Counter[tuple[str, str]]) -> Grid:
    shown, across = rows[:MAX_ROWS], columns[:MAX_COLUMNS]
    return Grid(
        title,
        tuple(shown),
        tuple(across),
        tuple(tuple(cells[row, column] for column in across) for row in shown),
        len(rows) - len(shown),
    )
