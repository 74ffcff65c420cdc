"""The verb ``validate``: check a dataset and its card, and say what to fix."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from aivc.validators.findings import Level, Severity
from aivc.verbs.judging import choice, judged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from aivc.reports.report import Report
    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.outcome import Outcome


def validate(  # noqa: PLR0913 - one keyword for each option of the command
    source: str | Path,
    *,
    card: str | Path | None = None,
    profile: str = "release",
    level: str = "full",
    fail_on: str = "error",
    suppressions: str | Path | None = None,
    baseline: str | Path | None = None,
    today: date | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> Report:
    """Check a dataset and its card against the standard.

    Parameters
    ----------
    source
        An h5ad or h5mu file, or a zarr store.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    profile
        ``minimal``, ``release``, ``benchmark``, ``cellxgene``, or the path of a YAML file.
    level
        ``header`` reads the card and headers, ``obs`` also columns, ``full`` also every value of
        every matrix.
    fail_on
        The mildest severity that makes the dataset invalid: ``error``, ``warning`` or ``info``.
    suppressions
        File of findings that are accepted for a while.
    baseline
        JSON report of an earlier validation; what it lists is known.
    today
        The day on which suppressions are judged; the present day where it is None.
    progress
        Called with the share that is done, from 0 to 1, and what is being read.

    Returns
    -------
    Report
        Prints as text, shows as a page in a notebook; ``raise_if_invalid()`` raises.

    Raises
    ------
    UnreadableInputError
        The input cannot be opened or is no container that aivc reads.
    SettingsError, ProfileError, SuppressionError, BaselineError
        A setting or a file that was named cannot be used.

    Examples
    --------
    >>> from pathlib import Path; from tempfile import TemporaryDirectory
    >>> from aivc.validators.examples.specimens.drug import specimen
    >>> from aivc.validators.examples.write import write_specimen
    >>> with TemporaryDirectory() as folder:
    ...     validate(write_specimen(specimen(), Path(folder))).verdict.value
    'valid'
    """
    from aivc.storage import find_card, open_dataset
    from aivc.validators.engine import run_rules
    from aivc.validators.facts.collect import collect
    from aivc.validators.profile import load_profile
    from aivc.validators.suppressions import unknown_codes

    depth = choice(Level, level, "level")
    threshold = choice(Severity, fail_on, "fail_on")
    policy = load_profile(profile)
    with open_dataset(source) as dataset:
        cards = find_card(source, card, dataset)
        view, facts, lines = collect(
            dataset, cards, level=depth, profile=policy.requires, progress=progress
        )
    found = run_rules(view, facts, level=depth, profile=policy, line_of=lines.line_of)
    findings = judged(
        (*found.findings, *unknown_codes(policy)),
        suppressions,
        baseline,
        today or datetime.now(UTC).date(),
    )
    outcome = replace(found, findings=findings, fail_on=threshold)
    return _report(str(source), view, facts, outcome)


def _report(source: str, card: DatasetCard, facts: Facts, outcome: Outcome) -> Report:
    from aivc.reports.assemble import assemble_report

    return assemble_report(source, card, facts, outcome)
