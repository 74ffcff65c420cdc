"""A larger screen like ``guides``, one replicate held out: the specimen ``screen_split``.

K-562 cells with one guide for each of 36 genes, named in ``TARGETS``. Knocking down the k-th of
them changes ten other genes, the more the larger k is. obs, var and card are made like those of
``guides``, without combinations and without ``X`` (the matrix ``X`` holds the counts); ``/binding``
is the same.

Rows (940)
    Rows 0-89 are of ``K562_1``, rows 90-179 of ``K562_2`` (two cells of each gene, then 18 with
    non-targeting guides), rows 180-939 of ``K562_3`` (twenty of each gene, in the order of
    ``TARGETS``, then forty non-targeting). Cell c of a condition is in lane ``lane_1`` where c is
    even, and sequenced to a depth that grows with c modulo 4, so that depth has nothing to do with
    the condition.

Rows 0-179 are ``train``, the rest ``test``. The unit of the split is the sample, and it is claimed
that ``test`` holds an unseen sample. Controls go with their sample.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.examples.specimen import (
    Specimen,
    SpecimenFrame,
    SpecimenMatrix,
    SpecimenSplit,
    SpecimenTable,
)
from aivc.validators.examples.specimens import guides
from aivc.validators.examples.specimens.genes import GENES
from aivc.validators.examples.specimens.guides_card import (
    LANES,
    NON_TARGETING,
    SAMPLES,
    guides_card,
    protospacer,
)
from aivc.validators.examples.specimens.guides_card import TARGETS as GUIDES_TARGETS
from aivc.validators.examples.specimens.manifests import manifest
from aivc.validators.examples.specimens.sampling import (
    barcodes,
    content_sha256,
    feature_list_sha256,
    read_only,
    sample_counts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

TARGETS = tuple(guides.EXPRESSION)[:36]
"""Genes that are knocked down, the least effective first."""

MITOCHONDRIAL = ("MT-CO1", "MT-ND1", "MT-ATP6")
CELLS = {"K562_1": (2, 18), "K562_2": (2, 18), "K562_3": (20, 40)}
"""Cells of each gene, and control cells, of each sample."""

LEAST = 20.0
"""Molecules of every target that a cell without a guide holds at least."""

DEPTHS = (0.25, 0.5, 1.0, 2.0)
STRONGEST = 2.0
N_CHANGED = 10
GUIDE = 1
"""Number of the guide of each gene."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One observation; ``gene`` is empty for a control, ``number`` counts within the condition."""

    sample: str
    gene: str
    number: int

    @property
    def condition(self) -> str:
        """Identifier of the condition."""
        return f"{self.gene or 'non_targeting'}_8d"

    @property
    def guide(self) -> str:
        """Guide that was found."""
        return f"{self.gene}_{GUIDE}" if self.gene else NON_TARGETING[self.number % 2]


def specimen() -> Specimen:
    """Return the specimen."""
    cells = list(_cells())
    symbols = tuple(guides.EXPRESSION)
    features = tuple(GENES[symbol] for symbol in symbols)
    counts = read_only(sample_counts(_means(cells), seed=5, spread=0.1))
    digest = content_sha256(counts)
    card = _card(cells, counts, features, digest)
    columns = {"feature_name": symbols, "feature_is_filtered": (False,) * len(features)}
    table = SpecimenTable(
        obs=_obs(cells, counts),
        var=SpecimenFrame(features, columns),
        matrices={"X": SpecimenMatrix(counts)},
        uns={"title": card["title"], "organism_ontology_term_id": "NCBITaxon:9606"},
    )
    whole = Specimen("screen", "h5ad", card, {"": table}, digest)
    header = manifest(
        whole,
        "sample",
        roles={"train": "training", "test": "test"},
        claims=[{"claim_axis": "sample", "novelty": "unseen", "partition": "test"}],
        shared_axes=[
            "cell_line", "tissue", "disease", "organism", "condition", "agent", "guide", "target",
            "time", "batch", "platform",
        ],
        control_policy="split_with_group",
    )  # fmt: skip
    parts = tuple("test" if cell.sample == SAMPLES[2] else "train" for cell in cells)
    return replace(whole, split=SpecimenSplit(header, parts))


def _cells() -> Iterator[Cell]:
    for sample, (n_treated, n_control) in CELLS.items():
        for gene in TARGETS:
            yield from (Cell(sample, gene, number) for number in range(n_treated))
        yield from (Cell(sample, "", number) for number in range(n_control))


