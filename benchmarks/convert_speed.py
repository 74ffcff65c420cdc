"""Convert an h5ad and a 10x matrix, beside the plain reading and writing of the same data.

    python benchmarks/convert_speed.py --folder work --cells 400000 --genes 20000

Writes ``cells.h5ad`` (gzip, as AnnData writes it) and ``cells.h5`` (as Cell Ranger 3 writes it)
into the folder where they are not there yet, and lets commands take turns on them:

* ``aivc convert``: detection, draft of the card, keys, container, log;
* ``container``: the container alone, by ``write_container``;
* ``anndata``: read the whole file, write it again, gzip or zarr; for 10x as
  ``scanpy.read_10x_h5`` reads it.

Each is a process of its own; figures are those of the operating system (see ``side_by_side.py``).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

from side_by_side import Figures, measure

BLOCK = 4_000
NNZ_PER_CELL = 1_000
CASES = ("h5ad:h5ad", "h5ad:zarr", "h5:h5ad")


def make(folder: Path, n_cells: int, n_genes: int, per_cell: int = NNZ_PER_CELL) -> None:
    """Write both files with equal content, block by block."""
    import h5py
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    tenx, h5ad = folder / "cells.h5", folder / "cells.h5ad"
    if tenx.exists() and h5ad.exists():
        return
    packed = {"compression": "gzip", "maxshape": (None,), "chunks": (30_000,)}
    with h5py.File(tenx, "w") as left, h5py.File(h5ad, "w") as right:
        _describe(left, right, n_cells, n_genes)
        targets = []
        for group, index in ((left["matrix"], "i8"), (right["X"], "i4")):
            value = "i4" if index == "i8" else "f4"
            targets.append((
                group.create_dataset("data", shape=(0,), dtype=value, **packed),
                group.create_dataset("indices", shape=(0,), dtype=index, **packed),
            ))  # fmt: skip
        pointers = np.zeros(n_cells + 1, dtype=np.int64)
        rng = np.random.default_rng(0)
        for start in range(0, n_cells, BLOCK):
            n_rows = min(BLOCK, n_cells - start)
            gaps = rng.integers(1, max(2, 2 * n_genes // per_cell), (n_rows, per_cell))
            places = np.cumsum(gaps, axis=1) - 1
            kept = places < n_genes
            indices = places[kept]
            counts = rng.geometric(0.6, len(indices))
            ends = pointers[start] + np.cumsum(kept.sum(axis=1))
            pointers[start + 1 : start + n_rows + 1] = ends
            for data, columns in targets:
                for dataset, values in ((data, counts), (columns, indices)):
                    dataset.resize(int(ends[-1]), axis=0)
                    dataset[int(pointers[start]) :] = values
        left["matrix/indptr"] = pointers
        right["X/indptr"] = pointers


def _describe(left, right, n_cells: int, n_genes: int) -> None:
    import anndata
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(1)
    names = np.array([f"cell{cell:08d}-1" for cell in range(n_cells)])
    ids = [f"ENSG{gene:011d}" for gene in range(n_genes)]
    drugs = np.array(["DMSO", *(f"drug{number}" for number in range(100))])
    obs = pd.DataFrame(
        {
            "perturbation": pd.Categorical(drugs[rng.integers(0, 101, n_cells)]),
            "dose_value": rng.choice([0.1, 1.0, 10.0], n_cells),
            "dose_unit": pd.Categorical(["uM"] * n_cells),
            "time_h": rng.choice([24, 72], n_cells),
            "donor_id": pd.Categorical(rng.choice([f"D{d}" for d in range(8)], n_cells)),
            "batch": pd.Categorical(rng.choice([f"B{b}" for b in range(10)], n_cells)),
            "cell_type": pd.Categorical(rng.choice(["K562", "RPE1", "A549"], n_cells)),
        },
        index=names,
    )
    right.attrs.update({"encoding-type": "anndata", "encoding-version": "0.1.0"})
    anndata.io.write_elem(right, "obs", obs)
    anndata.io.write_elem(right, "var", pd.DataFrame(index=ids))
    for group in ("obsm", "varm", "obsp", "varp", "layers", "uns"):
        anndata.io.write_elem(right, group, {})
    x = right.create_group("X")
    x.attrs.update({"encoding-type": "csr_matrix", "encoding-version": "0.1.0"})
    x.attrs["shape"] = [n_cells, n_genes]
    matrix = left.create_group("matrix")
    matrix["barcodes"] = names.astype("S")
    matrix["shape"] = np.array([n_genes, n_cells], dtype="i4")
    features = {
        "id": ids,
        "name": [f"GENE{gene}" for gene in range(n_genes)],
        "feature_type": ["Gene Expression"] * n_genes,
        "genome": ["GRCh38"] * n_genes,
        "_all_tag_keys": ["genome"],
    }
    for name, values in features.items():
        matrix[f"features/{name}"] = np.array(values, dtype="S")


def write_container_of(source: Path, target: Path) -> None:
    """Write the container alone."""
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.detection import choose_adapter
    from aivc.schema.generated.views import ConversionMapping
    from aivc.storage.writing.write import write_container

    reader = choose_adapter(source).adapter
    with reader.read(source, ConversionMapping(), ConversionNotes(source)).dataset as dataset:
        write_container(dataset, target, force=True)


def write_with_anndata(source: Path, target: Path) -> None:
    """Read all, write all."""
    import anndata

    made = anndata.read_h5ad(source) if source.suffix == ".h5ad" else _tenx(source)
    if target.suffix == ".zarr":
        made.write_zarr(target)
    else:
        made.write_h5ad(target, compression="gzip")


def _tenx(source: Path):
    """Read a 10x matrix as scanpy 1.11 does."""
    import anndata
    import h5py
    import pandas as pd
    import scipy.sparse as sp

    with h5py.File(source) as file:
        matrix = file["matrix"]
        n_genes, n_cells = matrix["shape"][:]
        data = matrix["data"][:].view("float32")
        data[:] = matrix["data"][:]
        counts = sp.csr_matrix(
            (data, matrix["indices"][:], matrix["indptr"][:]), shape=(n_cells, n_genes)
        )
        features = {
            name: matrix["features"][name][:].astype(str)
            for name in ("id", "name", "feature_type", "genome")
        }
        var = pd.DataFrame(features).set_index("id")
        return anndata.AnnData(
            counts, obs=pd.DataFrame(index=matrix["barcodes"][:].astype(str)), var=var
        )


WORKERS = {"container": write_container_of, "anndata": write_with_anndata}


def commands_of(source: Path, target: Path) -> dict[str, str]:
    """Return the commands that take turns."""
    own = f"{sys.executable} {__file__} --worker"
    aivc = Path(sys.executable).with_name("aivc")
    return {
        "`aivc convert`": f"{aivc} convert {source} -o {target} --force",
        "the container alone": f"{own} container {source} {target}",
        "anndata": f"{own} anndata {source} {target}",
    }


def compare(source: Path, target: Path, runs: int) -> None:
    """Print a row for each command."""
    commands = commands_of(source, target)
    results: dict[str, list[Figures]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            _remove(target)
            figures = measure(command)
            if figures.code:
                message = f"{command} ended with {figures.code}"
                raise SystemExit(message)
            results[name].append(figures)
    peer = median(run.cpu for run in results["anndata"])
    for name, figures in results.items():
        cpu, wall = median(f.cpu for f in figures), median(f.wall for f in figures)
        peak = median(f.peak_mb for f in figures)
        what = f"{source.suffix} to {target.suffix}"
        print(f"| {what} | {name} | {cpu:.1f} | {wall:.1f} | {peak:,.0f} | {cpu / peer:.2f} |")


def _remove(target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)


def main() -> None:
    """Read the command line, make the files and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("work"))
    parser.add_argument("--cells", type=int, default=400_000)
    parser.add_argument("--genes", type=int, default=20_000)
    parser.add_argument("--per-cell", type=int, default=NNZ_PER_CELL)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--cases", nargs="+", default=list(CASES), metavar="FROM:TO")
    parser.add_argument("--make", action="store_true", help="write the files and do no more")
    parser.add_argument("--worker", nargs=3, metavar=("NAME", "SOURCE", "TARGET"))
    arguments = parser.parse_args()
    if arguments.worker:
        name, source, target = arguments.worker
        WORKERS[name](Path(source), Path(target))
        return
    if arguments.make:
        make(arguments.folder, arguments.cells, arguments.genes, arguments.per_cell)
        return
    # Peak memory of a process begins with that of the one which starts it, so this one stays small.
    subprocess.run([sys.executable, *sys.argv, "--make"], check=True)
    print("| source and target | command | CPU s | wall s | peak MB | CPU against anndata |")
    print("|---|---|---|---|---|---|")
    for case in arguments.cases:
        source, target = (f".{suffix}" for suffix in case.split(":"))
        folder = arguments.folder
        compare(folder / f"cells{source}", folder / f"made{target}", arguments.runs)


if __name__ == "__main__":
    main()
