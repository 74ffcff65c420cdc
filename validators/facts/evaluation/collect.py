"""Read a report of an evaluation for rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import EvaluationReport
from aivc.schema.reading import read
from aivc.schema.structure import check_structure
from aivc.validators.facts.evaluation.model import EvaluationFacts
from aivc.validators.facts.model import CardFacts, Facts, FileFacts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from aivc.validators.facts.evaluation.model import KnownSplit

KIND = "evaluation report"


def facts_of_report(
    path: Path, raw: Mapping[str, Any], *, profile: str = "release", split: KnownSplit | None = None
) -> Facts:
    """Return the facts of an input that is a report of an evaluation and no dataset.

    Parameters
    ----------
    path
        Where it lies, or is to lie.
    raw
        The report as plain data.
    profile
        Which slots it must fill in: ``minimal``, ``release`` or ``benchmark``.
    split
        What data and manifest say; None where they are not at hand.
    """
    plain = dict(raw)
    evaluation = EvaluationFacts(
        plain,
        read(EvaluationReport, plain),
        check_structure(plain, "EvaluationReport", profile=profile),
        split,
    )
    return Facts(FileFacts(path, KIND, "", 0, (), ()), CardFacts(()), {}, evaluation=evaluation)
