"""What the screen says of its drugs, their pairs and the laboratories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.layout import Dose
from aivc.reference_models.synthetic.panel import gene_symbols
from aivc.reference_models.synthetic.recovered import Recovered
from aivc.reference_models.synthetic.recovery.contrasts import fit_within
from aivc.reference_models.synthetic.recovery.curves import ec50_of
from aivc.reference_models.synthetic.recovery.read import read_rows
from aivc.reference_models.synthetic.screen import truth
from aivc.reference_models.synthetic.screen.design import (
    LABS,
    MAIN_TIME,
    WASHED_AT,
    high,
    middle,
    screen_arms,
)
from aivc.reference_models.synthetic.screen.draw import activity_of, draw_screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.reference_models.synthetic.recovery.read import Rows

N_QUANTITIES = 2 * len(truth.DRUGS) + len(truth.INTERACTIONS) + (len(LABS) - 1) * len(truth.GROUPS)
VEHICLE = f"vehicle_{MAIN_TIME}h"


def recover_screen(path: Path, seed: int, level: float) -> Iterator[Recovered]:
    """Yield EC50s, what is left after a wash-out, interactions, and shifts between laboratories."""
    rows = read_rows(path, ("condition_id", "plate_id", "site_id"), names="feature_name")
    logs = np.log(rows.values + 0.5)
    for agent in truth.DRUGS:
        yield _ec50(rows, logs, agent, level)
    for agent in truth.DRUGS:
        yield _left_after_washout(rows, logs, agent, level)
    for pair in truth.INTERACTIONS:
        yield _interaction(rows, logs, pair, level)
    shifts = draw_screen(seed).shifts
    for lab in LABS[1:]:
        for group in truth.GROUPS:
            yield _shift(rows, logs, (lab, group), shifts, level)


def _score(logs: NDArray[np.float64], signs: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the mean log change of genes in their directions, against genes that nothing moves."""
    symbols = gene_symbols()
    columns = [symbols.index(gene) for gene in signs]
    reference = [symbols.index(gene) for gene in truth.REFERENCE]
    centred = logs[:, columns] - logs[:, reference].mean(axis=1, keepdims=True)
    return np.asarray(centred @ np.array([*signs.values()]) / len(signs))


def _signs(agent: str) -> dict[str, float]:
    return {gene: float(np.sign(change)) for gene, change in truth.DRUGS[agent].effects.items()}


def _design(
    rows: Rows, conditions: Iterable[str]
) -> tuple[NDArray[np.intp], NDArray[np.float64], NDArray[np.object_]]:
    """Return the rows of vehicle and conditions, one column for each condition, and the plates."""
    names = [*conditions]
    arms = rows.labels["condition_id"]
    chosen = np.flatnonzero(np.isin(arms.astype(str), [VEHICLE, *names]))
    design = np.column_stack([arms[chosen] == name for name in names]).astype(np.float64)
    return chosen, design, rows.labels["plate_id"][chosen]


def _ec50(rows: Rows, logs: NDArray[np.float64], agent: str, level: float) -> Recovered:
    doses = {
        arm.condition_id: arm.doses[0].micromolar
        for arm in screen_arms()
        if [dose.agent for dose in arm.doses] == [agent]
        and arm.doses[0].washed_at is None
        and arm.harvest_hours == MAIN_TIME
    }
    chosen, design, plates = _design(rows, doses)
    values = _score(logs, _signs(agent))[chosen]
    estimate, low, high_end = ec50_of(design @ np.array([*doses.values()]), values, plates, level)
    return Recovered(
        f"EC50 of {agent}",
        "umol/L",
        truth.DRUGS[agent].ec50,
        estimate,
        low,
        high_end,
        "log-logistic curve within plates, profile likelihood",
        kind="EC50 of a drug",
    )


def _left_after_washout(
    rows: Rows, logs: NDArray[np.float64], agent: str, level: float
) -> Recovered:
    dose = high(agent)
    conditions = [f"{agent}_{dose:g}uM_{MAIN_TIME}h", f"{agent}_washed_out"]
    chosen, design, plates = _design(rows, conditions)
    fit = fit_within(design, _score(logs, _signs(agent))[chosen], plates)
    washed = activity_of(Dose(agent, dose, washed_at=WASHED_AT), MAIN_TIME)
    kept = activity_of(Dose(agent, dose), MAIN_TIME)
    hours = MAIN_TIME - WASHED_AT
    return Recovered(
        f"share of the effect of {agent} left {hours:g} h after it was washed out",
        "1",
        washed / kept,
        *fit.ratio(1, 0, level),
        "ratio of two contrasts within plates, Fieller",
        kind="share of an effect left after a wash-out",
    )


def _interaction(
    rows: Rows, logs: NDArray[np.float64], pair: tuple[str, str], level: float
) -> Recovered:
    alone = [f"{agent}_{middle(agent):g}uM_{MAIN_TIME}h" for agent in pair]
    chosen, design, plates = _design(rows, [*alone, "_with_".join(pair)])
    both = design[:, 2]
    design[:, 0] += both
    design[:, 1] += both
    values = _score(logs, dict.fromkeys(truth.IMMEDIATE_EARLY, 1.0))[chosen]
    active = np.prod([activity_of(Dose(agent, middle(agent)), MAIN_TIME) for agent in pair])
    return Recovered(
        f"interaction of {pair[0]} and {pair[1]}, log fold change beyond the sum",
        "1",
        truth.INTERACTIONS[pair] * float(active),
        *fit_within(design, values, plates).interval(2, level),
        "linear model within plates, Student's t",
        kind="interaction of two drugs",
    )


def _shift(
    rows: Rows,
    logs: NDArray[np.float64],
    what: tuple[str, str],
    shifts: Mapping[str, NDArray[np.float64]],
    level: float,
) -> Recovered:
    lab, group = what
    symbols = gene_symbols()
    signs = dict.fromkeys(truth.GROUPS[group], 1.0)
    is_vehicle = np.array([name.startswith("vehicle") for name in rows.labels["condition_id"]])
    plates = np.unique(rows.labels["plate_id"][is_vehicle])
    scores = _score(logs, signs)
    # Plates are what laboratories differ by beside the shift, so that they are counted, not wells.
    places = [np.flatnonzero(is_vehicle & (rows.labels["plate_id"] == plate)) for plate in plates]
    means = np.array([scores[place].mean() for place in places])
    sites = np.array([rows.labels["site_id"][place[0]] for place in places])
    platforms = np.array([plate[1] for plate in plates], dtype=object)
    design = np.column_stack([sites == other for other in LABS[1:]]).astype(np.float64)
    own = shifts[lab] - shifts[LABS[0]]
    moved = own[[symbols.index(gene) for gene in signs]].mean()
    still = own[[symbols.index(gene) for gene in truth.REFERENCE]].mean()
    return Recovered(
        f"shift of {group} genes in {lab} against {LABS[0]}, natural logarithm",
        "1",
        float(moved - still),
        *fit_within(design, means, platforms).interval(LABS[1:].index(lab), level),
        "means of vehicle by plate, within platforms, Student's t",
        kind="shift between laboratories",
    )
