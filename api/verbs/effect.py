"""The verb ``effect``: what a treatment does within plates, batches and donors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from aivc.evaluation.task import Space
    from aivc.reports.effect_summary import EffectSummary


def effect(  # noqa: PLR0913 - one keyword for each thing that can be said about a design
    source: str | Path,
    treatment: str,
    *,
    control: Sequence[str] = (),
    treated: Sequence[str] = (),
    block: Sequence[str] | None = None,
    unit: Sequence[str] | None = None,
    ignore: Sequence[str] = (),
    where: Mapping[str, str] | None = None,
    table: str = "",
    layer: str = "X",
    features: Sequence[str] = (),
    space: str | None = None,
    draws: int = 9_999,
    seed: int = 0,
    level: float = 0.95,
    card: str | Path | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> EffectSummary:
    """Estimate what a treatment does to features, compared within blocks.

    Effects are differences between treated and control units of the same block, tested by giving
    the same treatments to the units of each block in other orders. The interval holds the effects
    that are not rejected so. Beside each effect stands the confounded one, that ignores blocks.

    Parameters
    ----------
    source
        An h5ad or h5mu file, or a zarr store.
    treatment
        Column of obs, or axis such as ``agent`` or ``dose``, that tells who got what.
    control
        Labels that are controls; by default those of the negative controls of the dataset. A
        treatment of numbers is a dose where neither ``control`` nor ``treated`` is given.
    treated
        Labels that are compared with control, each on its own; all others by default.
    block
        Columns or axes that make blocks; units that agree on all of them are compared. By default
        all of plate, batch, donor, site, platform and lane that the dataset tells.
    unit
        What treatment was assigned to, as columns or axes, or ``row``; by default the first of
        donor, sample and well within which treatment and blocks do not change.
    ignore
        Axes of the design that are said not to change the outcome.
    where
        Values that rows must have, by column or axis.
    table, layer
        Matrix of the outcomes.
    features
        Outcomes; all features of the matrix by default.
    space
        How rows become the outcome of their unit: ``mean``, ``mean_of_log`` or ``log_of_sum``; by
        default ``log_of_sum`` for counts and ``mean`` for other values.
    draws, seed
        Orders that are drawn where there are more than that, and the seed.
    level
        Level of the intervals.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    progress
        Called with the share that is done, from 0 to 1, and what is being done.

    Returns
    -------
    EffectSummary
        Prints as the text of ``aivc effect``; ``study`` has the numbers.

    Raises
    ------
    UnreadableInputError
        The data cannot be opened.
    UnidentifiableError
        Treatment does not vary within any block, or an axis of the design that makes no block
        separates treated from control units.
    TaskError
        Something that is named is not there, nothing tells which are controls or units, or
        treatment changes within units.

    Examples
    --------
    >>> from pathlib import Path; from tempfile import TemporaryDirectory
    >>> from aivc.validators.examples.specimens.drug import specimen
    >>> from aivc.validators.examples.write import write_specimen
    >>> with TemporaryDirectory() as folder:
    ...     data = write_specimen(specimen(), Path(folder))
    ...     found = effect(data, "agent", unit=["row"], draws=99)
    >>> found.study.unit, found.study.contrasts[0].treated
    ('row', 'dexamethasone')
    """
    from aivc.evaluation.effect.inference import Inference
    from aivc.evaluation.effect.request import EffectRequest
    from aivc.evaluation.effect.study import study_effects
    from aivc.reports.effect_summary import EffectSummary
    from aivc.storage import find_card, open_observations
    from aivc.validators.facts.collect import collect
    from aivc.validators.findings import Level
    from aivc.validators.profile import load_profile
    from aivc.validators.split_facts.observe import observe
    from aivc.verbs.guessed_roles import guesses_for

    told = progress or _nobody
    request = EffectRequest(
        treatment,
        tuple(control),
        tuple(treated),
        None if block is None else tuple(block),
        None if unit is None else tuple(unit),
        tuple(ignore),
        dict(where or {}),
        table,
        layer,
        tuple(features),
        None if space is None else _space(space),
        Inference(draws, seed, level),
    )
    with open_observations(source) as dataset:
        told(0.0, "obs")
        view, _, _ = collect(
            dataset,
            find_card(source, card, dataset),
            level=Level.OBS,
            profile=load_profile("release").requires,
            needs=set(),
        )
        rows = observe(dataset, view, None, guesses_for(dataset, view, None))
        return EffectSummary(str(source), study_effects(dataset, rows, request, told))


def _space(named: str) -> Space:
    from aivc.evaluation.effect.outcomes import SPACES
    from aivc.evaluation.task import Space

    if named not in SPACES:
        msg = f"space {named!r} is not one in which units have outcomes: {', '.join(SPACES)}"
        raise TaskError(msg)
    return Space(named)


def _nobody(share: float, what: str) -> None:
    """Tell nobody."""
