"""The files beside the card: weights of a link, gene sets, and the truth."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.synthetic.section import truth
from aivc.reference_models.synthetic.section.tables import cell_ids, spot_ids
from aivc.validators.facts.file_facts import digest_of
from aivc.validators.facts.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.reference_models.synthetic.section.covering import Covering
    from aivc.reference_models.synthetic.section.sections import SectionData

WEIGHTS, GENE_SETS = "cell_to_spot.parquet", "programmes.gmt"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file beside the card."""

    path: str
    sha256: str
    n_rows: int

    def described(self) -> dict[str, Any]:
        """Return what the card says of it."""
        return {"path": self.path, "sha256": self.sha256, "n_rows": self.n_rows}


def write_weights(
    folder: Path, sections: Sequence[SectionData], covered: Mapping[str, Covering]
) -> WrittenFile:
    """Write which share of the cells of a spot each cell is."""
    import pyarrow as pa
    from pyarrow import parquet

    sources: list[str] = []
    targets: list[str] = []
    for data in sections:
        pairs = covered[data.section.name]
        cells, spots = cell_ids(data), spot_ids(data.section)
        sources += [cells[row] for row in pairs.cells]
        targets += [spots[row] for row in pairs.spots]
    weights = np.concatenate([covered[data.section.name].weights for data in sections])
    table = pa.table({"source": sources, "target": targets, "weight": weights})
    parquet.write_table(table, folder / WEIGHTS, compression="zstd")
    return _written(folder, WEIGHTS, len(sources))


def write_gene_sets(folder: Path) -> WrittenFile:
    """Write the programmes as gene sets."""
    lines = [
        "\t".join((name, "programme of the synthetic tissue", *members))
        for name, members in sorted(truth.PROGRAMMES.items())
    ]
    (folder / GENE_SETS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return _written(folder, GENE_SETS, len(lines))


def written_store(store: Path) -> WrittenFile:
    """Return the digest of a store, as a validation computes it."""
    digest = digest_of(store, Progress(None))
    if digest is None:
        msg = f"{store} was just written and is no longer there"
        raise FileNotFoundError(msg)
    return WrittenFile(store.name, digest.partition(":")[2], 0)


def _written(folder: Path, name: str, n_rows: int) -> WrittenFile:
    return WrittenFile(name, hashlib.sha256((folder / name).read_bytes()).hexdigest(), n_rows)
