"""Hold a report of an evaluation against the rules about such reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.validators.facts.evaluation.model import KnownSplit
    from aivc.validators.outcome import Outcome
    from aivc.verbs.prepared_task import PreparedTask


def checked_report(
    document: Mapping[str, Any],
    *,
    claims: tuple[str, ...] = (),
    made: PreparedTask | None = None,
    path: str | Path = "report.json",
    profile: str = "release",
) -> Outcome:
    """Return what rules say of a report.

    Parameters
    ----------
    document
        The report as plain data.
    claims
        Claims of the manifest that an audit found supported.
    made
        The task; None where data and manifest are not at hand. Rules that need them are then not
        run, and the outcome says so.
    path
        Where the report lies, or is to lie.
    profile
        Which rules count, and how much.
    """
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.engine import run_rules
    from aivc.validators.facts.evaluation.collect import facts_of_report
    from aivc.validators.findings import Level
    from aivc.validators.profile import load_profile

    policy = load_profile(profile)
    split = None if made is None else _known(made, claims)
    facts = facts_of_report(Path(path), document, profile=policy.requires, split=split)
    return run_rules(DatasetCard(), facts, level=Level.FULL, profile=policy)


def _known(made: PreparedTask, claims: tuple[str, ...]) -> KnownSplit:
    from aivc.validators.facts.evaluation.model import KnownSplit

    truth = made.prepared.truth
    content = str(made.evaluated_on.get("content_digest") or "")
    return KnownSplit(claims, truth.manifest_digest, content, len(truth.units))
