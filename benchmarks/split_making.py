"""Make splits: of a million rows alone, and of similar things beside DataSAIL, in one run.

    python benchmarks/split_making.py --folder FOLDER --peer-python DATASAIL/bin/python

Rows: N observations in G groups of log-normal size, with 20 cell types and 100 plates, drawn here.

Similar things: entities in planted families of 20, each a vector of 64 numbers near the centre of
its family, tightly or loosely. DataSAIL gets the matrix of cosines and divides 80 : 20 by clusters
(C1e, SCIP, one thread, 60 s at most, 50 clusters as by default, and as many as families where those
are fewer); we link whatever is more alike than 0.9 and divide the groups that are left. Both get
the same file and are judged alike: L is the similarity between parts as a share of all of it
(DataSAIL's own measure), twins is the share of test entities with a cosine above 0.9 to one of
training.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from side_by_side import measure

FAMILY = 20
DIMENSIONS = 64
SPREADS = {"tight": 0.03, "loose": 0.04}
"""Cosines within a family are about 0.95 and 0.91; only a part of the latter are twins."""

TWIN = 0.9
SHARE = 0.2


def plant(n_entities: int, spread: float, seed: int = 0) -> np.ndarray:
    """Return unit vectors in families, in random order, shape (n_entities, DIMENSIONS)."""
    draw = np.random.default_rng(seed)
    centres = draw.normal(size=(n_entities // FAMILY, DIMENSIONS))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    vectors = np.repeat(centres, FAMILY, axis=0)
    vectors = vectors + draw.normal(size=vectors.shape) * spread
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors[draw.permutation(n_entities)]


def divide_entities(vectors: np.ndarray) -> np.ndarray:
    """Return the part of each entity: 0 train, 1 test."""
    from aivc.splits.making.links import links_of_pairs
    from aivc.splits.making.make import make_split
    from aivc.splits.making.request import SplitRequest

    pairs = [np.empty((0, 2), np.int64)]
    for start in range(0, len(vectors), 1024):
        alike = vectors[start : start + 1024] @ vectors.T > TWIN
        pairs.append(np.argwhere(np.triu(alike, start + 1)) + np.array([start, 0]))
    links = links_of_pairs("similar", len(vectors), np.concatenate(pairs))
    made = make_split(bare_rows(len(vectors)), SplitRequest(), links=(links,))
    return made[0].partitioning.codes


def divide_rows(n_rows: int, n_groups: int, folds: int | None, *, strata: bool) -> float:
    """Divide rows that are drawn here; return the CPU seconds that took."""
    from aivc.splits.making.make import make_split
    from aivc.splits.making.request import PartRequest, SplitRequest
    from aivc.splits.observations import AxisKeys

    draw = np.random.default_rng(0)
    weight = draw.lognormal(0, 1, n_groups)
    codes = {
        "donor": (draw.choice(n_groups, n_rows, p=weight / weight.sum()), n_groups),
        "cell_type": (draw.integers(0, 20, n_rows), 20),
        "plate": (draw.integers(0, 100, n_rows), 100),
    }
    axes = {
        axis: AxisKeys(axis, each.astype(np.int32), tuple(f"{axis} {k}" for k in range(n)))
        for axis, (each, n) in codes.items()
    }
    parts = (
        PartRequest("train", "training"),
        PartRequest("validation", "validation", 0.1),
        PartRequest("test", "test", 0.2),
    )
    request = SplitRequest(("donor",), parts, strata=("cell_type",) if strata else (), folds=folds)
    rows = bare_rows(n_rows, axes)
    started = time.process_time()
    make_split(rows, request)
    return time.process_time() - started


def bare_rows(n_rows: int, axes: dict[str, Any] | None = None) -> Any:
    """Return rows that have nothing but names, and axes."""
    from aivc.splits.observations import Observations

    names = np.random.default_rng(1).integers(0, 2**63, n_rows).astype(np.uint64)
    return Observations(
        n_rows, axes or {}, np.zeros(n_rows, bool), names, lambda _: (), lambda _: None
    )


def judged(vectors: np.ndarray, parts: np.ndarray) -> tuple[float, float, float]:
    """Return L, the share of test entities with a twin in training, and the share in the test."""
    between, total = 0.0, 0.0
    has_twin = np.zeros(len(vectors), bool)
    # In blocks: a child's peak memory counts from what its parent holds.
    for start in range(0, len(vectors), 256):
        rows = slice(start, start + 256)
        similarity = np.maximum(vectors[rows] @ vectors.T, 0)
        between += float(similarity[parts[rows, None] != parts].sum())
        total += float(similarity.sum())
        has_twin[rows] = (similarity[:, parts == 0] > TWIN).any(axis=1)
    test = parts == 1
    twins = float(has_twin[test].mean()) if test.any() else float("nan")
    return between / total, twins, float(test.mean())


def beside_peer(folder: Path, peer_python: str, sizes: list[int]) -> None:
    """Print the table of similar things."""
    print(
        "| entities | families | maker | wall s | CPU s | peak MB | L | twins | in test | placed |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    here = Path(__file__)
    for n_entities, (kind, spread) in product(sizes, SPREADS.items()):
        file = folder / f"families_{n_entities}_{kind}.npy"
        vectors = plant(n_entities, spread)
        np.save(file, vectors)
        peer = f"{peer_python} {here.with_name('split_making_datasail.py')} {file}"
        makers = {"aivc": f"{sys.executable} {here} --entities {file}"}
        for k in dict.fromkeys((50, min(50, n_entities // FAMILY))):
            makers[f"DataSAIL 1.4.0, k = {k}"] = f"{peer} --clusters {k}"
        for name, command in makers.items():
            answer = folder / "parts.json"
            answer.unlink(missing_ok=True)
            took = measure(f"{command} --answer {answer}")
            parts = read_answer(answer, n_entities)
            figures = f"{took.wall:.1f} | {took.cpu:.1f} | {took.peak_mb:.0f}"
            if (parts >= 0).any():
                leakage, twins, share = judged(vectors, parts)
                rest = f"{leakage:.3f} | {twins:.1%} | {share:.1%} | {(parts >= 0).mean():.0%}"
            else:
                rest = "none | none | none | 0%"
            print(f"| {n_entities:,} | {kind} | {name} | {figures} | {rest} |", flush=True)
        chance = np.random.default_rng(0).random(n_entities) < SHARE
        leakage, twins, share = judged(vectors, chance.astype(int))
        print(
            f"| {n_entities:,} | {kind} | at random | | | | {leakage:.3f} | {twins:.1%} "
            f"| {share:.1%} | 100% |"
        )


def read_answer(answer: Path, n_entities: int) -> np.ndarray:
    """Return the part of each entity, -1 for those that have none."""
    if not answer.exists():
        return np.full(n_entities, -1)
    return np.array(json.loads(answer.read_text("utf-8")))


ROWS = (
    (1_000_000, 10_000, False, None),
    (1_000_000, 10_000, True, None),
    (1_000_000, 10_000, True, 5),
    (1_000_000, 1_000_000, True, None),
)


def of_rows(folder: Path) -> None:
    """Print the table of rows; drawing them is taken off."""
    print("| rows | groups | strata | folds | CPU s | peak MB |")
    print("|---|---|---|---|---|---|")
    for n_rows, n_groups, strata, folds in ROWS:
        command = f"{sys.executable} {__file__} --rows {n_rows} --groups {n_groups}"
        command += " --strata" * strata + (f" --folds {folds}" if folds else "")
        answer = folder / "seconds"
        took = measure(f"{command} --answer {answer}")
        seconds = float(answer.read_text("utf-8"))
        kept = "20 cell types" if strata else "none"
        print(
            f"| {n_rows:,} | {n_groups:,} | {kept} | {folds or 1} | {seconds:.1f} "
            f"| {took.peak_mb:.0f} |"
        )


def main() -> None:
    """Read the command line: the whole benchmark, or one of its jobs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("split_making"))
    parser.add_argument("--peer-python")
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 1000, 5000])
    parser.add_argument("--entities", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--groups", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--strata", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folds", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--answer", type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.entities:
        parts = divide_entities(np.load(said.entities))
        said.answer.write_text(json.dumps(parts.tolist()), "utf-8")
    elif said.rows:
        seconds = divide_rows(said.rows, said.groups, said.folds, strata=said.strata)
        said.answer.write_text(str(seconds), "utf-8")
    else:
        said.folder.mkdir(parents=True, exist_ok=True)
        of_rows(said.folder)
        if said.peer_python:
            beside_peer(said.folder, said.peer_python, said.sizes)


if __name__ == "__main__":
    main()
