"""Atlases of many sites, donors, families, tissues and platforms, with missing values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.design import Design
from catalogue.headers import both_unseen, header
from catalogue.shuffling import barcodes, divided, generator

if TYPE_CHECKING:
    import numpy as np

COLUMNS = {
    "site": ["center"],
    "study": ["study"],
    "family": ["family"],
    "donor": ["donor_id"],
    "sample": ["sample_id"],
    "batch": ["batch_id"],
    "lane": ["library"],
    "tissue": ["tissue"],
    "disease": ["disease"],
    "cell_type": ["cell_type"],
    "assay": ["assay"],
    "replicate": ["replicate"],
}
AXIS_OF = {"assay": "platform"}
NESTED = ("site", "study", "family", "donor", "sample", "batch", "lane")
"""Axes, coarse to fine: each value of one lies in a single value of those before it."""
TISSUES = ("lung", "liver", "kidney", "spleen")
DISEASES = ("normal", "asthma", "fibrosis", "influenza")
TYPES = ("T cell", "B cell", "macrophage", "fibroblast", "NK cell", "monocyte")
CELLS = 12


def atlas(seed: int, unit: str = "donor") -> Design:
    """Return an atlas of five sites with whole values of one axis held out."""
    name = f"atlas_{unit}"
    rng = generator(name, seed)
    obs = _frame(rng)
    column = COLUMNS.get(unit, COLUMNS["assay"])[0]
    division = divided(sorted({v for v in obs[column] if v is not None}), rng)
    # Who has no value is left out: what is unknown cannot be kept apart.
    parts = tuple(None if v is None else division[v] for v in obs[column])
    finer = NESTED[NESTED.index(unit) :] if unit in NESTED else (unit,)
    shared = [AXIS_OF.get(role, role) for role in COLUMNS if role not in finer]
    written = header(
        unit,
        both_unseen(unit),
        binding=COLUMNS,
        control_policy="shared_all",
        shared=[axis for axis in shared if axis != unit],
        exclusions=[{"exclusion_reason": f"no {unit} is known"}],
    )
    return Design(
        name,
        barcodes(len(parts), rng),
        obs,
        parts,
        written,
        as_text=frozenset({"tissue", "batch_id"} if seed % 2 else ()),
        unused={"cell_type": ("erythrocyte",), "donor_id": ("H99",)},
    )


def _frame(rng: np.random.Generator) -> dict[str, tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    n_sample = 0
    for site in range(1, 6):
        for donor in range(1, 5):
            person = f"H{site}{donor}"
            for sample in range(2):
                n_sample += 1
                tissue = TISSUES[int(rng.integers(len(TISSUES)))]
                assay = ("10x 3' v3", "10x 5' v2", "Smart-seq2")[n_sample % 3]
                rows += [
                    (
                        f"site {site}",
                        f"study {site}",
                        f"F{site}{(donor + 1) // 2}",
                        person,
                        f"{person}-{sample}",
                        f"{n_sample:03d}",
                        f"L{n_sample}",
                        tissue,
                        DISEASES[(site + donor) % 4],
                        TYPES[int(rng.integers(len(TYPES)))],
                        assay,
                        f"r{sample + 1}",
                    )
                    for _ in range(CELLS)
                ]
    columns = [names[0] for names in COLUMNS.values()]
    obs = dict(zip(columns, zip(*rows, strict=True), strict=True))
    for column, share in (("disease", 0.1), ("cell_type", 0.1), ("family", 0.0)):
        missing = rng.random(len(rows)) < share
        obs[column] = tuple(
            None if gone else value for gone, value in zip(missing, obs[column], strict=True)
        )
    return obs
