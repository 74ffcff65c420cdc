"""CRISPR screens: guides, targets and pairs of targets, spelt as files spell them."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from catalogue.design import Design
from catalogue.headers import both_unseen, header, unseen
from catalogue.shuffling import barcodes, divided, generator, shuffled

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

GENES = (
    "KLF1", "CEBPA", "CEBPE", "FOXA1", "JUN", "MAP2K6", "TBX3", "SNAI1", "ETS2", "IRF1",
    "PTPN12", "SPI1", "UBASH3B", "ZBTB25", "NKX2-1", "HLA-A", "KMT2A", "TP53", "MAP3K21", "AHR",
)  # fmt: skip
CONTROL = "non-targeting"
CELLS = 8


def guide_screen(seed: int, unit: str = "target", control_policy: str = "train_only") -> Design:
    """Return a screen with three guides for each gene; genes, or single guides, are held out."""
    name = f"guide_screen_{unit}_{control_policy}"
    rng = generator(name, seed)
    genes = sorted(shuffled(GENES, rng)[:15])
    guides = [(gene, f"{gene}_g{k}") for gene in genes for k in (1, 2, 3)]
    if unit == "target":
        by_gene = divided(genes, rng)
        part_of = {guide: by_gene[gene] for gene, guide in guides}
    else:
        part_of = {guide: ("train", "val", "test")[int(guide[-1]) - 1] for _, guide in guides}
    rows = [(gene, guide, part_of[guide]) for gene, guide in guides for _ in range(CELLS)]
    rows += _controls(40, rng, control_policy)
    obs: dict[str, tuple[Any, ...]] = {
        "target_gene": tuple(gene for gene, _, _ in rows),
        "guide_id": tuple(guide for _, guide, _ in rows),
        **_constant(len(rows)),
        "gem_group": tuple(int(k) for k in rng.integers(1, 4, len(rows))),
    }
    written = header(
        unit,
        both_unseen(unit),
        binding={"target": ["target_gene"], "guide": ["guide_id"], "lane": ["gem_group"]},
        control_policy=control_policy,
        controls=[CONTROL],
        shared=["cell_line", "lane", *(["target", "agent"] if unit == "guide" else [])],
    )
    return _design(name, seed, rng, obs, tuple(part for _, _, part in rows), written)


def single_screen(seed: int) -> Design:
    """Return a screen of which only the label of the perturbation is known; genes are held out."""
    rng = generator("single_screen", seed)
    genes = sorted(shuffled(GENES, rng)[:15])
    by_gene = divided(genes, rng)
    rows = [(gene, by_gene[gene]) for gene in genes for _ in range(CELLS)]
    rows += [(CONTROL, part) for _, _, part in _controls(40, rng, "train_only")]
    obs: dict[str, tuple[Any, ...]] = {
        "perturbation": tuple(label for label, _ in rows),
        **_constant(len(rows)),
    }
    written = header(
        "agent",
        both_unseen("agent"),
        binding={"agent": ["perturbation"]},
        control_policy="train_only",
        controls=[CONTROL],
        shared=["cell_line"],
    )
    return _design("single_screen", seed, rng, obs, tuple(part for _, part in rows), written)


def pair_screen(seed: int, members_seen: int = 2) -> Design:
    """Return a screen of single genes and pairs; pairs are held out.

    Each of the held out pairs has 0, 1 or 2 members that training knows alone. Labels have their
    members in any order, and singles are spelt in three ways.
    """
    name = f"pair_screen_{members_seen}"
    rng = generator(name, seed)
    genes = shuffled(GENES, rng)
    known, novel = genes[:12], genes[12:]
    pairs = {
        0: list(combinations(novel, 2)),
        1: [(a, b) for a in known for b in novel],
        2: list(combinations(known, 2)),
    }[members_seen]
    held = shuffled(pairs, rng)[:10]
    taken = {frozenset(pair) for pair in held}
    rest = shuffled([p for p in combinations(known, 2) if frozenset(p) not in taken], rng)[:14]
    rows: list[tuple[str, str]] = []
    for gene in known:
        rows += [(_spelt_single(gene, rng), "train") for _ in range(CELLS)]
    for pair in rest:
        rows += [("+".join(shuffled(pair, rng)), "train") for _ in range(CELLS)]
    for k, pair in enumerate(held):
        part = "val" if k < 4 else "test"
        rows += [("+".join(shuffled(pair, rng)), part) for _ in range(CELLS)]
    controls = [(CONTROL, part) for _, _, part in _controls(40, rng, "train_only")]
    rows += controls
    obs: dict[str, tuple[Any, ...]] = {
        "perturbation": tuple(label for label, _ in rows),
        **_constant(len(rows)),
        "gem_group": tuple(int(k) for k in rng.integers(1, 4, len(rows))),
    }
    claims = [
        unseen("combination", part=part, members_seen=members_seen) for part in ("val", "test")
    ]
    written = header(
        "combination",
        claims,
        binding={"target": ["perturbation"], "lane": ["gem_group"], "combination_separator": "+"},
        control_policy="train_only",
        controls=[CONTROL, "ctrl"],
        shared=["cell_line", "lane", "target", "agent"],
    )
    return _design(name, seed, rng, obs, tuple(part for _, part in rows), written)


def _spelt_single(gene: str, rng: np.random.Generator) -> str:
    return (gene, f"ctrl+{gene}", f"{gene}+ctrl")[int(rng.integers(3))]


def _controls(n: int, rng: np.random.Generator, control_policy: str) -> list[tuple[str, str, str]]:
    part_of: dict[str, Callable[[], str]] = {
        "train_only": lambda: "train",
        "split_random": lambda: ("train", "val", "test")[int(rng.integers(3))],
    }
    return [
        (CONTROL, f"NTC_{int(rng.integers(1, 6))}", part_of[control_policy]()) for _ in range(n)
    ]


def _constant(n: int) -> dict[str, tuple[Any, ...]]:
    return {
        "organism_ontology_term_id": ("NCBITaxon:9606",) * n,
        "cell_line": ("K-562",) * n,
    }


def _design(
    name: str,
    seed: int,
    rng: np.random.Generator,
    obs: dict[str, tuple[Any, ...]],
    parts: tuple[str | None, ...],
    written: dict[str, Any],
) -> Design:
    columns = {**written["binding"]}
    columns["keys"] = [
        *columns["keys"],
        {"role": "organism", "columns": ["organism_ontology_term_id"]},
        {"role": "cell_line", "columns": ["cell_line"]},
    ]
    return Design(
        name,
        barcodes(len(parts), rng),
        obs,
        parts,
        {**written, "binding": columns},
        as_text=frozenset({"guide_id", "perturbation"} & set(obs) if seed % 2 else ()),
        table_format="csv" if seed % 3 == 0 else "parquet",
    )
