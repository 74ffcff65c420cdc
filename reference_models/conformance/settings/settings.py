"""The settings that a predictor is checked in: one or two for each kind of task that it covers."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.evaluation.task import TaskKind
from aivc.reference_models.conformance.settings.composition import composition_setting
from aivc.reference_models.conformance.settings.endpoint import endpoint_setting
from aivc.reference_models.conformance.settings.genes import gene_setting
from aivc.reference_models.conformance.settings.modality import modality_setting
from aivc.reference_models.conformance.settings.response import response_setting

if TYPE_CHECKING:
    from aivc.reference_models.conformance.setting import Setting


@lru_cache(maxsize=8)
def settings_of(kind: TaskKind, *, with_pairs: bool = True) -> tuple[Setting, ...]:
    """Return the settings of a kind of task, the first to be tried first.

    Parameters
    ----------
    kind
        Kind of task.
    with_pairs
        Whether pairs of agents are in the views and asked about.

    Examples
    --------
    >>> from aivc.evaluation.task import TaskKind
    >>> [setting.name for setting in settings_of(TaskKind.RESPONSE)]
    ['responses to compounds', 'responses to genes']
    """
    if kind is TaskKind.RESPONSE:
        return response_setting(with_pairs=with_pairs), gene_setting(with_pairs=with_pairs)
    if kind is TaskKind.MODALITY:
        return (modality_setting(),)
    if kind is TaskKind.COMPOSITION:
        return (composition_setting(),)
    return (endpoint_setting(),)
