"""Writers of small 10x sources, and a reader of all that a table says."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import pytest

from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.tenx.h5_matrix import TenxH5
from aivc.adapters.tenx.mtx_folder import TenxMtx
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.model import SparseBlock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.adapter import Adapter
    from aivc.storage.model import Frame, Matrix

GEX, ADT, CRISPR = "Gene Expression", "Antibody Capture", "CRISPR Guide Capture"


@dataclass(frozen=True)
class Counts:
    """Features x cells, as 10x stores them."""

    values: NDArray[Any]
    barcodes: Sequence[str] = ()
    ids: Sequence[str] = ()
    types: Sequence[str] = ()
    genomes: Sequence[str] = ()

    @property
    def names(self) -> list[str]:
        return [f"name_{feature}" for feature in self.ids]


@dataclass
class Read:
    """What an adapter made of a source."""

    dataset: Any
    hints: Any
    log: ConversionNotes
    steps: list[tuple[str, str]] = field(default_factory=list)

    def table(self, name: str = "") -> Any:
        found = self.dataset.table(name)
        assert found is not None, [table.name for table in self.dataset.tables]
        return found

    def left_alone(self) -> set[str]:
        return {step.subject for step in self.log.steps if step.action == "left_alone"}


def make_counts(
    n_features: int = 6,
    n_cells: int = 5,
    *,
    seed: int = 0,
    types: Sequence[str] | None = None,
    suffix: str = "-1",
) -> Counts:
    rng = np.random.default_rng(seed)
    values = rng.poisson(1.0, (n_features, n_cells))
    letters = np.array(list("ACGT"))
    barcodes = ["".join(letters[[(n >> 2 * k) & 3 for k in range(8)]]) for n in range(n_cells)]
    ids = [f"ENSG{n:011d}" for n in range(n_features)]
    return Counts(
        values,
        sorted(f"{barcode}{suffix}" for barcode in barcodes),
        ids,
        [GEX] * n_features if types is None else types,
        ["GRCh38"] * n_features,
    )


def write_h5_file(
    path: Path,
    counts: Counts,
    *,
    attributes: dict[str, Any] | None = None,
    groups: tuple[str, ...] = (),
    tags: dict[str, Sequence[str]] | None = None,
    **changed: Any,
) -> Path:
    """Write the layout of Cell Ranger 3, or of 2 where groups are named; ``changed`` replaces."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w") as file:
        for name, value in (attributes or {}).items():
            file.attrs[name] = value
        for group_name in groups or ("matrix",):
            _write_group(file.create_group(group_name), counts, changed, is_old=bool(groups))
        for name, values in (tags or {}).items():
            file["matrix/features"][name] = np.array(values, dtype="S")
    return path


def _write_group(
    group: h5py.Group, counts: Counts, changed: dict[str, Any], *, is_old: bool
) -> None:
    by_cell = counts.values.T
    rows = [np.flatnonzero(cell) for cell in by_cell]
    parts: dict[str, Any] = {
        "barcodes": np.array(counts.barcodes, dtype="S"),
        "data": by_cell[by_cell != 0].astype(np.int32),
        "indices": np.concatenate([*rows, np.empty(0, int)]).astype(np.int64),
        "indptr": np.cumsum([0, *map(len, rows)]).astype(np.int64),
        "shape": np.array(counts.values.shape, dtype=np.int32),
    }
    for name, value in {**parts, **changed}.items():
        if value is not None:
            stored = np.asarray(value)
            can_pack = stored.size > 0 and stored.dtype.kind != "O"
            group.create_dataset(name, data=value, compression="gzip" if can_pack else None)
    if is_old:
        group["genes"] = np.array(counts.ids, dtype="S")
        group["gene_names"] = np.array(counts.names, dtype="S")
        return
    features = group.create_group("features")
    features["id"] = np.array(counts.ids, dtype="S")
    features["name"] = np.array(counts.names, dtype="S")
    features["feature_type"] = np.array(counts.types, dtype="S")
    features["genome"] = np.array(counts.genomes, dtype="S")
    features["_all_tag_keys"] = np.array(["genome"], dtype="S")


