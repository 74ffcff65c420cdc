"""The verb ``split_audit``: find leaks between the parts of a split, and judge its claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.validators.findings import Level, Severity
from aivc.verbs.guessed_roles import guesses_for
from aivc.verbs.judging import SettingsError, choice, judged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from aivc.reports.report import Report

MANIFEST_SUFFIX = ".split.yaml"
OTHER_FORMATS = frozenset({".csv", ".tsv", ".parquet", ".toml", ".json", ".pkl", ".pickle"})


def split_audit(  # noqa: PLR0913 - one keyword for each option of the command
    source: str | Path,
    manifest: str | Path | None = None,
    *,
    card: str | Path | None = None,
    profile: str = "release",
    level: str = "full",
    fail_on: str = "error",
    corpora: Sequence[str | Path] = (),
    suppressions: str | Path | None = None,
    baseline: str | Path | None = None,
    today: date | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> Report:
    """Check that a split leaks nothing that it should not, and judge every claim that it makes.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of records (CSV, TSV, Parquet).
    manifest
        The manifest; ``NAME.split.yaml`` beside the data where it is None.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    profile
        ``minimal``, ``release``, ``benchmark``, or the path of a YAML file.
    level
        ``obs`` looks at labels only, ``full`` also at every value, to find copies of rows.
    fail_on
        The mildest severity that fails: ``error``, ``warning`` or ``info``.
    corpora
        Fingerprints, or data, that a model may have been trained on before.
    suppressions, baseline, today, progress
        As in :func:`aivc.validate`.

    Returns
    -------
    Report
        ``report.split`` holds claims, what is shared, and what was taken for one thing.

    Raises
    ------
    UnreadableInputError
        The data, the manifest or a corpus cannot be opened.
    SettingsError, ProfileError, SuppressionError, BaselineError
        A setting or a file that was named cannot be used.

    Examples
    --------
    >>> from pathlib import Path; from tempfile import TemporaryDirectory
    >>> from aivc.validators.examples.specimens.donor_split import specimen
    >>> from aivc.validators.examples.write import write_specimen, write_split
    >>> with TemporaryDirectory() as folder:
    ...     data = write_specimen(specimen(), Path(folder))
    ...     report = split_audit(data, write_split(specimen(), Path(folder)))
    >>> [claim.result for claim in report.split.claims]
    ['supported', 'supported']
    """
    from aivc.reports.assemble import assemble_report
    from aivc.splits.manifest.document import read_manifest
    from aivc.storage import find_card, open_observations
    from aivc.validators.engine import run_rules
    from aivc.validators.facts.collect import Need, collect
    from aivc.validators.profile import load_profile
    from aivc.validators.split_facts.collect_split import collect_split
    from aivc.validators.suppressions import unknown_codes
    from aivc.verbs.linked_links import card_folder

    depth = choice(Level, level, "level")
    threshold = choice(Severity, fail_on, "fail_on")
    policy = load_profile(profile)
    path = manifest_of(source, manifest)
    for corpus in corpora:
        if not Path(corpus).exists():
            message = f"there is no corpus {corpus}"
            raise UnreadableInputError(message)
    with open_observations(source) as dataset:
        cards = find_card(source, card, dataset)
        view, facts, _ = collect(
            dataset,
            cards,
            level=depth,
            profile=policy.requires,
            needs={Need.DIGEST},
        )
        document = read_manifest(path, policy.requires)
        split = collect_split(
            dataset,
            view,
            document,
            level=depth,
            guessed_roles=guesses_for(dataset, view, document.view),
            corpora=tuple(map(Path, corpora)),
            folder=card_folder(dataset, cards),
            progress=progress,
        )
    facts = replace(facts, split=split)
    found = run_rules(view, facts, level=depth, profile=policy, line_of=document.line_of)
    findings = judged(
        (*found.findings, *unknown_codes(policy)),
        suppressions,
        baseline,
        today or datetime.now(UTC).date(),
    )
    outcome = replace(found, findings=findings, fail_on=threshold)
    return assemble_report(str(source), view, facts, outcome)


def manifest_of(source: str | Path, manifest: str | Path | None) -> Path:
    """Return the manifest to use: the one that was named, else the one beside the data.

    Raises
    ------
    SettingsError
        There is none, or what was named is a split in another format.
    """
    if manifest is None:
        data = Path(source)
        # "." and "data.zarr/.." have no last name before they are resolved, and "/" has none.
        data = data if data.name else data.resolve()
        if not data.name:
            message = f"{data} is no dataset"
            raise UnreadableInputError(message)
        beside = data.with_name(data.name.rsplit(".", 1)[0] + MANIFEST_SUFFIX)
        if not data.exists():
            message = f"there is no file {data}"
            raise UnreadableInputError(message)
        if not beside.exists():
            message = (
                f"No manifest was named, and there is no {beside.name} beside the data. Make one "
                f"with `aivc split make {source} --hold-out donor`, or read one in another format "
                f"with `aivc split import`."
            )
            raise SettingsError(message)
        return beside
    path = Path(manifest)
    if path.suffix.lower() in OTHER_FORMATS:
        message = (
            f"{path} is no manifest. Turn it into one with "
            f"`aivc split import {path} --data {source} -o split.yaml`, which also says what the "
            "file leaves open."
        )
        raise SettingsError(message)
    return path
