"""Put a simulated design on disk: h5ad or h5mu, the header, the table of assignments."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import yaml

import aivc
from aivc.splits.manifest.digests import observations_digest
from aivc.storage.keys.text_hash import hash_texts
from aivc.validators.examples.hdf5 import TEXT, write_frame, write_matrix, write_names, write_value
from aivc.validators.examples.specimen import SpecimenFrame, SpecimenMatrix

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.design import Design

MUDATA_HEADER = b"MuData (format-version=0.1.0;creator=simulation;creator-version=1)"


@dataclass(frozen=True)
class Written:
    """Where a design is."""

    data: Path
    manifest: Path


def write(design: Design, folder: Path) -> Written:
    """Write a design into a folder, which is made where it is absent."""
    folder.mkdir(parents=True, exist_ok=True)
    data = write_data(design, folder)
    if design.card is not None:
        card = yaml.safe_dump(dict(design.card), sort_keys=False)
        data.with_suffix(".aivc.yaml").write_text(card, "utf-8")
    corpora = [_write_corpus(name, one, folder) for name, one in design.corpora.items()]
    table = _write_assignments(design, folder)
    manifest = folder / "split.yaml"
    sealed = _sealed(design, table) | ({"corpora": corpora} if corpora else {})
    manifest.write_text(yaml.safe_dump(sealed, sort_keys=False), "utf-8")
    return Written(data, manifest)


def _write_corpus(name: str, design: Design, folder: Path) -> dict[str, Any]:
    """Write the fingerprint of another dataset, and not the dataset."""
    beside = folder / name
    beside.mkdir()
    path = folder / f"{name}.fingerprint"
    aivc.fingerprint(write_data(design, beside), path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"corpus_id": name, "fingerprint_file": {"path": path.name, "sha256": digest}}


def write_data(design: Design, folder: Path) -> Path:
    """Write the dataset alone."""
    if design.second is None:
        path = folder / "data.h5ad"
        with h5py.File(path, "w") as file:
            _write_table(file, design, design.counts, design.genes)
        return path
    path = folder / "data.h5mu"
    with h5py.File(path, "w", userblock_size=512) as file:
        write_value(file, {}, "MuData", "0.1.0")
        file.attrs["axis"] = 0
        modalities = file.create_group("mod")
        modalities.attrs["mod-order"] = ["rna", "prot"]
        proteins = tuple(f"protein {k}" for k in range(design.second.shape[1]))
        _write_table(modalities.create_group("rna"), design, design.counts, design.genes)
        _write_table(modalities.create_group("prot"), design, design.second, proteins)
        _write_whole(file, design, (*design.genes, *proteins))
    with path.open("r+b") as raw:
        raw.write(MUDATA_HEADER)
    return path


def assignments_of(design: Design) -> list[dict[str, str]]:
    """Return the lines of the table of assignments."""
    if design.lines:
        return [dict(line) for line in design.lines]
    if design.keyed_by:
        keys = [
            tuple(_spelt(design, str(design.obs[column][row])) for column in design.keyed_by)
            for row in range(design.n_rows)
        ]
        pairs = sorted({(key, part) for key, part in zip(keys, design.parts, strict=True) if part})
        return [
            {**dict(zip(design.keyed_by, key, strict=True)), "partition": part}
            for key, part in pairs
        ]
    lines = [
        {"observation_id": _spelt(design, name), "partition": part}
        for name, part in zip(design.ids, design.parts, strict=True)
        if part is not None
    ]
    return [*lines, *({"observation_id": i, "partition": part} for i, part in design.also)]


def _spelt(design: Design, text: str) -> str:
    return design.misspelt.get(text, text)


def _write_assignments(design: Design, folder: Path) -> Path:
    lines = assignments_of(design)
    columns = list(lines[0])
    path = folder / f"assignments.{design.table_format}"
    if design.table_format == "csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(lines)
        return path
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table({name: pa.array([line[name] for line in lines]) for name in columns})
    parquet.write_table(table, path)
    return path


def _sealed(design: Design, table: Path) -> dict[str, Any]:
    counted = Counter(design.parts)
    partitions = [
        {**part, "n_observations": counted[part["partition_name"]]}
        if "n_observations" not in part and not design.also
        else part
        for part in design.header["partitions"]
    ]
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    ids = observations_digest(hash_texts(np.array(design.ids, object)))
    return {
        **design.header,
        "split_of": {**design.header["split_of"], "observations_digest": ids},
        "partitions": partitions,
        "assignments": {"path": table.name, "sha256": digest},
    }


def _write_table(
    group: h5py.Group, design: Design, counts: np.ndarray | None, genes: tuple[str, ...]
) -> None:
    write_value(group, {}, "anndata", "0.1.0")
    categorical = {name: v for name, v in design.obs.items() if name not in design.as_text}
    write_frame(group, "obs", SpecimenFrame(design.ids, categorical))
    for name in sorted(design.as_text):
        _write_text(group["obs"], name, design.obs[name])
    group["obs"].attrs.create("column-order", list(design.obs), dtype=TEXT)
    for name, labels in design.unused.items():
        _add_categories(group["obs"][name], labels)
    write_frame(group, "var", SpecimenFrame(genes, {}))
    for name in ("layers", "obsm", "obsp", "varm", "varp"):
        write_value(group.create_group(name), {})
    write_value(group.create_group("uns"), design.uns)
    if design.coordinates is not None:
        _mark(group["obsm"].create_dataset("spatial", data=design.coordinates), "array", "0.2.0")
    if counts is not None:
        write_matrix(group, "X", SpecimenMatrix(counts))


def _write_whole(file: h5py.File, design: Design, features: tuple[str, ...]) -> None:
    """Write obs and var over both modalities: all rows are in both."""
    write_frame(file, "obs", SpecimenFrame(design.ids, design.obs))
    write_names(file, "var", features)
    write_value(file.create_group("uns"), {})
    n_first = len(design.genes)
    sizes = {
        "obs": (range(design.n_rows), range(design.n_rows)),
        "var": (range(n_first), range(n_first, len(features))),
    }
    for axis, places in sizes.items():
        n_total = design.n_rows if axis == "obs" else len(features)
        for suffix in ("m", "map", "p"):
            write_value(file.create_group(f"{axis}{suffix}"), {})
        for modality, rows in zip(("rna", "prot"), places, strict=True):
            place = np.zeros(n_total, np.uint32)
            place[list(rows)] = np.arange(1, len(rows) + 1)
            _mark(file[f"{axis}m"].create_dataset(modality, data=place > 0), "array", "0.2.0")
            _mark(file[f"{axis}map"].create_dataset(modality, data=place), "array", "0.2.0")


def _write_text(group: h5py.Group, name: str, values: tuple[Any, ...]) -> None:
    texts = ["" if value is None else str(value) for value in values]
    _mark(group.create_dataset(name, data=texts, dtype=TEXT), "string-array", "0.2.0")


def _add_categories(column: h5py.Group, labels: tuple[str, ...]) -> None:
    known = [label.decode() for label in column["categories"][()]]
    del column["categories"]
    _mark(
        column.create_dataset("categories", data=[*known, *labels], dtype=TEXT),
        "string-array",
        "0.2.0",
    )


def _mark(item: h5py.Group | h5py.Dataset, encoding: str, version: str) -> None:
    item.attrs["encoding-type"] = encoding
    item.attrs["encoding-version"] = version
