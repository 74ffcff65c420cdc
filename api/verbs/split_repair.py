"""The verb ``split_repair``: write a manifest in which what a split claims is true."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.splits.errors import ManifestError
from aivc.validators.findings import Level, Severity
from aivc.verbs.guessed_roles import guesses_for
from aivc.verbs.judging import SettingsError, choice
from aivc.verbs.split_audit import manifest_of, split_audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aivc.reports.report import Report
    from aivc.splits.manifest.document import ManifestDocument
    from aivc.splits.observations import Partitioning
    from aivc.splits.repair.model import Repair
    from aivc.validators.findings import Finding


FEW = 0.5
"""Share of its rows below which little is left of a part."""


@dataclass(frozen=True)
class WrittenRepair:
    """A repair, the manifest that holds it, and the audit of that manifest."""

    repair: Repair
    path: Path
    report: Report
    sizes_before: Mapping[str, int] = field(default_factory=dict)
    """Rows of each compared part of the manifest that was mended."""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Errors that the audit of the repaired split still has."""
        found = self.report.outcome.findings
        return tuple(one for one in found if one.severity is Severity.ERROR and one.counts)

    def __str__(self) -> str:
        """Return what was done, in lines for a terminal."""
        repair = self.repair
        lines = [f"Repair: {_effort(repair)}."]
        lines += [f"  {step}" for step in repair.steps]
        lines += [f"  not mended: {obstacle}" for obstacle in repair.obstacles]
        lines.append(f"  parts: {self._sizes()}")
        lines += [f"  {hint}" for hint in self._hints()]
        lines.append(f"Written to {self.path}; its audit finds {self._left()}.")
        if self.report.split is not None:
            lines += [f"  {claim.result}: {claim.text}" for claim in self.report.split.claims]
        return "\n".join(lines)

    def _hints(self) -> Iterator[str]:
        """Yield what else could be done where little is left of a part."""
        left = self.repair.partitioning
        for name, before in self.sizes_before.items():
            rows = int((left.codes == left.names.index(name)).sum())
            if rows < FEW * before:
                yield (
                    f"little is left of {name}: {rows:,} of {before:,}; --repair-by move keeps at "
                    "least half of it where that can be"
                )

    def _left(self) -> str:
        codes = sorted({finding.code for finding in self.errors})
        return f"errors: {', '.join(codes)}" if codes else "no error"

    def _sizes(self) -> str:
        parts = self.report.split.parts if self.report.split is not None else ()
        return ", ".join(f"{part.name} {part.n_rows:,}" for part in parts)


def _effort(repair: Repair) -> str:
    if not repair.n_touched:
        return "no observation is dropped or moved"
    done = f"{repair.n_dropped:,} observations are dropped and {repair.n_moved:,} moved"
    if repair.is_smallest:
        return f"{done}, the fewest that do"
    return f"{done}; any repair touches at least {repair.at_least:,}"


