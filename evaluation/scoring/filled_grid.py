"""The transport grid as it was filled, blanks included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.evaluation.scoring import call_out
from aivc.evaluation.scoring.answers import Fate
from aivc.evaluation.scoring.row_results import (
    BLANK,
    INSUFFICIENT,
    SUPPORTED,
    deciding,
    evidence_of,
    known,
    row_results,
    stated_results,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.scoring.grid import FilledRow
    from aivc.evaluation.scoring.judged_units import JudgedUnits
    from aivc.evaluation.scoring.row_results import RowResult, ScoredReadout
    from aivc.evaluation.task import Task

CHANCE = ", which signs given to clusters by chance make too often"


@dataclass(frozen=True, slots=True)
class FilledGrid:
    """Rows as the standard states them, the result that decides each, and what to know of them."""

    rows: tuple[dict[str, Any], ...]
    deciding: tuple[dict[str, Any], ...]
    called_out: tuple[dict[str, Any], ...]


def filled_grid(
    rows: Sequence[FilledRow],
    readouts: Sequence[ScoredReadout],
    units: JudgedUnits,
    task: Task,
    *,
    seed: int,
) -> FilledGrid:
    """Fill every row: results, evidence and why.

    Parameters
    ----------
    rows
        Declared ones, and strata that nobody declared.
    readouts
        Every readout of the task, scored.
    units, task
        What was asked, and what became of it.
    seed
        Of draws and signs.
    """
    by_name = {each.readout_id: each for each in readouts}
    stated: list[dict[str, Any]] = []
    decided: list[dict[str, Any]] = []
    called: list[dict[str, Any]] = []
    for row in rows:
        own = [by_name[name] for name in row.readouts]
        results = row_results(row, own, seed=seed)
        if not any(result.sees_scale for result in results):
            # What is blind to the size of effects never stands alone.
            along = [each for each in readouts if each not in own]
            results += tuple(each for each in row_results(row, along, seed=seed) if each.sees_scale)
        plain = stated_results(results, row, task.space.value)
        decides = deciding(results, row=row)
        stated.append(_stated(row, units, decides, plain))
        if decides is not None:
            decided.append(plain[results.index(decides)])
            called += call_out.of_row(row, results, decides)
    return FilledGrid(tuple(stated), tuple(decided), tuple(called))


def _stated(
    row: FilledRow,
    units: JudgedUnits,
    decides: RowResult | None,
    results: tuple[dict[str, Any], ...],
) -> dict[str, Any]:
    places = [place for place, stratum in enumerate(units.strata) if stratum == row.stratum]
    fates = [units.fates[place] for place in places]
    evidence, because = _evidence(row, len(places), decides)
    n_abstained = sum(fate is Fate.ABSTAINED for fate in fates)
    if n_abstained:
        because += f"; abstained from {n_abstained} of {len(places)} units"
    declared = row.declared
    return known(
        {
            "grid_row_id": row.row_id,
            "input_modality": declared.input_modality if declared else None,
            "target_modality": declared.target_modality if declared else None,
            "scale_level": declared.scale if declared else None,
            "shifted_axes": list(row.stratum.shifted) or None,
            "regime": row.stratum.regime.value,
            "is_declared": declared is not None,
            "decision": row.decision,
            "n_units": len(places),
            "n_clusters": len({units.clusters[place] for place in places}),
            "least_units": row.least_units,
            "n_missing": sum(fate is Fate.MISSING for fate in fates),
            "n_failed": sum(fate is Fate.FAILED for fate in fates),
            "n_abstained": n_abstained,
            "evidence": evidence,
            "because": because,
            "results": list(results) or None,
        }
    )


def _evidence(row: FilledRow, n_units: int, decides: RowResult | None) -> tuple[str, str]:
    if n_units == 0:
        return BLANK, "no unit of the test partition stands here"
    if decides is None:
        return INSUFFICIENT, "no metric could be computed"
    measured = decides.measured
    name = f"{measured.metric.metric_id} of {decides.readout.readout_id}"
    found = evidence_of(measured, row.least_units)
    against = measured.against
    if measured.n_clusters < row.least_units:
        many = "cluster" if measured.n_clusters == 1 else "clusters"
        return found, f"{measured.n_clusters} {many}, and {row.least_units} are needed"
    if against is None:
        return found, f"no trivial predictor could be judged by {name}"
    if not against.interval.is_known:
        return found, f"{name}: draws of clusters give no interval"
    if not decides.sees_scale:
        return INSUFFICIENT, f"{name} does not see the size of effects, and decides nothing alone"
    side = "better than" if found == SUPPORTED else "not better than"
    interval = f"{against.interval.low:.3g} to {against.interval.high:.3g}"
    by_chance = "" if found == SUPPORTED or against.interval.low <= 0 else CHANCE
    return found, f"{side} {against.floor_name} by {name}: difference {interval}{by_chance}"