def write_mtx_files(
    folder: Path,
    counts: Counts,
    *,
    prefix: str = "",
    version: int = 3,
    packed: bool = True,
    kind: str = "integer",
    by_row: bool = False,
    order: NDArray[np.intp] | None = None,
    names: tuple[str, str, str] | None = None,
    metadata: str = "",
    n_entries: int | None = None,
    end: str = "\n",
) -> Path:
    """Write matrix.mtx and its lists; ``order`` is that of the entries, cell by cell if None."""
    folder.mkdir(parents=True, exist_ok=True)
    cells, features = np.nonzero(counts.values.T)
    if order is not None:
        cells, features = cells[order], features[order]
    values = counts.values[features, cells]
    pairs = zip(cells + 1, features + 1, values, strict=True)
    lines = [
        " ".join(map(str, ((c, f) if by_row else (f, c)) + (() if kind == "pattern" else (v,))))
        for c, f, v in pairs
    ]
    shape = counts.values.shape[::-1] if by_row else counts.values.shape
    head = [f"%%MatrixMarket matrix coordinate {kind} general", f"%{metadata}"]
    head += [f"{shape[0]} {shape[1]} {len(lines) if n_entries is None else n_entries}"]
    listed = "features" if version > 2 else "genes"
    called = names or ("matrix.mtx", f"{listed}.tsv", "barcodes.tsv")
    columns = [counts.ids, counts.names, *([counts.types] if version > 2 else [])]
    rows = ["\t".join(row) for row in zip(*columns, strict=True)]
    texts = (head + lines, rows, list(counts.barcodes))
    for name, text in zip(called, texts, strict=True):
        content = "".join(f"{line}{end}" for line in text).encode()
        file = folder / f"{prefix}{name}"
        if packed:
            file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(content, mtime=0))
        else:
            file.write_bytes(content)
    return folder


def read_source(adapter: Adapter, source: Path) -> Read:
    log = ConversionNotes(source)
    reading = adapter.read(source, ConversionMapping(), log)
    return Read(reading.dataset, reading.hints, log)


def read_dense(matrix: Matrix, max_bytes: int = 1 << 10) -> NDArray[Any]:
    """Put blocks together, checking that rows are canonical."""
    whole = np.zeros(matrix.shape, dtype=matrix.dtype)
    for block in matrix.blocks(max_bytes):
        assert isinstance(block, SparseBlock)
        for row in range(block.start, block.stop):
            begin, end = block.indptr[row - block.start : row - block.start + 2]
            columns = block.indices[begin:end]
            assert (np.diff(columns.astype(np.int64)) > 0).all()
            whole[row, columns] = block.data[begin:end]
    return whole


def read_in_any_order(matrix: Matrix) -> NDArray[Any]:
    """Put blocks together whose columns need not ascend."""
    whole = np.zeros(matrix.shape, dtype=matrix.dtype)
    for block in matrix.blocks(32):
        assert isinstance(block, SparseBlock)
        rows = np.repeat(np.arange(block.start, block.stop), np.diff(block.indptr))
        whole[rows, block.indices] = block.data
    return whole


def read_names(frame: Frame) -> list[str]:
    return [name for block in frame.index() for name in block.tolist()]


def read_column(frame: Frame, name: str) -> list[str | None]:
    column = frame.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes.tolist()]


class Tenx:
    """Writes sources and looks at what is read from them."""

    counts = staticmethod(make_counts)
    write_h5 = staticmethod(write_h5_file)
    write_mtx = staticmethod(write_mtx_files)
    dense = staticmethod(read_dense)
    in_any_order = staticmethod(read_in_any_order)
    names = staticmethod(read_names)
    column = staticmethod(read_column)

    def read_h5(self, source: Path) -> Read:
        return read_source(TenxH5(), source)

    def read_mtx(self, source: Path) -> Read:
        return read_source(TenxMtx(), source)


@pytest.fixture
def tenx() -> Tenx:
    return Tenx()


@pytest.fixture(scope="session")
def tenx_plain() -> Tenx:
    """Return the same for property tests, which take no fixture of one test."""
    return Tenx()
