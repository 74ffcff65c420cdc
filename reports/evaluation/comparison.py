"""A comparison of two reports, for a terminal and as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from aivc.reports.evaluation.numbers import number
from aivc.validators.claims.wording import counted
from aivc.validators.engine import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.evaluation.comparison.compare import ComparedMetric

VERDICTS = {True: ("first is better", "green"), False: ("second is better", "red")}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports, compared.

    Attributes
    ----------
    first, second
        Names of the predictors.
    rows
        Every metric of every row of the grid.
    about
        What both are about: digests by name.
    """

    first: str
    second: str
    rows: tuple[ComparedMetric, ...]
    about: Mapping[str, str]

    def to_json(self) -> str:
        """Return the comparison as JSON."""
        document = {
            "first": self.first,
            "second": self.second,
            "about": dict(self.about),
            "rows": [_plain(row) for row in self.rows],
        }
        return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

    def __str__(self) -> str:
        """Return the comparison for a terminal, without colours."""
        return click.unstyle(comparison_text(self))


def comparison_text(comparison: Comparison) -> str:
    """Write a comparison; positive differences are in favour of the first."""
    return "\n".join(_lines(comparison)).rstrip() + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    first, second = printable(comparison.first), printable(comparison.second)
    yield f"first: {click.style(first, bold=True)}; second: {click.style(second, bold=True)}"
    yield "A difference above 0 is in favour of the first."
    stratum = None
    for row in comparison.rows:
        if row.stratum != stratum:
            stratum = row.stratum
            yield ""
            few = "" if row.is_enough else ", too few clusters to tell"
            where = f"{counted(row.n_units, 'unit')}, {counted(row.n_clusters, 'cluster')}{few}"
            yield f"{click.style(printable(stratum), bold=True)} ({where})"
            yield (
                f"  {'metric':<22}{'readout':<14}{'first':>10}{'second':>10}{'wins':>8}"
                f"{'p':>11}{'p adj.':>11}  difference"
            )
        yield _line(row)


def _line(row: ComparedMetric) -> str:
    known = row.is_better
    words, colour = ("", "") if known is None else VERDICTS[known]
    between = ""
    if row.interval.is_known:
        between = f" ({number(row.interval.low)} to {number(row.interval.high)})"
    text = (
        f"  {printable(row.metric):<22}{printable(row.readout):<14}{number(row.first):>10}"
        f"{number(row.second):>10}{row.win_rate:>8.0%}{number(row.p_value):>11}"
        f"{number(row.adjusted_p_value):>11}  {number(row.difference)}{between}"
    )
    return f"{text}  {click.style(words, colour)}" if words else text


def _plain(row: ComparedMetric) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "stratum": row.stratum,
        "readout_id": row.readout,
        "metric": row.metric,
        "metric_version": row.metric_version,
        "n_units": row.n_units,
        "n_clusters": row.n_clusters,
        "first": row.first,
        "second": row.second,
        "difference": row.difference,
        "difference_low": row.interval.low if row.interval.is_known else None,
        "difference_high": row.interval.high if row.interval.is_known else None,
        "p_value": row.p_value,
        "adjusted_p_value": row.adjusted_p_value,
        "win_rate": row.win_rate,
        "is_enough": row.is_enough,
        "first_is_better": row.is_better,
    }
    return plain