def split_repair(
    source: str | Path,
    manifest: str | Path | None,
    output: str | Path,
    *,
    card: str | Path | None = None,
    by: str = "smallest",
    level: str = "full",
    profile: str = "release",
    progress: Callable[[float, str], None] | None = None,
) -> WrittenRepair:
    """Change a split as little as possible so that its claims hold, write it, and audit it again.

    Parameters
    ----------
    source
        An h5ad or h5mu file, a zarr store, or a table of records (CSV, TSV, Parquet).
    manifest
        The manifest; ``NAME.split.yaml`` beside the data where it is None.
    output
        File of the new manifest; its assignments are written beside it.
    card
        Card to use instead of the sidecar ``NAME.aivc.yaml`` or the embedded one.
    by
        ``drop`` takes rows out, ``move`` gives whole groups to other parts, ``smallest`` does
        whatever touches fewer.
    level
        ``obs`` looks at labels, ``full`` also keeps rows of the same content together.
    profile
        As in :func:`aivc.split_audit`.
    progress
        Called with the share that is done, from 0 to 1, and what is being done.

    Returns
    -------
    WrittenRepair
        What was done. Where a part would end empty it is left as it is, and
        ``repair.obstacles`` says so. Rows near in space, near copies and the order of parts along
        an axis are not mended; the audit says what is left.

    Raises
    ------
    UnreadableInputError
        The data or the manifest cannot be opened.
    ManifestError
        No row could be given to a part, or the new manifest would replace the old one.
    SettingsError
        A setting is not one of its choices.

    Examples
    --------
    >>> from pathlib import Path; from tempfile import TemporaryDirectory
    >>> from aivc.validators.examples.apply import apply_edits
    >>> from aivc.validators.examples.example import SetParts
    >>> from aivc.validators.examples.specimens.donor_split import specimen
    >>> from aivc.validators.examples.write import write_specimen, write_split
    >>> leaking = apply_edits(specimen(), (SetParts({0: "test"}),))
    >>> with TemporaryDirectory() as folder:
    ...     data = write_specimen(leaking, Path(folder))
    ...     split = write_split(leaking, Path(folder))
    ...     mended = split_repair(data, split, Path(folder) / "mended.split.yaml", by="drop")
    >>> mended.repair.n_dropped, mended.errors
    (1, ())
    """
    from aivc.splits.manifest.coarsest import assignment_columns
    from aivc.splits.manifest.digests import observations_digest
    from aivc.splits.manifest.document import read_manifest
    from aivc.splits.manifest.resolve import assign_rows, told_tables
    from aivc.splits.manifest.target import checked_target
    from aivc.splits.manifest.write import write_manifest
    from aivc.splits.repair.header import repaired_header
    from aivc.splits.repair.propose import propose_repair
    from aivc.storage import find_card, open_observations
    from aivc.validators.facts.collect import collect
    from aivc.validators.split_facts.observe import observe
    from aivc.verbs.identical_rows import identical_rows
    from aivc.verbs.linked_links import card_folder, linked_links, serial_links

    told = progress or _nobody
    depth = choice(Level, level, "level")
    document = read_manifest(manifest_of(source, manifest))
    path = checked_target(_free_path(Path(output), document.path), (source, card))
    with open_observations(source) as dataset:
        told(0.0, "obs")
        cards = find_card(source, card, dataset)
        view, _, _ = collect(dataset, cards, level=Level.HEADER)
        guessed = guesses_for(dataset, view, document.view)
        rows = observe(dataset, view, document.view, guessed, told_tables(document))
        partitioning, _ = assign_rows(document, rows)
        if document.raw is None or not (partitioning.codes >= 0).any():
            message = (
                f"{document.path} gives no row of {source} to a part, so there is nothing to mend. "
                "`aivc split audit` says why."
            )
            raise ManifestError(message)
        same = identical_rows(dataset, rows) if depth is Level.FULL else ()
        home = card_folder(dataset, cards)
        told_by = document.view
        axes = {told_by.unit_of_split or "", *(c.claim_axis or "" for c in told_by.claims)}
        linked = linked_links(dataset, view, rows, home, refuses=False)
        links = (*same, *linked, *serial_links(view, rows, told_by, axes))
        told(0.4, "groups")
        repair = propose_repair(rows, partitioning, document.view, by=_way(by), links=links)
        told(0.7, "manifest")
        header = _moved(repaired_header(document.raw, repair), document, path)
        divided = header.get("split_of")
        if isinstance(divided, dict):
            divided.setdefault("observations_digest", observations_digest(rows.id_hashes))
        write_manifest(header, assignment_columns(repair.partitioning, rows), path)
    told(0.8, "audit")
    report = split_audit(source, path, card=card, level=level, profile=profile)
    told(1.0, "audit")
    return WrittenRepair(repair, path, report, _sizes_of(partitioning))


def _sizes_of(partitioning: Partitioning) -> dict[str, int]:
    """Count the rows of each part that is compared with others."""
    return {
        name: int((partitioning.codes == code).sum())
        for code, (name, role) in enumerate(
            zip(partitioning.names, partitioning.roles, strict=True)
        )
        if role not in {"excluded", "buffer"}
    }


def _nobody(share: float, what: str) -> None:
    """Tell nobody."""


def _way(by: str) -> Any:
    from aivc.splits.repair.model import RepairBy

    try:
        return RepairBy(by)
    except ValueError:
        choices = ", ".join(RepairBy)
        message = f"by is {by!r}; use one of {choices}."
        raise SettingsError(message) from None


def _free_path(path: Path, manifest: Path) -> Path:
    """Refuse to replace the manifest that is mended, or the table that it names."""
    for file in (path, path.with_suffix(".parquet")):
        if file.resolve() in {manifest.resolve(), manifest.with_suffix(".parquet").resolve()}:
            message = (
                f"{path} would replace {manifest} or its assignments; name another file, and "
                "compare the two with `aivc split diff`."
            )
            raise ManifestError(message)
    return path


def _moved(header: dict[str, Any], document: ManifestDocument, path: Path) -> dict[str, Any]:
    """Let paths in a header that are relative to its folder be so from another folder."""
    folder, goal = document.path.parent.resolve(), path.parent.resolve()
    corpora = header.get("corpora")
    if folder == goal or not isinstance(corpora, list):
        return header
    for corpus in corpora:
        file = corpus.get("fingerprint_file") if isinstance(corpus, dict) else None
        if not isinstance(file, dict) or not isinstance(file.get("path"), str):
            continue
        named: str = file["path"]
        if "://" not in named and not Path(named).is_absolute():
            file["path"] = os.path.relpath(folder / named, goal)
    return header
