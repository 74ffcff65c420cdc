"""Write a specimen to disk: an h5ad or h5mu file or a SpatialData store, and the card beside it.

Files are written with h5py alone, so that examples run where anndata and mudata are not installed.
Layouts:
https://anndata.readthedocs.io/en/stable/fileformat-prose.html and
https://mudata.readthedocs.io/stable/io/spec.html.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import h5py

from aivc.validators.examples.bgzip import packed
from aivc.validators.examples.card_yaml import as_yaml
from aivc.validators.examples.damage import damage_file
from aivc.validators.examples.hdf5 import (
    write_embedded_text,
    write_frame,
    write_matrix,
    write_names,
    write_value,
    write_vector,
)
from aivc.validators.examples.pointer import unshared, with_value
from aivc.validators.examples.store import write_changed_elements, write_store
from aivc.validators.facts.file_facts import digest_of
from aivc.validators.facts.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from aivc.validators.examples.specimen import Specimen, SpecimenElement, SpecimenTable

SIDECAR_SUFFIX = ".aivc.yaml"
MUDATA_HEADER = b"MuData (format-version=0.1.0;creator=aivc;creator-version=0.1.0)"
MUDATA_HEADER_SIZE = 512


def write_specimen(
    specimen: Specimen,
    folder: Path,
    data: Path | None = None,
    elements: tuple[SpecimenElement, ...] = (),
) -> Path:
    """Write the file and its card into an existing folder.

    Parameters
    ----------
    specimen
        What to write.
    folder
        Where to.
    data
        The data file or store of a specimen with the same tables that was written before. The
        store must stay as it is.
    elements
        The elements of that specimen.

    Returns
    -------
    Path
        The data file. The card is ``NAME.aivc.yaml`` beside it, unless the specimen has none; it
        states the digest of the file that was written.
    """
    path = folder / specimen.file_name
    if data is not None:
        _take_over(data, elements, specimen, path)
    elif specimen.elements:
        write_store(specimen, path, embedded_text(specimen))
    elif specimen.kind == "h5mu":
        _write_mudata(specimen, path)
    else:
        with h5py.File(path, "w") as file:
            _write_anndata(file, specimen.tables[""], embedded_text(specimen))
    if specimen.damages:
        damage_file(path, specimen.damages)
    for name, content in specimen.files.items():
        beside = folder / name
        beside.parent.mkdir(parents=True, exist_ok=True)
        written = content.encode("utf-8")
        beside.write_bytes(packed(written) if beside.suffix == ".gz" else written)
    text = card_text(_sealed(specimen, path))
    if text is not None:
        (folder / f"{specimen.name}{SIDECAR_SUFFIX}").write_text(text, encoding="utf-8")
    return path


def _take_over(
    data: Path, elements: tuple[SpecimenElement, ...], specimen: Specimen, path: Path
) -> None:
    if not data.is_dir():
        shutil.copyfile(data, path)
    elif elements is specimen.elements:
        # A store is hundreds of files; nothing writes into a specimen that was written.
        path.symlink_to(data, target_is_directory=True)
    else:
        write_changed_elements(specimen, elements, data, path)


def write_split(specimen: Specimen, folder: Path, *, states_content: bool = False) -> Path | None:
    """Write the manifest and its table of assignments beside the data; None where there is none.

    The table is CSV, by name of the row. The header states its digest and that of the names of
    rows, unless it says otherwise; where ``states_content`` also that of the content of the data,
    which must be written before.
    """
    split = specimen.split
    if split is None:
        return None
    names = _row_names(specimen)
    table = split.assignments_text
    if table is None:
        lines = [
            f"{name},{part}\n"
            for name, parts in zip(names, split.parts, strict=True)
            for part in ((parts,) if isinstance(parts, str) else parts or ())
        ]
        table = "observation_id,partition\n" + "".join(lines)
    written: dict[str, Any] = {
        "path": f"{specimen.name}.split.csv",
        "sha256": hashlib.sha256(table.encode()).hexdigest(),
        "n_rows": table.count("\n") - 1,
    }
    (folder / written["path"]).write_text(table, encoding="utf-8")
    path = folder / f"{specimen.name}.split.yaml"
    content = _content_digest(folder / specimen.file_name) if states_content else None
    divided = {
        **({} if content is None else {"content_digest": content}),
        "observations_digest": _names_digest(names),
        **split.manifest.get("split_of", {}),
    }
    manifest = {"assignments": written, **split.manifest, "split_of": divided}
    text = split.manifest_text
    path.write_text(as_yaml(manifest) if text is None else text, encoding="utf-8")
    return path


def _row_names(specimen: Specimen) -> tuple[str, ...]:
    """Name the rows that a manifest divides: those of all tables, each once."""
    tables = specimen.tables.values()
    return tuple(dict.fromkeys(name for table in tables for name in table.obs.names))


def _content_digest(path: Path) -> str:
    from aivc.storage import open_dataset
    from aivc.validators.split_facts.stated_content import digest_of_content

    with open_dataset(path) as dataset:
        return digest_of_content(dataset)


def _names_digest(names: tuple[str, ...]) -> str:
    import numpy as np

    from aivc.splits.manifest.digests import observations_digest
    from aivc.storage.keys.text_hash import hash_texts

    return observations_digest(hash_texts(np.array(names, dtype=object)))


def card_text(specimen: Specimen) -> str | None:
    """Return the text of the card beside the file, None where there is none."""
    if specimen.card_text is not None:
        return specimen.card_text
    return None if specimen.card is None else as_yaml(specimen.card)


def embedded_text(specimen: Specimen) -> str | None:
    """Return the text of the card inside the file, None where there is none."""
    if specimen.embedded_changes is None or specimen.card is None:
        return None
    card = dict(specimen.card)
    for pointer, value in specimen.embedded_changes.items():
        card = with_value(card, pointer, value)
    return as_yaml(card)


def _sealed(specimen: Specimen, path: Path) -> Specimen:
    """Let the card state the digest of the file, unless the file holds the same card."""
    if specimen.card is None or specimen.embedded_changes is not None:
        return specimen
    stated = digest_of(path, Progress(None)) or ""
    digest = stated.partition(":")[2]
    card = unshared(dict(specimen.card))
    parts = card.get("distributions")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and part.get("sha256") == specimen.unsealed_digest:
            part["sha256"] = digest
    return replace(specimen, card=card)


def _write_anndata(group: h5py.Group, table: SpecimenTable, card: str | None) -> None:
    write_value(group, {}, "anndata", "0.1.0")
    write_frame(group, "obs", table.obs)
    write_frame(group, "var", table.var)
    for name in ("layers", "obsm", "obsp", "varm", "varp"):
        write_value(group.create_group(name), {})
    uns = group.create_group("uns")
    write_value(uns, table.uns)
    if card is not None:
        write_embedded_text(uns, "aivc", card)
    if any(name.startswith("raw/") for name in table.matrices):
        raw = group.create_group("raw")
        write_value(raw, {}, "raw", "0.1.0")
        write_frame(raw, "var", table.var)
        write_value(raw.create_group("varm"), {})
    for name, matrix in table.matrices.items():
        write_matrix(group, name, matrix)


def _write_mudata(specimen: Specimen, path: Path) -> None:
    tables = {name.removeprefix("mod/"): table for name, table in specimen.tables.items()}
    with h5py.File(path, "w", userblock_size=MUDATA_HEADER_SIZE) as file:
        write_value(file, {}, "MuData", "0.1.0")
        file.attrs["axis"] = 0
        modalities = file.create_group("mod")
        modalities.attrs["mod-order"] = list(tables)
        for name, table in tables.items():
            _write_anndata(modalities.create_group(name), table, None)
        _write_joined(file, "obs", {name: table.obs.names for name, table in tables.items()})
        _write_joined(file, "var", {name: table.var.names for name, table in tables.items()})
        uns = file.create_group("uns")
        write_value(uns, {})
        card = embedded_text(specimen)
        if card is not None:
            write_embedded_text(uns, "aivc", card)
    with path.open("r+b") as raw:
        raw.write(MUDATA_HEADER)


def _write_joined(file: h5py.File, axis: str, names: Mapping[str, tuple[str, ...]]) -> None:
    """Write the names over all modalities and where each is in every modality, from 1."""
    everything = tuple(dict.fromkeys(name for part in names.values() for name in part))
    write_names(file, axis, everything)
    for suffix in ("m", "map", "p"):
        write_value(file.create_group(f"{axis}{suffix}"), {})
    for modality, part in names.items():
        place = {name: position for position, name in enumerate(part, 1)}
        places = [place.get(name, 0) for name in everything]
        write_vector(file[f"{axis}m"], modality, [position > 0 for position in places])
        write_vector(file[f"{axis}map"], modality, places, "uint32")
