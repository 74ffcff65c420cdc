"""The files that the card of a benchmark names: gene sets, weights, tables of samples, the data."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.evaluation.spatial_histology.card import GeneSets
from aivc.evaluation.spatial_histology.errors import BenchmarkError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_VERSION = re.compile(r"v(\d[\w.]*?)(?=\.(?:[A-Za-z]|$)|$)")


def gene_sets_of(path: str | Path) -> tuple[GeneSets, bytes]:
    """Name a file of gene sets, and return its content.

    Raises
    ------
    BenchmarkError
        It is not there, or holds no sets.
    """
    file = Path(path)
    try:
        content = file.read_bytes()
    except OSError as error:
        msg = f"--gene-sets {path} cannot be read: {error.strerror or error}"
        raise BenchmarkError(msg) from error
    lines = content.decode("utf-8", "replace").splitlines()
    if not any(len(line.split("\t")) > 2 for line in lines):
        msg = (
            f"--gene-sets {path} holds no sets; each line of a GMT file is a name, a description "
            "and genes, with tabs between them"
        )
        raise BenchmarkError(msg)
    digest = hashlib.sha256(content).hexdigest()
    version = _VERSION.search(file.name)
    told = version.group(1) if version else f"sha256:{digest[:12]}"
    return GeneSets(file.name, file.name.split(".gmt")[0], told, digest), content


def put_gene_sets(path: Path, content: bytes) -> None:
    """Write a file of gene sets, unless it is there already.

    Raises
    ------
    BenchmarkError
        There is another file under its name.
    """
    if path.exists() and path.read_bytes() != content:
        msg = (
            f"--gene-sets {path.name}: the benchmark has another file that is called so, which the "
            "card of the data names; rename one of the two"
        )
        raise BenchmarkError(msg)
    path.write_bytes(content)


def copy_named_files(
    card: dict[str, Any], source: Path, target: Path, taken: Collection[str]
) -> tuple[list[str], list[str]]:
    """Copy what a card names beside itself, such as tables of samples or weights.

    Parameters
    ----------
    card
        Plain data of the card.
    source, target
        Folder of the card, and where to copy to.
    taken
        What the benchmark calls files of its own that are still to be written.

    Returns
    -------
    copied, missing
        Files that were copied, and those that are named and not there.

    Raises
    ------
    BenchmarkError
        A file of the benchmark is called the same.
    """
    copied, missing = [], []
    home = source.resolve()
    for name in sorted(set(_named_files(card))):
        file = (home / name).resolve()
        if not file.is_relative_to(home) or not file.is_file():
            missing.append(name)
            continue
        if name in taken or (target / name).exists():
            msg = (
                f"the card names a file {name}, and the benchmark writes one that is called so; "
                "rename that of the card"
            )
            raise BenchmarkError(msg)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target / name)
        copied.append(name)
    return copied, missing


def _named_files(value: Any) -> Iterator[str]:
    for slot, entry in value.items() if isinstance(value, dict) else ():
        # The data themselves stay where they are.
        if slot == "distributions":
            continue
        if slot == "path" and isinstance(entry, str):
            yield entry
        yield from _named_files(entry)
    for entry in value if isinstance(value, list) else ():
        yield from _named_files(entry)


def distributed(card: dict[str, Any], old: Path, new: Path) -> dict[str, Any]:
    """Name the files of the data as seen from the new folder; those elsewhere not at all."""
    listed = []
    for entry in card.get("distributions") or []:
        path = entry.get("path") if isinstance(entry, dict) else None
        if not isinstance(path, str):
            listed.append(entry)
            continue
        file = (old / path).resolve()
        if file.is_relative_to(new.resolve()):
            listed.append({**entry, "path": file.relative_to(new.resolve()).as_posix()})
    found = {slot: value for slot, value in card.items() if slot != "distributions"}
    return {**found, "distributions": listed} if listed else found
