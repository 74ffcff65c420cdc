"""From splits that were made to manifests: their headers, their files, their assignments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.verbs.split_audit import MANIFEST_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.splits.making.made import MadeSplit
    from aivc.splits.observations import Observations


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds manifests to a dataset: where it is, its card, and what was said about it."""

    source: str | Path
    card: DatasetCard
    rows: Observations
    said: Mapping[str, Any]

    def headers(self, splits: Sequence[MadeSplit]) -> list[dict[str, Any]]:
        """Return the whole header of each split."""
        from aivc.splits.manifest.digests import observations_digest
        from aivc.verbs.dataset_reference import dataset_reference, manifest_name

        digest = observations_digest(self.rows.id_hashes)
        reference = dataset_reference(self.source, self.card, digest)
        headers = []
        for made in splits:
            unit = str(made.header["unit_of_split"]).replace("_", "-")
            turn = f".{made.turn.name}" if made.turn.name else ""
            name = manifest_name(self.source, f"by-{unit}{turn}")
            headers.append({"manifest_id": name, "split_of": reference, **self.said, **made.header})
        return headers

    def write(self, header: Mapping[str, Any], made: MadeSplit, path: Path) -> tuple[str, ...]:
        """Write a manifest; return the columns that decide who is in which part."""
        from aivc.splits.manifest.assignments import PARTITION
        from aivc.splits.manifest.coarsest import assignment_columns
        from aivc.splits.manifest.write import write_manifest

        columns = assignment_columns(made.partitioning, self.rows)
        write_manifest(header, columns, path)
        return tuple(name for name in columns if name != PARTITION)


def path_of(source: str | Path, output: str | Path | None) -> Path:
    """Return the file of the manifest that is asked for, or that beside the data."""
    if output is not None:
        return Path(output)
    data = Path(source)
    return data.with_name(data.name.rsplit(".", 1)[0] + MANIFEST_SUFFIX)


def paths_of(
    source: str | Path, output: str | Path | None, splits: Sequence[MadeSplit]
) -> list[Path]:
    """Return the file of each manifest; of several, the turn is put before the suffix."""
    path = path_of(source, output)
    suffix = MANIFEST_SUFFIX if path.name.endswith(MANIFEST_SUFFIX) else path.suffix
    stem = path.name.removesuffix(suffix)
    turns = [made.turn.name for made in splits]
    return [path.with_name(f"{stem}.{turn}{suffix}") if turn else path for turn in turns]
