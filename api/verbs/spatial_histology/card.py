"""The card of a benchmark: that of its data with what was added, beside all files that it names."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.evaluation.spatial_histology.card import CellTypes, GeneSets
from aivc.evaluation.spatial_histology.errors import BenchmarkError
from aivc.storage import CardOrigin, CardSource

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aivc.evaluation.spatial_histology.units import Units
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Dataset

CARD = "card.aivc.yaml"
CELL_TYPE = "cell_type"
"""Column in which CELLxGENE keeps the names of cell types."""

_VERSION = re.compile(r"v(\d[\w.]*?)(?=\.(?:[A-Za-z]|$)|$)")


@dataclass(frozen=True, slots=True)
class InputCard:
    """The card of the data, or a draft of one.

    Attributes
    ----------
    sources
        As the facts are collected from.
    data
        Plain data of the preferred one.
    is_drafted
        Whether there was none.
    """

    sources: tuple[CardSource, ...]
    data: dict[str, Any]
    is_drafted: bool

    @property
    def folder(self) -> Path:
        """Folder beside which the files lie that the card names."""
        return self.sources[0].path.parent


def input_card(source: str | Path, card: str | Path | None, dataset: Dataset) -> InputCard:
    """Read the card, or draft one from what the file shows.

    Raises
    ------
    BenchmarkError
        The card cannot be read as YAML.
    UnreadableInputError
        A card that was named is not there.
    """
    from aivc.schema.card_document import read_document
    from aivc.storage import find_card

    found = find_card(source, card, dataset)
    is_drafted = not found
    if is_drafted:
        path = Path(source).resolve()
        found = (CardSource(CardOrigin.EXPLICIT, path.with_name(CARD), _drafted(dataset)),)
    document = read_document(found[0].text)
    if document.problem is not None or not isinstance(document.data, dict):
        why = document.problem.message if document.problem is not None else "it is no mapping"
        msg = f"the card {found[0].path} cannot be read: {why}"
        raise BenchmarkError(msg)
    return InputCard(found, document.data, is_drafted)


def _drafted(dataset: Dataset) -> str:
    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.draft import draft_card
    from aivc.adapters.drafting.written_card import write_card
    from aivc.verbs.matrix_looks import looks_of

    draft = draft_card(dataset, looks_of(dataset), Hints())
    card = {slot: value for slot, value in draft.card.items() if slot != "distributions"}
    return write_card(replace(draft, card=card), "card").text


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


def cell_types_of(
    dataset: Dataset, card: DatasetCard, units: Units, wanted: str | None
) -> CellTypes | None:
    """Return the column that tells cell types, of the units themselves before other tables.

    Raises
    ------
    BenchmarkError
        The column that was asked for is in no table of cells.
    """
    from aivc.evaluation.spatial_histology.units import choose_units

    name = wanted or CELL_TYPE
    tables = sorted(dataset.tables, key=lambda table: table.name != units.table.name)
    held = [table for table in tables if table.obs.has(name)]
    for table in held:
        described = choose_units(dataset, card, table.name) if table.name else units
        if described.scale == "cell":
            return CellTypes(name, described.matrix, "cell")
    if wanted is None:
        return None
    told = (
        f"the rows of {held[0].name or 'the table'} are {units.scale}s, and who is next to whom is "
        "asked of cells"
        if held
        else "no table has such a column"
    )
    msg = f"--cell-types {wanted}: {told}"
    raise BenchmarkError(msg)


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
