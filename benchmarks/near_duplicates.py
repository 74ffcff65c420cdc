"""Plant copies of cells; count those that are found, and cells that are called copies in error.

    python benchmarks/near_duplicates.py [--cells 10000] [--planted 500] [--real FILE.h5ad ...]
    python benchmarks/near_duplicates.py --join 100000 1000000 --equal 10000000

Simulated cells are drawn from 30 types (``atlas``), from one (``line``: no biology at all, so that
every cell looks like every other), or from two of which one is rare and has genes of its own
(``rare``). Real files take the place of simulated ones with ``--real``. One cell in five is test,
the others are training. Copies of training cells are planted into the test part, one kind at a
time; whatever else is called a copy is counted as false.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import anndata
import numpy as np
import scipy.sparse as sp

from aivc.storage.model import SparseBlock
from aivc.validators.facts.collector import Span
from aivc.validators.facts.row_sample import sample_positions
from aivc.validators.facts.stored_pieces import pieces
from aivc.validators.fingerprints.candidates import chosen_width
from aivc.validators.fingerprints.content_scan import ContentScan
from aivc.validators.fingerprints.copies_between import copies_between
from aivc.validators.fingerprints.equal_rows import equal_rows
from aivc.validators.fingerprints.features import feature_keys
from aivc.validators.fingerprints.look_alikes import LookAlikes
from aivc.validators.fingerprints.near_copies import find_near_copies
from aivc.validators.fingerprints.overlap_inputs import overlap_of
from aivc.validators.fingerprints.sensitivity import plant
from aivc.validators.fingerprints.sketch_order import N_BINS, SketchOrder, rarity_levels
from aivc.validators.fingerprints.sketches import Sketches

if TYPE_CHECKING:
    from collections.abc import Callable

N_GENES = 20_000
TEST_SHARE = 0.2


def simulated(kind: str, n_cells: int, depth: int, rng: np.random.Generator) -> sp.csr_matrix:
    """Draw whole counts of cells of a kind."""
    n_types = {"atlas": 30, "line": 1, "rare": 2}[kind]
    base = np.exp(rng.normal(0, 2.2, N_GENES))
    profiles = base * np.exp(rng.normal(0, 0.5, (n_types, N_GENES)))
    for profile in profiles:
        markers = rng.choice(N_GENES, 100, replace=False)
        profile[markers] *= np.exp(rng.normal(3, 1, 100))
    if kind == "rare":
        half = N_GENES // 2
        profiles[0, half:] = profiles[1, :half] = 0.0
    types = rng.integers(0, n_types, n_cells)
    if kind == "rare":
        types = (rng.random(n_cells) < 0.01).astype(int)
    ends = np.cumsum(profiles, axis=1)
    depths = np.maximum(100, rng.lognormal(np.log(depth), 0.3, n_cells)).astype(int)
    columns, counts, pointers = [], [], [0]
    for cell, n_molecules in zip(types, depths, strict=True):
        genes = np.searchsorted(ends[cell], rng.random(n_molecules) * ends[cell, -1])
        found, times = np.unique(genes, return_counts=True)
        columns.append(found)
        counts.append(times)
        pointers.append(pointers[-1] + len(found))
    parts = np.concatenate(counts).astype(np.float32), np.concatenate(columns).astype(np.int32)
    return sp.csr_matrix((*parts, np.array(pointers)), shape=(n_cells, N_GENES))


def thinned(cells: sp.csr_matrix, kept: float, rng: np.random.Generator) -> sp.csr_matrix:
    """Keep each molecule with a chance."""
    copy = cells.copy()
    copy.data = rng.binomial(copy.data.astype(int), kept).astype(np.float32)
    copy.eliminate_zeros()
    return copy


def with_noise(cells: sp.csr_matrix, share: float, rng: np.random.Generator) -> sp.csr_matrix:
    """Replace a share of the molecules of each cell by molecules of the pool of all cells."""
    pool = np.cumsum(np.asarray(cells.sum(axis=0)).ravel())
    kept = thinned(cells, 1 - share, rng)
    more = (np.asarray(cells.sum(axis=1)).ravel() * share).astype(int)
    rows = np.repeat(np.arange(cells.shape[0]), more)
    genes = np.searchsorted(pool, rng.random(len(rows)) * pool[-1])
    ones = np.ones(len(rows), np.float32)
    added = kept + sp.csr_matrix((ones, (rows, genes)), shape=cells.shape)
    added.sort_indices()
    return sp.csr_matrix(added, dtype=np.float32)


def log_normalised(cells: sp.csr_matrix) -> sp.csr_matrix:
    """Scale each cell to 10,000 molecules and take log(x + 1)."""
    copy = cells.copy()
    totals = np.asarray(copy.sum(axis=1)).ravel()
    copy.data = np.log1p(copy.data * np.repeat(1e4 / totals, np.diff(copy.indptr)))
    return copy


def rounded(cells: sp.csr_matrix, decimals: int) -> sp.csr_matrix:
    """Round log-normalised values."""
    copy = log_normalised(cells)
    copy.data = np.round(copy.data, decimals)
    copy.eliminate_zeros()
    return copy


def restricted(cells: sp.csr_matrix, genes: np.ndarray) -> sp.csr_matrix:
    """Set all other genes to zero."""
    mask = np.zeros(cells.shape[1], np.float32)
    mask[genes] = 1
    copy = sp.csr_matrix(cells.multiply(mask), dtype=np.float32)
    copy.eliminate_zeros()
    return copy


@dataclass(frozen=True)
class Found:
    """What was found of planted copies."""

    exact: float
    rescaled: float
    near: float
    n_false: int
    seconds: float
    expected: float

    @property
    def recall(self) -> float:
        """Share of the planted copies that was found in any way."""
        return self.exact + self.rescaled + self.near


def measured(
    training: sp.csr_matrix, test: sp.csr_matrix, planted: sp.csr_matrix, *, idf: bool = True
) -> Found:
    """Compare training cells with test cells and the copies planted behind them."""
    whole = sp.csr_matrix(sp.vstack([training, test, planted]), dtype=np.float32)
    keys = feature_keys([f"gene {k}" for k in range(whole.shape[1])])
    counts = np.bincount(whole.indices, minlength=whole.shape[1])
    # Without data the rarity of genes is not known: all are then taken for equally rare.
    levels = rarity_levels(counts if idf else np.ones_like(counts), whole.shape[0])
    order = SketchOrder.of(keys, levels)
    started = time.process_time()
    scan = ContentScan(
        Span.whole(whole.shape), keys, order, sample_positions(whole.shape[0], 200, 1)
    )
    scan.update(
        SparseBlock(0, whole.shape[0], whole.indptr.astype(np.int64), whole.indices, whole.data)
    )
    contents = scan.result()
    n_training = training.shape[0]
    left = np.arange(n_training, whole.shape[0])

    def keeps_order(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        # What is planted here does, and nothing else has the same features.
        return np.ones(min(len(one), len(other)), bool)

    found = copies_between(
        contents, plant(contents, order), left, np.arange(n_training), keeps_order
    )
    seconds = time.process_time() - started
    first = n_training + test.shape[0]
    n = max(1, planted.shape[0])
    right = {
        kind: int(np.count_nonzero(pairs.right == pairs.left - first))
        for kind, pairs in (
            ("exact", found.exact),
            ("rescaled", found.rescaled),
            ("near", found.near),
        )
    }
    total = len(found.exact) + len(found.rescaled) + len(found.near)
    sensitivity = found.sensitivity.recall[1] if found.sensitivity is not None else float("nan")
    return Found(
        right["exact"] / n,
        right["rescaled"] / n,
        right["near"] / n,
        total - sum(right.values()),
        seconds,
        sensitivity,
    )


def table(name: str, cells: sp.csr_matrix, n_planted: int, rng: np.random.Generator) -> None:
    """Print a row for each kind of copy."""
    order = rng.permutation(cells.shape[0])
    n_test = int(TEST_SHARE * cells.shape[0])
    test, training = cells[order[:n_test]], cells[order[n_test:]]
    n = min(n_planted, training.shape[0] // 2)
    source = training[:n]
    dispersion = np.asarray(cells.power(2).mean(axis=0) - np.square(cells.mean(axis=0))).ravel()
    variable = np.argsort(-dispersion / np.maximum(np.asarray(cells.mean(axis=0)).ravel(), 1e-9))
    width = min(2_000, cells.shape[1])
    any_genes = rng.choice(cells.shape[1], width, replace=False)

    def again(kept: float) -> Callable[[], tuple[sp.csr_matrix, sp.csr_matrix]]:
        return lambda: (training, thinned(source, kept, rng))

    def twice() -> tuple[sp.csr_matrix, sp.csr_matrix]:
        other = sp.csr_matrix(sp.vstack([thinned(source, 0.6, rng), training[n:]]))
        return other, thinned(source, 0.6, rng)

    kinds: dict[str, Callable[[], tuple[sp.csr_matrix, sp.csr_matrix]]] = {
        "nothing planted": lambda: (training, source[:0]),
        "same values": lambda: (training, source),
        "log-normalised": lambda: (training, log_normalised(source)),
        "rounded to 3 decimals": lambda: (training, rounded(source, 3)),
        "rounded to 2 decimals": lambda: (training, rounded(source, 2)),
        **{f"keeps {kept:.0%}": again(kept) for kept in (0.9, 0.7, 0.5, 0.3, 0.1)},
        "sequenced twice, 60 % each": twice,
        "20 % other molecules": lambda: (training, with_noise(source, 0.2, rng)),
        "2,000 variable genes, others zero": lambda: (
            training,
            restricted(source, variable[:width]),
        ),
        "2,000 genes at random, others zero": lambda: (training, restricted(source, any_genes)),
    }
    per_cell = cells.nnz / cells.shape[0]
    print(
        f"\n{name}: {cells.shape[0]:,} cells x {cells.shape[1]:,}, {per_cell:.0f} features a cell"
    )
    print("| copies | found | equal | rescaled | noisy | false | us a cell |")
    print("|---|---|---|---|---|---|---|")
    for label, make in kinds.items():
        other, planted = make()
        found = measured(other, test, planted)
        per_row = found.seconds / (cells.shape[0] + planted.shape[0]) * 1e6
        share = f"{found.recall:.1%}" if planted.shape[0] else f"(expects {found.expected:.0%})"
        print(
            f"| {label} | {share} | {found.exact:.1%} | {found.rescaled:.1%} | {found.near:.1%} "
            f"| {found.n_false} | {per_row:.1f} |",
            flush=True,
        )
    plain = [measured(training, test, thinned(source, kept, rng), idf=False) for kept in (0.9, 0.5)]
    n_false = sum(found.n_false for found in plain)
    print(
        "| all genes taken for equally rare: keeps 90 %, 50 % | "
        f"{plain[0].recall:.1%}, {plain[1].recall:.1%} | | | | {n_false} | |"
    )


def across_files(cells: sp.csr_matrix, names: list[str], other_names: list[str]) -> None:
    """Print containment of a file with fewer, other or renamed features in the whole."""
    rng = np.random.default_rng(5)
    half = cells.shape[0] // 2
    genes = np.sort(rng.choice(cells.shape[1], min(2_000, cells.shape[1]), replace=False))
    shuffled = rng.permutation(cells.shape[1])
    part = cells[:half]
    files = {
        "features in another order": (part[:, shuffled], [names[k] for k in shuffled]),
        "symbols for ids": (part, other_names),
        "symbols, keeps 70 %": (thinned(part, 0.7, rng), other_names),
        "2,000 features": (part[:, genes], [names[k] for k in genes]),
        "2,000 features, log-normalised": (
            log_normalised(part[:, genes]),
            [names[k] for k in genes],
        ),
        "2,000 features, keeps 70 %": (
            thinned(part[:, genes], 0.7, rng),
            [names[k] for k in genes],
        ),
    }
    print(
        "\n| half of the cells in another file | equal | rescaled | noisy | whole in half, noisy |"
    )
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        whole = _written(Path(folder) / "whole.h5ad", cells, names)
        for label, (matrix, own_names) in files.items():
            copy = _written(Path(folder) / "copy.h5ad", matrix, own_names)
            (found,) = overlap_of(copy, whole).tables
            near = found.near.left.share if found.near.left is not None else float("nan")
            back = found.near.right.share if found.near.right is not None else float("nan")
            print(
                f"| {label} | {found.left_exact.share:.1%} | {found.left_support.share:.1%} "
                f"| {near:.1%} | {back:.1%} |",
                flush=True,
            )


def _written(path: Path, matrix: sp.spmatrix, names: list[str]) -> Path:
    rows = [f"{path.stem} {k}" for k in range(matrix.shape[0])]
    table_ = anndata.AnnData(sp.csr_matrix(matrix))
    table_.obs_names, table_.var_names = rows, names
    table_.write_h5ad(path)
    return path


def join(n_rows: int) -> None:
    """Print time and recall of the comparison of many sketches, one fifth of them test."""
    rng = np.random.default_rng(0)
    cells = simulated("line", 4_000, 4_000, rng)
    keys = feature_keys([f"gene {k}" for k in range(N_GENES)])
    counts = np.bincount(cells.indices, minlength=N_GENES)
    order = SketchOrder.of(keys, rarity_levels(counts, cells.shape[0]))
    sketches = Sketches(Span.whole(cells.shape), order)
    pointers = cells.indptr.astype(np.int64)
    block = SparseBlock(0, cells.shape[0], pointers, cells.indices, cells.data)
    for piece in pieces(block, N_GENES, by_columns=False):
        sketches.update(piece)
    few = sketches.result()
    # Bins are drawn one by one, so that no sketch is there twice but those that are planted.
    many = np.empty((n_rows, N_BINS), np.uint8)
    for number in range(N_BINS):
        many[:, number] = few[rng.integers(0, len(few), n_rows), number]
    n_test = int(TEST_SHARE * n_rows)
    test, training = many[:n_test].copy(), many[n_test:]
    shares = {"90 %": 0.91, "70 %": 0.73, "50 %": 0.53, "2 x 60 %": 0.45}
    for k, share in enumerate(shares.values()):
        rows = np.arange(k * 500, (k + 1) * 500)
        kept = rng.random((500, N_BINS)) < share
        test[rows] = np.where(kept, training[rows], test[rows])
    started = time.process_time()
    look_alikes = LookAlikes.measure(test, training)
    width = chosen_width(test, training)
    found = find_near_copies(test, training, look_alikes, width)
    seconds = time.process_time() - started
    is_right = found.left == found.right
    recall = ", ".join(
        f"{label} {np.count_nonzero(is_right & (found.left // 500 == k)) / 500:.1%}"
        for k, label in enumerate(shares)
    )
    print(
        f"| {n_rows:,} | {width} | {seconds / n_rows * 1e6:.1f} | {recall} "
        f"| {np.count_nonzero(~is_right)} of {n_test * len(training):.1e} |"
    )


def equal(n_rows: int) -> None:
    """Print the time and memory of the search for equal hashes."""
    rng = np.random.default_rng(0)
    hashes = rng.integers(1, 2**63, n_rows).astype(np.uint64)
    is_test = rng.random(n_rows) < TEST_SHARE
    left, right = np.flatnonzero(is_test), np.flatnonzero(~is_test)
    hashes[left[:1_000]] = hashes[right[5_000:6_000]]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    found = equal_rows(hashes, left, right)[0]
    seconds = time.process_time() - started
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"| {n_rows:,} | {len(found)} of 1,000 | {seconds:.2f} | {more:.0f} |")


def gene_names(n: int) -> tuple[list[str], list[str]]:
    """Return stable ids of human genes, and their symbols where one symbol means one gene."""
    from aivc.schema.vocabulary import genes

    known = genes("human")
    ids, symbols = [], []
    for number in range(1, 300_000):
        gene_id = f"ENSG{number:011d}"
        symbol = known.by_id(gene_id)
        if symbol and known.by_symbol(symbol) == (gene_id,):
            ids.append(gene_id)
            symbols.append(symbol)
            if len(ids) == n:
                break
    return ids, symbols


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", type=int, default=10_000)
    parser.add_argument("--planted", type=int, default=500)
    parser.add_argument("--real", nargs="*", default=())
    parser.add_argument("--join", type=int, nargs="*", default=(), metavar="ROWS")
    parser.add_argument("--equal", type=int, nargs="*", default=(), metavar="ROWS")
    arguments = parser.parse_args()
    rng = np.random.default_rng(0)
    for n_rows in arguments.join:
        join(n_rows)
    for n_rows in arguments.equal:
        equal(n_rows)
    if arguments.join or arguments.equal:
        return
    if arguments.real:
        for path in arguments.real:
            matrix = sp.csr_matrix(anndata.read_h5ad(path).X, dtype=np.float32)
            matrix.eliminate_zeros()
            table(Path(path).stem, matrix, arguments.planted, rng)
        return
    for kind, depth in (("atlas", 4_000), ("line", 4_000), ("line", 1_000), ("rare", 4_000)):
        cells = simulated(kind, arguments.cells, depth, rng)
        table(f"{kind}, {depth:,} molecules", cells, arguments.planted, rng)
    ids, symbols = gene_names(N_GENES)
    cells = simulated("atlas", min(arguments.cells, 4_000), 2_000, rng)[:, : len(ids)]
    across_files(cells, ids, symbols)


if __name__ == "__main__":
    main()
