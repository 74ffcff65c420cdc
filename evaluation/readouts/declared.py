"""The readouts of a task, made of what its card declares."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.composition import Composition
from aivc.evaluation.readouts.declared_graph import declared_graph
from aivc.evaluation.readouts.dose_response import dose_response
from aivc.evaluation.readouts.endpoint import Endpoint
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.readouts.interaction import NoInteraction, interaction
from aivc.evaluation.readouts.kinds import JUDGED_ON, KINDS
from aivc.evaluation.readouts.neighbourhood import Neighbourhood
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.task import TaskKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.readouts.pathways import Pathways
    from aivc.evaluation.readouts.readout import Readout
    from aivc.evaluation.task import Task
    from aivc.evaluation.view import TrainingView
    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.generated.views import Readout as Declared


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a readout is made for."""

    task: Task
    card: DatasetCard
    folder: Path | None
    features: tuple[str, ...]
    training: TrainingView | None
    weights: Path | None

    @property
    def is_relative(self) -> bool:
        return self.task.kind is TaskKind.RESPONSE


def readouts_of(
    task: Task,
    card: DatasetCard,
    folder: Path | None,
    features: Sequence[str],
    *,
    training: TrainingView | None = None,
    weights: Path | None = None,
) -> tuple[Readout, ...]:
    """Return the readouts of a task, in its order.

    A name is that of a readout of the card. Where the card has none of this name, it may be a kind:
    ``expression``, ``pathway`` (needs ``weights``), ``composition``, ``neighbourhood`` (six nearest
    neighbours), ``dose_response``, ``interaction`` (differences to control add up without one), or
    ``bliss`` (shares that survive multiply without one), ``endpoint``.

    Parameters
    ----------
    task
        Which readouts are asked for, and of what kind the states are.
    card
        The card, as far as it can be read; an empty one where there is none.
    folder
        Folder of the card, where files of sets lie.
    features
        Features of the states: those of the view, also for an endpoint.
    training
        The training view, of which interactions take what members do alone.
    weights
        A file of gene sets or weights that is used in place of those of the card. A task that asks
        for no pathways is then judged on the readout ``pathways`` as well.

    Raises
    ------
    TaskError
        A readout is not in the card and no kind, is of a type that is not computed, or lacks what
        it needs.
    """
    asked = _Asked(task, card, folder, tuple(features), training, weights)
    declared = _by_name(card)
    made = [_made(name, declared.get(name), asked) for name in _names(task, declared)]
    if weights is not None and not any(one.kind is ReadoutKind.PATHWAY for one in made):
        made.append(_pathways("pathways", None, asked))
    return tuple(made)


def refuse_unknown_readouts(task: Task, card: DatasetCard) -> None:
    """Refuse readouts by name and kind alone, before anybody learns for them.

    Parameters
    ----------
    task
        Which readouts are asked for.
    card
        The card, as far as it can be read; an empty one where there is none.

    Raises
    ------
    TaskError
        A readout is not in the card and no kind, or the task is not judged on its kind.
    """
    declared = _by_name(card)
    for name in _names(task, declared):
        _kind_for(task, name, declared.get(name))


def _by_name(card: DatasetCard) -> dict[str, Declared]:
    return {one.readout_id or "": one for one in card.readouts}


def _names(task: Task, declared: Mapping[str, Declared]) -> list[str]:
    """Return the readouts of a task; the state itself goes by the name of its kind."""
    own = {TaskKind.ENDPOINT: ReadoutKind.ENDPOINT, TaskKind.COMPOSITION: ReadoutKind.COMPOSITION}
    state = own.get(task.kind, ReadoutKind.EXPRESSION)
    is_state = ReadoutKind.EXPRESSION not in declared
    named = [
        state.value if is_state and name == ReadoutKind.EXPRESSION else name
        for name in task.readouts
    ]
    if task.kind is TaskKind.ENDPOINT and len(named) > 1:
        # What happened to subjects has no second state beside the endpoint that is declared.
        named = [name for name in named if name != state] or [state.value]
    return list(dict.fromkeys(named))


def _made(name: str, declared: Declared | None, asked: _Asked) -> Readout:
    kind = _kind_for(asked.task, name, declared)
    match kind:
        case ReadoutKind.EXPRESSION:
            return Expression(name, asked.features, asked.is_relative)
        case ReadoutKind.PATHWAY:
            return _pathways(name, declared, asked)
        case ReadoutKind.COMPOSITION:
            return Composition(name, asked.features)
        case ReadoutKind.NEIGHBOURHOOD:
            stated = None if declared is None else declared.neighbourhood
            return Neighbourhood(name, asked.features, declared_graph(name, stated))
        case ReadoutKind.DOSE_RESPONSE:
            return dose_response(name, asked.features, asked.training)
        case ReadoutKind.INTERACTION:
            return _interaction(name, asked)
        case ReadoutKind.ENDPOINT:
            return Endpoint(name, asked.task.horizons)


def _kind_for(task: Task, name: str, declared: Declared | None) -> ReadoutKind:
    kind = _kind(name, declared)
    if kind not in JUDGED_ON[task.kind]:
        fitting = ", ".join(sorted(JUDGED_ON[task.kind]))
        msg = (
            f"readout {name!r} is of the kind {kind}, and a task of the kind {task.kind} is "
            f"judged on {fitting}"
        )
        raise TaskError(msg)
    return kind


def _kind(name: str, declared: Declared | None) -> ReadoutKind:
    if declared is not None:
        stated = declared.readout_type or "none"
        if stated not in KINDS:
            msg = (
                f"readout {name!r} is of the type {stated}, which is not computed; predictions are "
                f"judged on {', '.join(sorted(KINDS))}"
            )
            raise TaskError(msg)
        return KINDS[stated]
    if name == NoInteraction.BLISS:
        return ReadoutKind.INTERACTION
    if name not in set(ReadoutKind):
        msg = (
            f"readout {name!r} is asked for, and the card declares none of this name; declare it "
            f"in `readouts`, or ask for one of {', '.join((*ReadoutKind, NoInteraction.BLISS))}"
        )
        raise TaskError(msg)
    return ReadoutKind(name)


def _pathways(name: str, declared: Declared | None, asked: _Asked) -> Pathways:
    from aivc.evaluation.readouts.feature_sets import read_feature_sets
    from aivc.evaluation.readouts.pathways import pathways

    stated = None if declared is None else declared.feature_set
    licence = "" if stated is None else stated.license or ""
    if asked.weights is not None:
        sets = read_feature_sets(asked.weights, licence=licence)
    elif asked.folder is not None and stated is not None and stated.path:
        sets = read_feature_sets(
            Path(stated.path), asked.folder, sha256=stated.sha256 or "", licence=licence
        )
    else:
        msg = (
            f"readout {name!r} scores gene sets, and there is no file of them; name it as "
            f"`feature_set.path` in the card, or give it with --weights"
        )
        raise TaskError(msg)
    return pathways(
        name,
        sets,
        asked.features,
        organisms=asked.card.organism_ontology_term_id,
        is_relative=asked.is_relative,
    )


def _interaction(name: str, asked: _Asked) -> Readout:
    if asked.training is None:
        msg = f"readout {name!r} needs the training view, which holds what members do alone"
        raise TaskError(msg)
    is_bliss = name == NoInteraction.BLISS
    none = NoInteraction.BLISS if is_bliss else NoInteraction.ADDITIVE
    return interaction(name, asked.training, none)
