"""Write GCT and GCTX files."""

import gzip
from pathlib import Path

import h5py
import numpy as np


def write_gct(path, numbers, samples, features, obs=None, var=None, encoding="utf-8"):
    """Write GCT 1.3; ``obs`` and ``var`` are lists of texts by name."""
    obs, var = obs or {}, var or {}
    lines = ["#1.3", f"{len(features)}\t{len(samples)}\t{len(var)}\t{len(obs)}"]
    lines.append("\t".join(["id", *var, *samples]))
    lines += ["\t".join([name, *["na"] * len(var), *cells]) for name, cells in obs.items()]
    for row, feature in enumerate(features):
        notes = [cells[row] for cells in var.values()]
        lines.append("\t".join([feature, *notes, *map(str, numbers[row])]))
    content = ("\n".join(lines) + "\n").encode(encoding)
    path = Path(path)
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return path


def write_gct2(path, numbers, samples, features):
    lines = ["#1.2", f"{len(features)}\t{len(samples)}"]
    lines.append("\t".join(["Name", "Description", *samples]))
    lines += [
        "\t".join([name, f"about {name}", *map(str, row)])
        for name, row in zip(features, numbers, strict=True)
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


def write_gctx(path, numbers, samples, features, obs=None, var=None, *, turned=False, **options):
    """Write GCTX; ``numbers`` has features as rows, as in GCT."""
    numbers = np.asarray(numbers)
    with h5py.File(path, "w") as file:
        file.attrs["version"] = "GCTX1.0"
        stored = numbers if turned else numbers.T
        file.create_dataset("0/DATA/0/matrix", data=stored, **options)
        for axis, ids, columns in (("COL", samples, obs), ("ROW", features, var)):
            group = file.create_group(f"0/META/{axis}")
            if ids is not None:
                group["id"] = np.array([name.encode() for name in ids])
            for name, column in (columns or {}).items():
                group[name] = column
    return path
