"""Count matrices of 10x, as small as can be."""

import gzip

import h5py
import numpy as np
from scipy import sparse

GENES = ("ENSG01", "ENSG02", "ENSG03")
SYMBOLS = ("CD3D", "MS4A1", "ACTB")
TYPES = ("Gene Expression",) * 3


def write_h5(
    path, counts, barcodes, types=TYPES, ids=GENES, symbols=SYMBOLS, pointers="<i8", **said
):
    """Write cells by features as Cell Ranger 3 does."""
    columns = sparse.csr_matrix(np.asarray(counts))
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w") as file:
        for name, value in said.items():
            file.attrs[name] = value
        matrix = file.create_group("matrix")
        matrix["barcodes"] = np.array(barcodes, dtype="S")
        matrix["data"] = columns.data.astype("<i4")
        matrix["indices"] = columns.indices.astype(pointers)
        matrix["indptr"] = columns.indptr.astype(pointers)
        matrix["shape"] = np.array(columns.shape[::-1], dtype=pointers)
        features = matrix.create_group("features")
        features["id"] = np.array(ids, dtype="S")
        features["name"] = np.array(symbols, dtype="S")
        features["feature_type"] = np.array(types, dtype="S")
        features["genome"] = np.array(["GRCh38"] * len(ids), dtype="S")
        features["_all_tag_keys"] = np.array(["genome"], dtype="S")


def write_folder(folder, counts, barcodes):
    """Write cells by features as Matrix Market files."""
    folder.mkdir(parents=True)
    values = np.asarray(counts)
    lines = [
        f"{gene + 1} {cell + 1} {values[cell, gene]}"
        for cell in range(values.shape[0])
        for gene in range(values.shape[1])
        if values[cell, gene]
    ]
    head = f"%%MatrixMarket matrix coordinate integer general\n{values.shape[1]} {values.shape[0]}"
    content = f"{head} {len(lines)}\n" + "\n".join(lines) + "\n"
    (folder / "matrix.mtx.gz").write_bytes(gzip.compress(content.encode()))
    (folder / "barcodes.tsv.gz").write_bytes(gzip.compress("\n".join(barcodes).encode() + b"\n"))
    rows = [f"{i}\t{s}\tGene Expression\n" for i, s in zip(GENES, SYMBOLS, strict=True)]
    (folder / "features.tsv.gz").write_bytes(gzip.compress("".join(rows).encode()))