def _means(cells: list[Cell]) -> NDArray[np.float64]:
    symbols = list(guides.EXPRESSION)
    base = np.array([guides.EXPRESSION[s] for s in symbols], np.float64)
    base[: len(TARGETS)] = np.maximum(base[: len(TARGETS)], LEAST)
    generator = np.random.Generator(np.random.PCG64(6))
    fold = {"": np.ones(len(symbols))}
    for k, gene in enumerate(TARGETS):
        fold[gene] = np.ones(len(symbols))
        changed = np.argsort(generator.random(len(symbols)))[:N_CHANGED]
        strength = STRONGEST * k / len(TARGETS)
        fold[gene][changed] = np.exp(strength * np.resize([1.0, -1.0], N_CHANGED))
        fold[gene][k] = guides.RESIDUAL
    rows = []
    for cell in cells:
        mean = base * fold[cell.gene]
        rows.append(mean * (base.sum() / mean.sum()) * DEPTHS[cell.number % len(DEPTHS)])
    return np.array(rows)


def _card(
    cells: list[Cell], counts: NDArray[np.float32], features: tuple[str, ...], digest: str
) -> dict[str, Any]:
    residuals = {gene: _residual(gene, cells, counts) for gene in TARGETS}
    card = guides_card(features, feature_list_sha256(features), digest, residuals)
    knockdown, single = card["agents"][0], card["interventions"][0]
    knockdown = {**knockdown, "guides": knockdown["guides"][:GUIDE]}
    model = GUIDES_TARGETS[0]
    agents = [_renamed(knockdown, model, gene) for gene in TARGETS]
    interventions = []
    for gene in TARGETS:
        made = _renamed(single, model, gene)
        told = made["efficiency"][0]
        of_gene = sum(cell.gene in {gene, ""} for cell in cells)
        told["value"] = residuals[gene]
        told["fitted_on"] = [{**told["fitted_on"][0], "n_observations": of_gene}]
        interventions.append(made)
    steps = [
        s for s in card["activities"] if s["step_type"] not in {"normalization", "log_transform"}
    ]
    counted = {**card["tables"][1], "path_in_file": "X", "n_obs": len(cells)}
    treated, control = card["conditions"][0], card["conditions"][-1]
    conditions = [_renamed(treated, model, gene) for gene in TARGETS]
    for condition in (*conditions, control):
        condition["n_observations"] = sum(c.condition == condition["condition_id"] for c in cells)
    return {
        **card,
        "tables": [counted],
        "agents": [*agents, card["agents"][-1]],
        "interventions": interventions,
        "conditions": [*conditions, control],
        "activities": steps,
        "title": "CRISPR interference of 36 genes in K-562",
        "distributions": [{**part, "path": "screen.h5ad"} for part in card["distributions"]],
    }


def _renamed(value: Any, gene: str, other: str) -> Any:
    """Return a part of the card about another gene."""
    if isinstance(value, dict):
        made = {key: _renamed(item, gene, other) for key, item in value.items()}
        if "protospacer_sequence" in made:
            made["protospacer_sequence"] = protospacer(made["guide_id"])
        return made
    if isinstance(value, list):
        return [_renamed(item, gene, other) for item in value]
    if isinstance(value, str):
        return value.replace(gene, other).replace(GENES[gene], GENES[other])
    return value


def _residual(gene: str, cells: list[Cell], counts: NDArray[np.float32]) -> float:
    share = counts[:, TARGETS.index(gene)] / counts.sum(axis=1)
    targeted = np.array([cell.gene == gene for cell in cells])
    control = np.array([not cell.gene for cell in cells])
    return round(float(share[targeted].mean() / share[control].mean()), 3)


def _obs(cells: list[Cell], counts: NDArray[np.float32]) -> SpecimenFrame:
    symbols = list(guides.EXPRESSION)
    totals = counts.sum(axis=1)
    share = 100 * counts[:, [symbols.index(s) for s in MITOCHONDRIAL]].sum(axis=1) / totals
    every = len(cells)
    return SpecimenFrame(
        barcodes("screen", every),
        {
            "sample_id": tuple(cell.sample for cell in cells),
            "condition_id": tuple(cell.condition for cell in cells),
            "batch_id": tuple(LANES[cell.number % 2] for cell in cells),
            "guide_id": tuple(cell.guide for cell in cells),
            "target": tuple(cell.gene or "non-targeting" for cell in cells),
            "n_guides": tuple(int(bool(cell.gene)) or 1 for cell in cells),
            "donor_id": ("na",) * every,
            "cell_type_ontology_term_id": ("na",) * every,
            "assay_ontology_term_id": ("EFO:0009922",) * every,
            "tissue_ontology_term_id": ("CVCL_0004",) * every,
            "tissue_type": ("cell line",) * every,
            "development_stage_ontology_term_id": ("na",) * every,
            "disease_ontology_term_id": ("MONDO:0011996",) * every,
            "self_reported_ethnicity_ontology_term_id": ("na",) * every,
            "sex_ontology_term_id": ("na",) * every,
            "suspension_type": ("cell",) * every,
            "is_primary_data": (True,) * every,
            "total_counts": tuple(int(total) for total in totals),
            "pct_counts_mt": tuple(round(float(value), 3) for value in share),
        },
    )
