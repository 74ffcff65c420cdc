"""What is asked where a manifest leaves it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import Space, TaskKind
from aivc.evaluation.tasks.amounts import in_unit
from aivc.evaluation.tasks.contexts import ROW
from aivc.evaluation.tasks.matrices import find_matrix
from aivc.schema.vocabulary import UnitConversionError
from aivc.splits.axes import AXES, AxisKind
from aivc.storage.keys.joint_keys import joint_codes
from aivc.validators.split_facts.side_channel_counts import counts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.matrices import Source
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard, Readout, SplitManifest
    from aivc.storage.model import Dataset

CONTEXT = ("organism", "cell_line", "donor", "cell_type", "site", "platform")
"""Axes of context that tell units apart, the coarsest first; one that adds nothing is left out."""

COUNTS = "raw_counts"
COUNTED = frozenset({Space.LOG_OF_SUM, Space.MEAN_OF_LOG})
"""Spaces that are made of counts."""

FIRST_BYTES = 1 << 20
EXPRESSION = "expression"
COMPOSITION = "composition"


def default_target(
    dataset: Dataset, card: DatasetCard, task: Task, space: Space | None, rows: Rows
) -> tuple[str, str, Space]:
    """Return the table and the matrix that are predicted, and the space that fits them.

    Where nothing is named, that is the matrix of counts, which the card declares or which looks
    like one, else ``X``. States of counts are ``log_of_sum``, of other values ``mean``.

    Raises
    ------
    TaskError
        There is no matrix, or several tables could be meant.
    """
    if task.target_table or task.target_layer:
        layer = task.target_layer or "X"
        source = find_matrix(dataset, task.target_table, layer)
        fitting = Space.LOG_OF_SUM if is_counted(card, source) else Space.MEAN
        return task.target_table, layer, fitting
    if space is not Space.MEAN:
        found = counts_of(dataset, card, rows.observations.table)
        if found is not None:
            return found[0].name, found[1].name, Space.LOG_OF_SUM
    if space in COUNTED:
        msg = (
            f"task {task.task_id} asks for {space}, and no matrix of {dataset.path.name} looks "
            "like counts; write aggregation: mean, or name target_table and target_layer"
        )
        raise TaskError(msg)
    source = find_matrix(dataset, rows.observations.table, "X")
    return source.table.name, source.matrix.name, Space.MEAN


def is_counted(card: DatasetCard, source: Source) -> bool:
    """Tell whether a matrix holds counts: as the card says, else as its first rows look."""
    declared = {t.path_in_file: t.value_type for t in card.tables}
    if declared.get(source.path):
        return declared[source.path] == COUNTS
    for block in source.matrix.blocks(FIRST_BYTES):
        data = np.asarray(block.data)
        if data.dtype.kind not in "iuf" or not data.size:
            return False
        return bool(((data >= 0) & (np.rint(data) == data)).all() and data.max() > 1)
    return False


def default_context(task: Task, manifest: SplitManifest, rows: Rows) -> tuple[str, ...]:
    """Return the axes that make units together with the intervention.

    For the response to an intervention these are axes of context that claims of the manifest name,
    and those of whose cells were taken, as far as they tell rows apart that the others do not. An
    endpoint is that of a subject. Everything else is asked of single observations.
    """
    if task.kind is TaskKind.ENDPOINT:
        return ()
    if task.kind is not TaskKind.RESPONSE:
        return (ROW,)
    axes = rows.observations.axes
    kinds = {AxisKind.CONTEXT, AxisKind.TECHNICAL}
    claimed = [
        axis
        for claim in manifest.claims
        for axis in (claim.claim_axis, *claim.joint_with)
        if axis is not None and axis in axes and AXES[axis].kind in kinds
    ]
    chosen = list(dict.fromkeys(claimed))
    used = rows.of_roles("training", "calibration", "test", "external_test")
    for axis in CONTEXT:
        if axis in axes and axis not in chosen and _adds(rows, axis, chosen, used):
            chosen.append(axis)
    return tuple(chosen)


def _adds(rows: Rows, axis: str, chosen: list[str], used: NDArray[np.bool_]) -> bool:
    """Tell whether an axis tells rows apart that others do not."""
    codes = [rows.observations.axes[name].codes[used] for name in (*chosen, axis)]
    if not len(codes[0]):
        return False
    before = len(joint_codes(codes[:-1]).combinations) if chosen else 1
    return len(joint_codes(codes).combinations) > before


def default_clusters(task: Task, manifest: SplitManifest, rows: Rows) -> tuple[str, ...]:
    """Return the axes whose values are exchangeable.

    These are the axes that claims say are new, else the agent where there are several, else the
    context; a single observation belongs to its donor or sample where that is known.
    """
    axes = rows.observations.axes
    claimed = [c.claim_axis for c in manifest.claims if c.claim_axis in axes or c.claim_axis == ROW]
    if claimed:
        return tuple(dict.fromkeys(axis for axis in claimed if axis))
    if task.kind is TaskKind.ENDPOINT:
        return ()
    if task.kind is not TaskKind.RESPONSE:
        return next(((axis,) for axis in ("donor", "sample", "section") if axis in axes), ())
    if "agent" in axes and len(axes["agent"].levels) > 1:
        return ("agent",)
    return task.context_axes


def default_readouts(task: Task, card: DatasetCard) -> tuple[str, ...]:
    """Return what answers are judged on."""
    if task.kind is TaskKind.COMPOSITION:
        return (COMPOSITION,)
    if task.kind is TaskKind.ENDPOINT:
        return (endpoint_of(task, card).readout_id or "",)
    return (EXPRESSION,)


def default_horizons(task: Task, card: DatasetCard) -> tuple[float, ...]:
    """Return the horizon that the card declares, in the unit of the endpoint; none without one.

    Raises
    ------
    TaskError
        Its unit cannot be converted to that of the endpoint.
    """
    if task.kind is not TaskKind.ENDPOINT:
        return ()
    readout = endpoint_of(task, card)
    horizon = None if readout.endpoint is None else readout.endpoint.time_horizon
    if horizon is None or horizon.value is None:
        return ()
    unit, wanted = horizon.unit or "", readout.readout_unit or ""
    if not unit or not wanted or unit == wanted:
        return (float(horizon.value),)
    try:
        return (in_unit(horizon.value, unit, wanted),)
    except (UnitConversionError, ValueError) as error:
        msg = (
            f"the horizon of {readout.readout_id} is in {unit} and its times are in {wanted}; "
            "state both in one unit"
        )
        raise TaskError(msg) from error


def endpoint_of(task: Task, card: DatasetCard) -> Readout:
    """Return the clinical endpoint that a task is about.

    Raises
    ------
    TaskError
        The card has none, or several and the task names none.
    """
    known = [r for r in card.readouts if r.endpoint is not None]
    meant = [r for r in known if r.readout_id in task.readouts] if task.readouts else known
    if len(meant) == 1:
        return meant[0]
    names = ", ".join(r.readout_id or "" for r in known)
    has = f"has {names}" if names else "declares no readout of the type clinical_endpoint"
    msg = (
        f"task {task.task_id} asks for an endpoint, and the card {has}; name one endpoint in "
        "asked_readouts, with time_column, event_column and subject_column in the card"
    )
    raise TaskError(msg)
