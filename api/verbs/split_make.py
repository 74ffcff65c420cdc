"""The verb ``split_make``: divide a dataset so that nothing leaks, and write the manifest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from aivc.schema.errors import AivcError
from aivc.validators.findings import Level, Severity
from aivc.verbs.judging import choice
from aivc.verbs.split_audit import MANIFEST_SUFFIX, guesses_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard, SplitManifest
    from aivc.splits.making.made import MadeSplit
    from aivc.splits.making.request import SplitRequest
    from aivc.splits.observations import Observations
    from aivc.storage.model import Dataset
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Finding
    from aivc.validators.profile import Profile

_SHOWN = 5


class LeakingSplitError(AivcError, ValueError):
    """The split that was made does not pass its own audit, so it was not written."""


@dataclass(frozen=True, slots=True)
class WrittenSplit:
    """A manifest that was written.

    Attributes
    ----------
    path
        File of the header; the assignments are beside it.
    made
        The split.
    keys
        Columns that decide who is in which part.
    warnings
        Findings of the audit that are no errors.
    """

    path: Path
    made: MadeSplit
    keys: tuple[str, ...]
    warnings: tuple[Finding, ...]


def split_make(  # noqa: PLR0913 - one keyword for each thing that can be said about a file
    source: str | Path,
    request: SplitRequest,
    output: str | Path | None = None,
    *,
    card: str | Path | None = None,
    binding: Mapping[str, Sequence[str]] | None = None,
    combination_separator: str | None = None,
    control_labels: Sequence[str] = (),
    coordinates: Sequence[str] = (),
    coordinate_unit: str | None = None,
    similarity_threshold: float | None = None,
    level: str = "obs",
    profile: str = "release",
    progress: Callable[[float, str], None] | None = None,
) -> tuple[WrittenSplit, ...]:
    """Divide a dataset so that what is held out is in one part only, and write the manifest.

    Every manifest is audited by the rules of ``aivc split audit`` before it is written; one with an
    error is not.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of records (CSV, TSV, Parquet).
    request
        What the split shall be like.
    output
        File of the manifest; ``NAME.split.yaml`` beside the data where it is None. Of several
        folds each has a file of its own, such as ``split.fold-1.yaml``.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    binding
        Columns of obs that tell an axis, by axis, where neither card nor standard says so.
    combination_separator
        What separates the members of a combination.
    control_labels
        Labels that are controls.
    coordinates, coordinate_unit
        Entry of obsm, or columns of obs, that hold places, and their UCUM unit.
    similarity_threshold
        Tanimoto similarity from which compounds are in one ``compound_cluster``.
    level
        ``obs`` looks at labels; ``full`` also keeps rows of the same content together.
    profile
        ``minimal``, ``release``, ``benchmark``, or the path of a YAML file; decides how the rules
        of the audit weigh.
    progress
        Called with the share that is done, from 0 to 1, and what is being done.

    Returns
    -------
    tuple
        One for each fold, repeat and inner fold.

    Raises
    ------
    UnreadableInputError
        The data cannot be opened.
    SplitRequestError, UnknownAxisError
        The request contradicts itself, or asks for what the data do not tell.
    InfeasibleSplitError
        No division does what was asked.
    LeakingSplitError
        The audit finds an error, which is named; nothing is written.

    Examples
    --------
    >>> from pathlib import Path; from tempfile import TemporaryDirectory
    >>> from aivc.splits.making.request import SplitRequest
    >>> from aivc.validators.examples.specimens.drug import specimen
    >>> from aivc.validators.examples.write import write_specimen
    >>> with TemporaryDirectory() as folder:
    ...     data = write_specimen(specimen(), Path(folder))
    ...     written = split_make(data, SplitRequest(("donor",), tolerance=0.2))
    >>> [(part.name, part.n_observations) for part in written[0].made.sizes]
    [('train', 32), ('test', 16)]
    """
    from aivc.splits.making.make import make_split
    from aivc.storage import find_card, open_observations
    from aivc.validators.facts.collect import Need, collect
    from aivc.validators.profile import load_profile
    from aivc.verbs.identical_rows import identical_rows

    told = progress or _nobody
    depth = choice(Level, level, "level")
    policy = load_profile(profile)
    with open_observations(source) as dataset:
        told(0.0, "obs")
        view, facts, _ = collect(
            dataset,
            find_card(source, card, dataset),
            level=depth,
            profile=policy.requires,
            needs={Need.DIGEST},
        )
        slots = {
            "binding": _binding(binding, combination_separator),
            "control_labels": list(control_labels),
            "coordinates": list(coordinates),
            "coordinate_unit": coordinate_unit,
            "similarity_threshold": similarity_threshold,
        }
        said = {slot: value for slot, value in slots.items() if value}
        rows, said = _observed(dataset, view, said, request)
        links = identical_rows(dataset, rows) if depth is Level.FULL else ()
        told(0.4, "groups")
        splits = make_split(rows, request, links=links)
        named = _named(splits, said, source, view, rows)
        told(0.7, "audit")
        warnings = [
            _audited(dataset, view, facts, header, made, rows, depth, policy)
            for header, made in named
        ]
        told(0.9, "manifest")
        paths = paths_of(source, output, splits)
        written = tuple(
            _write(header, made, rows, path, found)
            for (header, made), path, found in zip(named, paths, warnings, strict=True)
        )
    told(1.0, "manifest")
    return written


def paths_of(
    source: str | Path, output: str | Path | None, splits: Sequence[MadeSplit]
) -> list[Path]:
    """Return the file of each manifest; of several, the turn is put before the suffix."""
    if output is None:
        data = Path(source)
        output = data.with_name(data.name.rsplit(".", 1)[0] + MANIFEST_SUFFIX)
    path = Path(output)
    suffix = MANIFEST_SUFFIX if path.name.endswith(MANIFEST_SUFFIX) else path.suffix
    stem = path.name.removesuffix(suffix)
    turns = [made.turn.name for made in splits]
    return [path.with_name(f"{stem}.{turn}{suffix}") if turn else path for turn in turns]


def _nobody(share: float, what: str) -> None:
    """Tell nobody."""


def _binding(binding: Mapping[str, Sequence[str]] | None, separator: str | None) -> dict[str, Any]:
    """Return what was said about columns, as a binding of a manifest."""
    bound: dict[str, Any] = {}
    if binding:
        bound["keys"] = [{"role": role, "columns": list(names)} for role, names in binding.items()]
    if separator:
        bound["combination_separator"] = separator
    return bound


def _observed(
    dataset: Dataset, card: DatasetCard, said: dict[str, Any], request: SplitRequest
) -> tuple[Observations, dict[str, Any]]:
    """Return the rows, and what has to be said in the manifest so that everybody sees the same."""
    from aivc.validators.split_facts.observe import observe

    guessed = guesses_for(dataset, card, None)
    # What is held out is claimed already here, because clusters are computed only where one asks.
    asked = [{"claim_axis": axis} for axis in (*request.hold_out, *request.keep_whole)]
    rows = observe(dataset, card, _view({**said, "claims": asked}), guessed)
    if not guessed:
        return rows, said
    # A binding in the manifest ends all guessing, so it has to hold every guess.
    keys = {key["role"]: key for key in said.get("binding", {}).get("keys", ())}
    for role, columns in guessed.items():
        keys.setdefault(role, {"role": role, "columns": list(columns)})
    bound = {**said.get("binding", {}), "keys": list(keys.values())}
    return rows, {**said, "binding": bound}


def _view(header: Mapping[str, Any]) -> SplitManifest:
    from aivc.schema.generated.views import SplitManifest
    from aivc.schema.reading import read

    return read(SplitManifest, dict(header))


def _named(
    splits: Sequence[MadeSplit],
    said: Mapping[str, Any],
    source: str | Path,
    card: DatasetCard,
    rows: Observations,
) -> list[tuple[dict[str, Any], MadeSplit]]:
    from aivc.splits.manifest.digests import observations_digest
    from aivc.verbs.dataset_reference import dataset_reference, manifest_name

    reference = dataset_reference(source, card, observations_digest(rows.id_hashes))
    named = []
    for made in splits:
        unit = str(made.header["unit_of_split"]).replace("_", "-")
        turn = f".{made.turn.name}" if made.turn.name else ""
        identifier = manifest_name(source, f"by-{unit}{turn}")
        named.append(
            ({"manifest_id": identifier, "split_of": reference, **said, **made.header}, made)
        )
    return named


def _audited(
    dataset: Dataset,
    card: DatasetCard,
    facts: Facts,
    header: Mapping[str, Any],
    made: MadeSplit,
    rows: Observations,
    depth: Level,
    policy: Profile,
) -> tuple[Finding, ...]:
    """Audit a manifest as it will be written; return what is no error.

    Raises
    ------
    LeakingSplitError
        There is an error.
    """
    from aivc.splits.manifest.document import read_manifest
    from aivc.validators.engine import run_rules
    from aivc.validators.split_facts.collect_split import collect_split

    with TemporaryDirectory() as folder:
        path = _write(header, made, rows, Path(folder) / "audited.split.yaml", ()).path
        document = read_manifest(path, policy.requires)
        split = collect_split(dataset, card, document, level=depth)
    outcome = run_rules(card, replace(facts, split=split), level=depth, profile=policy)
    errors = [each for each in outcome.findings if each.severity is Severity.ERROR]
    if errors:
        raise LeakingSplitError(_why_not(errors, made))
    return tuple(each for each in outcome.findings if each.severity is Severity.WARNING)


def _why_not(errors: Sequence[Finding], made: MadeSplit) -> str:
    of = f" ({made.turn.name})" if made.turn.name else ""
    told = " ".join(f"{each.code}: {each.message}" for each in errors[:_SHOWN])
    more = f" And {len(errors) - _SHOWN} more." if len(errors) > _SHOWN else ""
    return f"Nothing was written: the split{of} does not pass its own audit. {told}{more}"


def _write(
    header: Mapping[str, Any],
    made: MadeSplit,
    rows: Observations,
    path: Path,
    warnings: tuple[Finding, ...],
) -> WrittenSplit:
    from aivc.splits.manifest.assignments import PARTITION
    from aivc.splits.manifest.coarsest import assignment_columns
    from aivc.splits.manifest.write import write_manifest

    columns = assignment_columns(made.partitioning, rows)
    write_manifest(header, columns, path)
    return WrittenSplit(path, made, tuple(k for k in columns if k != PARTITION), warnings)
