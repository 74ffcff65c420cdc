"""Small datasets with manifests, as a user would have them on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import anndata
import numpy as np
import pandas as pd
import yaml

from aivc.evaluation.tasks.prepare import Prepared, prepare
from aivc.evaluation.tasks.resolve import resolve_task
from aivc.schema.reading import read_card
from aivc.splits.manifest.document import ManifestDocument, read_manifest
from aivc.storage import open_observations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.evaluation.task import Task

N_FEATURES = 12
FEATURES = tuple(f"gene{k}" for k in range(N_FEATURES))


@dataclass
class Lab:
    """A dataset, its card and its split; change what a test is about, then prepare it."""

    folder: Path
    obs: pd.DataFrame
    x: Any
    parts: Sequence[str]
    card: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    obsm: dict[str, Any] = field(default_factory=dict)
    features: Sequence[str] = FEATURES

    def document(self) -> ManifestDocument:
        """Write the manifest and read it."""
        roles = {"train": "training", "test": "test", "calibration": "calibration"}
        names = sorted({*self.parts} - {""})
        header = {
            "aivc_schema_version": "0.1.0",
            "manifest_id": "aivc:splits/tried",
            "purpose": "benchmark",
            "unit_of_split": "donor",
            "partitions": [
                {"partition_name": name, "partition_role": roles.get(name, name)} for name in names
            ],
            "assignments": {"path": "split.tsv"},
            **self.header,
        }
        rows = zip(self.obs.index, self.parts, strict=True)
        lines = ["observation_id\tpartition", *(f"{row}\t{part}" for row, part in rows if part)]
        (self.folder / "split.tsv").write_text("\n".join(lines) + "\n")
        path = self.folder / "split.yaml"
        path.write_text(yaml.safe_dump(header))
        return read_manifest(path)

    def data(self) -> Path:
        """Write the dataset."""
        path = self.folder / "data.h5ad"
        var = pd.DataFrame(index=list(self.features))
        anndata.AnnData(self.x, obs=self.obs, var=var, obsm=self.obsm).write_h5ad(path)
        return path

    def prepare(self, name: str | None = None) -> Prepared:
        """Prepare the task of the manifest."""
        document = self.document()
        with open_observations(self.data()) as dataset:
            card = read_card(self.card)
            task = resolve_task(dataset, card, document, name)
            return prepare(dataset, card, document, task)

    def task(self, name: str | None = None) -> Task:
        """Resolve the task of the manifest."""
        with open_observations(self.data()) as dataset:
            return resolve_task(dataset, read_card(self.card), self.document(), name)

    def taken(self, rows: Sequence[int]) -> Lab:
        """Return the same with rows in another order."""
        return Lab(
            self.folder,
            self.obs.iloc[rows],
            self.x[rows],
            [self.parts[row] for row in rows],
            self.card,
            self.header,
            {name: values[rows] for name, values in self.obsm.items()},
            self.features,
        )


BINDING = {
    "keys": [
        {"role": "donor", "columns": ["donor"]},
        {"role": "agent", "columns": ["agent"]},
        {"role": "dose", "columns": ["dose"]},
    ],
    "dose_unit": "umol/L",
    "combination_separator": "+",
}
"""The columns of :func:`lab`, as a card binds them."""


UNHEARD_OF = "NCBITaxon:3702"
"""An organism whose genes the vocabulary does not hold: no agent is then looked up as a gene."""


def lab(
    folder: Path,
    treatments: Sequence[tuple[str, float]] = (("vehicle", 0.0), ("drug", 1.0)),
    donors: Sequence[str] = ("D1", "D2", "D3"),
    n_cells: int = 6,
    parts: Mapping[str, str] | None = None,
    seed: int = 0,
) -> Lab:
    """Return counts of cells of donors under treatments; the last donor is tested."""
    rows = [(d, a, x) for d in donors for a, x in treatments for _ in range(n_cells)]
    obs = pd.DataFrame(rows, columns=["donor", "agent", "dose"])
    obs.index = pd.Index([f"cell{k}" for k in range(len(obs))])
    rng = np.random.default_rng(seed)
    level = rng.gamma(2.0, 3.0, N_FEATURES)
    x = rng.poisson(level, (len(obs), N_FEATURES)).astype(np.float64)
    chosen = parts or {donors[-1]: "test"}
    return Lab(
        folder,
        obs,
        x,
        [chosen.get(donor, "train") for donor in obs.donor],
        card={
            "binding": BINDING,
            "samples": [{"sample_id": "all", "organism_ontology_term_id": [UNHEARD_OF]}],
        },
        header={"claims": [{"claim_axis": "donor", "novelty": "unseen", "partition": "test"}]},
    )


def declared(**slots: Any) -> dict[str, Any]:
    """Return a task as a manifest declares it."""
    return {"task_id": "tried", "task_kind": "response", **slots}
