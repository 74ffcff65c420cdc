"""What is compared with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.request import EffectRequest
    from aivc.evaluation.effect.row_labels import RowLabels
    from aivc.splits.observations import Observations


@dataclass(frozen=True, eq=False)
class Contrast:
    """One comparison.

    ``treatment`` has 1 for treated rows and 0 for controls, or the dose, and NaN for rows that are
    not compared, shape (n_rows,). ``control`` is empty where a slope on the dose is meant.
    """

    treated: str
    control: str
    treatment: NDArray[np.float64]


def contrasts_of(
    rows: Observations, labels: RowLabels, request: EffectRequest
) -> tuple[Contrast, ...]:
    """Return the comparisons that are asked for.

    A column of numbers is a dose where no label is named as control or treated. The controls are
    otherwise those that are named, or the labels of the negative controls of the dataset.

    Raises
    ------
    TaskError
        A label is not there, or nothing tells which are controls.
    """
    import numpy as np

    if not request.control and not request.treated:
        numbers = labels.numbers
        if numbers is not None and len(labels.levels) > 1:
            return (Contrast(labels.name, "", np.asarray([*numbers, np.nan])[labels.codes]),)
    controls = _controls(rows, labels, request)
    treated = request.treated or tuple(one for one in labels.levels if one not in controls)
    _refuse_unknown(labels, (*request.treated, *request.control))
    if set(treated) & set(controls) or not treated:
        msg = (
            f"{labels.name}: nothing is left to compare with {', '.join(controls)}; labels are "
            f"{_some(labels)}"
        )
        raise TaskError(msg)
    return tuple(_against(labels, one, controls) for one in treated)


def _controls(rows: Observations, labels: RowLabels, request: EffectRequest) -> tuple[str, ...]:
    import numpy as np

    if request.control:
        return request.control
    inside = labels.codes >= 0
    of_controls = set(np.unique(labels.codes[rows.is_control & inside]).tolist())
    of_others = set(np.unique(labels.codes[~rows.is_control & inside]).tolist())
    if of_controls and of_others and not of_controls & of_others:
        return tuple(labels.levels[code] for code in sorted(of_controls))
    msg = (
        f"{labels.name}: nothing tells which label is the control; name it. Labels are "
        f"{_some(labels)}"
    )
    raise TaskError(msg)


def _against(labels: RowLabels, treated: str, controls: tuple[str, ...]) -> Contrast:
    import numpy as np

    treatment = np.full(len(labels.codes), np.nan)
    for label in controls:
        treatment[labels.codes == labels.code_of(label)] = 0.0
    treatment[labels.codes == labels.code_of(treated)] = 1.0
    return Contrast(treated, " + ".join(controls), treatment)


def _refuse_unknown(labels: RowLabels, named: tuple[str, ...]) -> None:
    unknown = [one for one in named if labels.code_of(one) < 0]
    if unknown:
        msg = f"{labels.name} has no label {unknown[0]!r}; labels are {_some(labels)}"
        raise TaskError(msg)


def _some(labels: RowLabels) -> str:
    more = len(labels.levels) - 8
    return ", ".join(labels.levels[:8]) + (f" and {more} more" if more > 0 else "")
