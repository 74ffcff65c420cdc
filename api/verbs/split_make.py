"""The verb ``split_make``: divide a dataset so that nothing leaks, and write the manifest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from aivc.validators.findings import Level
from aivc.verbs.judging import choice
from aivc.verbs.made_audit import MadeAudit, passing
from aivc.verbs.made_manifest import Bound, path_of, paths_of
from aivc.verbs.observed_rows import observed_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from aivc.splits.making.made import MadeSplit
    from aivc.splits.making.request import SplitRequest
    from aivc.validators.findings import Finding


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
    tile: tuple[float, float] | None = None,
    similarity_threshold: float | None = None,
    table: str | None = None,
    tasks: str | Path | None = None,
    level: str = "obs",
    profile: str = "release",
    force: bool = False,
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
    tile
        Width and height of the image tile around each place, in the same unit; tiles of two parts
        must not overlap, so the buffer of the request has to be as long as their diagonal.
    similarity_threshold
        Tanimoto similarity from which compounds are in one ``compound_cluster``.
    table
        Table of a spatial store that is divided alone; all that annotate its elements are divided
        together by default.
    tasks
        YAML file with the ``tasks`` and ``grants`` that the manifest shall declare.
    level
        ``obs`` looks at labels; ``full`` also keeps rows of the same content together.
    profile
        ``minimal``, ``release``, ``benchmark``, or the path of a YAML file; decides how the rules
        of the audit weigh.
    force
        Overwrite manifests that are there.
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
        The request contradicts itself, asks for what the data do not tell, or says of them what
        would change nothing.
    InfeasibleSplitError
        No division does what was asked.
    LeakingSplitError
        The audit finds an error, which is named; nothing is written.
    ManifestError
        The manifest cannot be written there, or one is there already, or the tasks are not as the
        standard has them; nothing is written.

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
    from aivc.schema.generated.views import SplitManifest
    from aivc.schema.reading import read
    from aivc.splits.making.make import make_split
    from aivc.splits.making.request_check import check_request
    from aivc.splits.manifest.declared import read_declared
    from aivc.splits.manifest.target import checked_target, refuse_existing
    from aivc.storage import find_card, open_observations
    from aivc.validators.facts.collect import Need, collect
    from aivc.validators.profile import load_profile
    from aivc.verbs.identical_rows import identical_rows
    from aivc.verbs.idle_options import refuse_idle
    from aivc.verbs.linked_links import card_folder, linked_links, serial_links
    from aivc.verbs.observed_rows import chosen_table

    told = progress or _nobody
    if output is not None:
        checked_target(output, (source, card, tasks))
    declared = {} if tasks is None else read_declared(tasks)
    if not request.has_turns:
        refuse_existing([path_of(source, output)], force=force)
    depth = choice(Level, level, "level")
    policy = load_profile(profile)
    with open_observations(source) as dataset:
        told(0.0, "obs")
        cards = find_card(source, card, dataset)
        view, facts, _ = collect(
            dataset,
            cards,
            level=depth,
            profile=policy.requires,
            needs={Need.DIGEST},
        )
        slots = {
            "binding": _binding(binding, combination_separator),
            "control_labels": list(control_labels),
            "coordinates": list(coordinates),
            "coordinate_unit": coordinate_unit,
            "tile_width": tile[0] if tile else None,
            "tile_height": tile[1] if tile else None,
            "similarity_threshold": similarity_threshold,
        }
        said = {slot: value for slot, value in slots.items() if value not in (None, "", [], {})}
        check_request(request)
        tables = () if table is None else (chosen_table(dataset, table),)
        rows, said_and_guessed = observed_rows(dataset, view, said, request, tables)
        refuse_idle(said, request, rows)
        same = identical_rows(dataset, rows) if depth is Level.FULL else ()
        links = (
            *same,
            *linked_links(dataset, view, rows, card_folder(dataset, cards)),
            *serial_links(
                view,
                rows,
                read(SplitManifest, dict(said_and_guessed)),
                (*request.hold_out, *request.keep_whole),
            ),
        )
        told(0.4, "groups")
        bound = Bound(source, view, rows, {**said_and_guessed, **declared})
        audit = MadeAudit(dataset, facts, depth, policy, bound)
        passed = passing(audit, partial(make_split, rows, links=links), request)
        told(0.9, "manifest")
        paths = [
            checked_target(path, (source, card, tasks))
            for path in paths_of(source, output, passed.splits)
        ]
        refuse_existing(paths, force=force)
        written = tuple(
            WrittenSplit(path, made, bound.write(header, made, path), warnings)
            for header, made, path, warnings in zip(
                passed.headers, passed.splits, paths, passed.warnings, strict=True
            )
        )
    told(1.0, "manifest")
    return written


def _nobody(share: float, what: str) -> None:
    """Tell nobody."""


def _binding(binding: Mapping[str, Sequence[str]] | None, separator: str | None) -> dict[str, Any]:
    """Return what was said about columns, as a binding of a manifest."""
    from aivc.validators.split_facts.observe_binding import ROLE_OF_AXIS

    bound: dict[str, Any] = {}
    if binding:
        bound["keys"] = [
            {"role": ROLE_OF_AXIS.get(axis, axis), "columns": list(names)}
            for axis, names in binding.items()
        ]
    if separator:
        bound["combination_separator"] = separator
    return bound
