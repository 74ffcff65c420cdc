"""The verb ``split_import``: turn a split in another format into a manifest."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from aivc.splits.errors import ImportedSplitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.importers.model import ImportedSplit
    from aivc.splits.manifest.integrity import IntegrityFacts
    from aivc.splits.observations import Observations


@dataclass(frozen=True, slots=True)
class ImportedManifest:
    """A manifest that was written from a split in another format.

    Attributes
    ----------
    path
        File of the header; the assignments are beside it.
    source_format
        What the source was taken for.
    sizes
        Parts with their role and the observations in each; None where there were no data to count.
    keys
        Columns that say who is in which part.
    unsaid
        What the source did not say and a person has to write, each as ``slot: what is open``.
    remarks
        What was taken for what, and what is odd.
    """

    path: Path
    source_format: str
    sizes: tuple[tuple[str, str | None, int | None], ...]
    keys: tuple[str, ...]
    unsaid: tuple[str, ...]
    remarks: tuple[str, ...]

    def as_plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        parts = [
            {"name": name, "role": role, "observations": size} for name, role, size in self.sizes
        ]
        return {
            "manifest": str(self.path),
            "format": self.source_format,
            "partitions": parts,
            "keys": list(self.keys),
            "unsaid": list(self.unsaid),
            "remarks": list(self.remarks),
        }

    def __str__(self) -> str:
        """Return what ``aivc split import`` prints."""
        lines = [f"Wrote {self.path} ({self.source_format}, by {', '.join(self.keys)})"]
        for name, role, size in self.sizes:
            counted = "" if size is None else f", {size:,} observations"
            lines.append(f"  {name}: {role or 'role not known'}{counted}")
        for title, said in (("Remarks", self.remarks), ("The source did not say", self.unsaid)):
            if said:
                lines += ["", f"{title}:", *(f"  - {one}" for one in said)]
        return "\n".join(lines) + "\n"


def split_import(  # noqa: PLR0913 - one keyword for each thing that a source may leave open
    source: str | Path | None,
    output: str | Path,
    *,
    data: str | Path | None = None,
    card: str | Path | None = None,
    split_format: str | None = None,
    column: str | None = None,
    keys: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
    dataset_name: str | None = None,
    unit: str | None = None,
    unseen: Sequence[str] = (),
    controls: str | None = None,
    force: bool = False,
) -> ImportedManifest:
    """Write a manifest for a split in another format, and say what the source left open.

    Nothing is mended: a row that two parts claim is in both, an unknown name stays, and an audit
    says so.

    Parameters
    ----------
    source
        A table (CSV, TSV, Parquet; PerturBench), a GEARS dictionary (JSON, or a pickle, which is
        never run), a cell-load TOML or a Croissant description; None for a column of obs.
    output
        File of the header; the assignments are written beside it as Parquet.
    data
        The dataset. Without it nothing can be counted, and the manifest is bound to no data.
    card
        Card to use instead of the sidecar or the embedded one.
    split_format
        ``table``, ``obs``, ``gears``, ``cell-load`` or ``croissant``, where the name of the source
        does not tell.
    column
        Column that names the parts.
    keys
        Columns that say which observations are meant; of cell-load cell type and perturbation.
    roles
        Roles of parts by name, where names do not tell.
    dataset_name
        The data set that a cell-load file calls this one, where it names several.
    unit
        Axis that was kept whole, such as ``donor``.
    unseen
        Axes of which each evaluated part is claimed to hold values that training does not.
    controls
        Policy of controls, such as ``split_random``.
    force
        Overwrite a manifest that is there.

    Raises
    ------
    UnreadableInputError
        A file cannot be read.
    ImportedSplitError
        The source is no such split, or leaves open what it means; or an axis or a policy is
        stated that there is not.
    ManifestError
        The manifest cannot be written there, or one is there already.

    Examples
    --------
    >>> print(split_import("split.csv", "split.yaml", data="screen.h5ad"))  # doctest: +SKIP
    """
    from aivc.splits.importers.read_split import read_split
    from aivc.splits.importers.stated import with_stated
    from aivc.splits.manifest.target import checked_target, refuse_existing
    from aivc.splits.manifest.write import write_manifest

    path = checked_target(output, (source, data, card))
    refuse_existing([path], force=force)
    with ExitStack() as stack:
        rows, view = _observed(stack, data, card)
        imported = read_split(
            source,
            rows,
            split_format=_format(split_format),
            column=column,
            keys=keys,
            roles=_checked(roles),
            dataset=dataset_name,
        )
        imported = with_stated(imported, unit=unit, unseen=unseen, controls=controls)
        header = _header(imported, source, data, view, rows)
        if rows is None:
            written = write_manifest(header, imported.columns, path)
            sizes = tuple((name, role, None) for name, role in imported.parts.items())
            return _told(imported, written, sizes, (_UNBOUND,))
        return _bound(imported, header, path, rows)


_UNBOUND = (
    "split_of: no data were named, so the manifest is bound to none; write dataset_id and "
    "observations_digest, or import again with --data"
)


def _bound(
    imported: ImportedSplit, header: dict[str, Any], path: Path, rows: Observations
) -> ImportedManifest:
    """Lay what was imported beside the data, and write the manifest with what was found."""
    from aivc.splits.importers.draft_header import with_measured
    from aivc.splits.manifest.document import read_manifest
    from aivc.splits.manifest.resolve import assign_rows
    from aivc.splits.manifest.write import write_manifest

    with TemporaryDirectory() as folder:
        trial = write_manifest(header, imported.columns, Path(folder) / path.name)
        partitioning, facts = assign_rows(read_manifest(trial), rows)
    _refuse_strange(facts, imported)
    measured, remarks = with_measured(header, imported.left_out, partitioning, rows)
    write_manifest(measured, imported.columns, path)
    sizes = tuple(
        (part["partition_name"], part.get("partition_role"), part["n_observations"])
        for part in measured["partitions"]
    )
    said = {slot for slot in measured if slot == "control_policy"}
    unsaid = [one for one in imported.unsaid if one.split(":", 1)[0] not in said]
    return _told(imported, path, sizes, (), (*remarks, *_odd(facts)), unsaid)


def _refuse_strange(facts: IntegrityFacts, imported: ImportedSplit) -> None:
    """Refuse a split of which nothing is known in the data, not even mangled."""
    from aivc.splits.manifest.assignments import PARTITION

    unknown = facts.unknown_keys
    if not unknown.count or unknown.count < unknown.total or facts.manglings:
        return
    keys = ", ".join(key for key in imported.columns if key != PARTITION)
    message = (
        f"none of the {unknown.total:,} keys of the split is in the data, such as {keys} "
        f"{unknown.examples[0]!r}; name the file that was split with --data, or the column that "
        "says which observations are meant with --key"
    )
    raise ImportedSplitError(message)


def _odd(facts: IntegrityFacts) -> list[str]:
    """Say in a few words what an audit will say at length."""
    told = [
        (facts.unknown_keys.count, "keys that no observation has", facts.unknown_keys.examples),
        (facts.rows_in_several.count, "observations in several parts", ()),
        *(
            (mangling.keys.count, f"keys of {mangling.column} are mangled", mangling.keys.examples)
            for mangling in facts.manglings
        ),
    ]
    return [
        f"{count} {what}" + (f", such as {examples[0]}" if examples else "")
        for count, what, examples in told
        if count
    ]


def _told(
    imported: ImportedSplit,
    path: Path,
    sizes: tuple[tuple[str, str | None, int | None], ...],
    more_unsaid: tuple[str, ...],
    more_remarks: tuple[str, ...] = (),
    unsaid: Sequence[str] | None = None,
) -> ImportedManifest:
    from aivc.splits.manifest.assignments import PARTITION

    return ImportedManifest(
        path,
        imported.source_format,
        sizes,
        tuple(key for key in imported.columns if key != PARTITION),
        (*(imported.unsaid if unsaid is None else unsaid), *more_unsaid),
        (*imported.remarks, *more_remarks),
    )


def _observed(
    stack: ExitStack, data: str | Path | None, card: str | Path | None
) -> tuple[Observations | None, DatasetCard | None]:
    if data is None:
        return None, None
    from aivc.storage import find_card, open_observations
    from aivc.validators.facts.collect import collect
    from aivc.validators.findings import Level
    from aivc.validators.split_facts.observe import observe
    from aivc.verbs.guessed_roles import guesses_for

    dataset = stack.enter_context(open_observations(data))
    view, _, _ = collect(dataset, find_card(data, card, dataset), level=Level.HEADER, needs=set())
    return observe(dataset, view, None, guesses_for(dataset, view, None)), view


def _header(
    imported: ImportedSplit,
    source: str | Path | None,
    data: str | Path | None,
    card: DatasetCard | None,
    rows: Observations | None,
) -> dict[str, Any]:
    from aivc.splits.importers.draft_header import draft_header
    from aivc.splits.manifest.digests import observations_digest
    from aivc.verbs.dataset_reference import dataset_reference, manifest_name

    what = Path(source).stem.split(".", 1)[0] if source is not None else "obs"
    if card is None or rows is None or data is None:
        return draft_header(imported, manifest_name(source or "split", imported.source_format), {})
    reference = dataset_reference(data, card, observations_digest(rows.id_hashes))
    return draft_header(imported, manifest_name(data, _plain(what)), reference)


def _plain(text: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in text.lower()).strip("-") or "imported"


def _format(name: str | None) -> Any:
    from aivc.splits.importers.read_split import SplitFormat

    if name is None:
        return None
    try:
        return SplitFormat(name)
    except ValueError:
        message = f"there is no format {name!r} of splits; there are {', '.join(SplitFormat)}"
        raise ImportedSplitError(message) from None


def _checked(roles: Mapping[str, str] | None) -> Mapping[str, str] | None:
    from aivc.schema.slots import enum_spec

    known = tuple(enum_spec("PartitionRole").values)
    for name, role in (roles or {}).items():
        if role not in known:
            message = f"{role!r}, the role of {name!r}, is none of {', '.join(known)}"
            raise ImportedSplitError(message)
    return roles
