"""The cards of the reference predictors."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aivc.evaluation.task import TaskKind

ANY_REGIME = (
    "none",
    "unseen_agent",
    "combination_none_seen",
    "combination_some_seen",
    "combination_all_seen",
    "dose_extrapolation",
    "time_extrapolation",
    "schedule_unseen",
    "dose_interpolation",
    "time_interpolation",
    "seen",
)
"""All regimes of ``InterventionRegime``."""

OF_RESPONSES = ("expression", "differential_expression", "pathway_activity")
"""Kinds of readout that predicted responses lead to."""

ANY_READOUT = (
    *OF_RESPONSES,
    "dose_response",
    "time_course",
    "protein_abundance",
    "morphology_profile",
    "cell_state_composition",
    "spatial_neighbourhood",
    "clinical_endpoint",
)
"""Kinds of readout that the states of all tasks lead to."""


def card_of(
    name: str,
    *,
    tasks: Iterable[TaskKind],
    regimes: Sequence[str],
    readouts: Sequence[str],
    uncertainty: str = "conformal",
    **told: str,
) -> Mapping[str, Any]:
    """Return the ``PredictorCard`` of a reference predictor.

    ``told`` are the slots that are prose: ``intended_use``, ``out_of_scope``, ``abstains_when``.
    """
    return {
        "aivc_schema_version": VERSION,
        "predictor_id": f"aivc:predictors/{name}",
        "name": name,
        "version": VERSION,
        "license": "Apache-2.0",
        "covers_tasks": [kind.value for kind in tasks],
        "covers_regimes": list(regimes),
        "covers_readouts": list(readouts),
        "uncertainty": uncertainty,
        "is_stochastic": False,
        "code_digest": code_digest(),
        **told,
    }


@cache
def code_digest() -> str:
    """Return the SHA-256 of the sources of all reference predictors, in order of their paths."""
    predictors = Path(__file__).parent.parent
    sources = {path.relative_to(predictors).as_posix(): path for path in predictors.rglob("*.py")}
    digest = sha256()
    for name, path in sorted(sources.items()):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
