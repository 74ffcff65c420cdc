"""The effects of treatments on the features of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.comparison.holm import holm
from aivc.evaluation.effect.blocking import block_labels, other_axes, refuse_separating
from aivc.evaluation.effect.contrasts import contrasts_of
from aivc.evaluation.effect.estimate import effect_within_blocks
from aivc.evaluation.effect.found import ContrastEffects, EffectStudy
from aivc.evaluation.effect.outcomes import outcomes_of
from aivc.evaluation.effect.row_labels import labels_of, with_controls
from aivc.evaluation.effect.units import units_of
from aivc.evaluation.errors import TaskError, UnidentifiableError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.contrasts import Contrast
    from aivc.evaluation.effect.outcomes import Outcomes
    from aivc.evaluation.effect.request import EffectRequest
    from aivc.evaluation.effect.row_labels import RowLabels
    from aivc.evaluation.effect.units import Units
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset


def study_effects(
    dataset: Dataset,
    rows: Observations,
    request: EffectRequest,
    told: Callable[[float, str], None],
) -> EffectStudy:
    """Estimate the effects that are asked for.

    Parameters
    ----------
    dataset
        The container.
    rows
        Its rows, as splits see them.
    request
        What is asked for.
    told
        Called with the share that is done, and what is being done.

    Raises
    ------
    UnidentifiableError
        The design tells none of the effects.
    TaskError
        Something that is named is not there, or treatment changes within units.
    UnreadableInputError
        The bytes of the matrix cannot be decoded.
    """
    import numpy as np

    given = with_controls(labels_of(rows, request.treatment), rows)
    contrasts = contrasts_of(rows, given, request)
    kept = _kept(rows, request)
    compared = np.logical_or.reduce([np.isfinite(one.treatment) for one in contrasts])
    ignored = [labels_of(rows, name) for name in request.ignored]
    blocks = block_labels(rows, request.blocks, kept & compared, ignored)
    inside = kept & compared
    for labels in blocks:
        inside &= labels.codes >= 0
    if not inside.any():
        msg = (
            f"no row has a treatment ({request.treatment}) and a block "
            f"({', '.join(labels.name for labels in blocks) or 'none is asked for'})"
        )
        raise TaskError(msg)
    units = units_of(rows, request.unit, inside, (given, *blocks))
    unblocked = other_axes(rows, (*blocks, *ignored))
    told(0.1, "matrix")
    outcomes = outcomes_of(dataset, rows, units, request)
    told(0.5, "arrangements")
    found = []
    for place, one in enumerate(contrasts):
        found.append(_contrast(one, units, blocks, unblocked, outcomes, request))
        told(0.5 + 0.5 * (place + 1) / len(contrasts), "arrangements")
    if all(one.effects is None for one in found):
        raise UnidentifiableError(found[0].because)
    n_compared = int(np.count_nonzero(units.of_row >= 0))
    return EffectStudy(
        request.treatment,
        tuple(labels.name for labels in blocks),
        request.ignored,
        units.kind,
        units.inside,
        n_compared,
        int(np.count_nonzero(kept & compared)) - n_compared,
        units.n_units,
        outcomes.matrix,
        outcomes.space,
        _adjusted(found),
    )


def _kept(rows: Observations, request: EffectRequest) -> NDArray[np.bool_]:
    import numpy as np

    kept = np.ones(rows.n_rows, dtype=bool)
    for name, value in request.where.items():
        labels = labels_of(rows, name)
        if labels.code_of(value) < 0:
            msg = f"{name} has no label {value!r}; it has {', '.join(labels.levels[:8])}"
            raise TaskError(msg)
        kept &= labels.codes == labels.code_of(value)
    return kept


def _contrast(
    contrast: Contrast,
    units: Units,
    blocks: Sequence[RowLabels],
    unblocked: Sequence[RowLabels],
    outcomes: Outcomes,
    request: EffectRequest,
) -> ContrastEffects:
    import numpy as np

    treatment = contrast.treatment[units.first]
    chosen = np.flatnonzero(np.isfinite(treatment))
    here = treatment[chosen]
    labelled = {labels.name: units.labels(labels) for labels in blocks}
    try:
        uneven = refuse_separating(here, units, chosen.tolist(), unblocked)
        effects = effect_within_blocks(
            outcomes.values[chosen],
            outcomes.features,
            here.tolist(),
            {name: [every[unit] for unit in chosen] for name, every in labelled.items()},
            request.inference,
        )
    except UnidentifiableError as error:
        return ContrastEffects(contrast.treated, contrast.control, 0, 0, None, str(error))
    n_control = int((here == 0).sum()) if contrast.control else 0
    return ContrastEffects(
        contrast.treated,
        contrast.control,
        len(chosen) - n_control,
        n_control,
        effects,
        uneven=uneven,
    )


def _adjusted(found: Sequence[ContrastEffects]) -> tuple[ContrastEffects, ...]:
    from dataclasses import replace

    p_any = {place: one.effects.p_any for place, one in enumerate(found) if one.effects is not None}
    adjusted = dict(zip(p_any, holm(list(p_any.values())), strict=True))
    return tuple(
        replace(one, adjusted_p_any=adjusted[place]) if place in adjusted else one
        for place, one in enumerate(found)
    )
