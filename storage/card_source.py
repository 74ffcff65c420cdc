"""Find the card of a dataset: given, beside the file, or inside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError
from aivc.storage.limits import MAX_METADATA_BYTES, refuse_beyond

if TYPE_CHECKING:
    from aivc.storage.model import Dataset

SIDECAR_SUFFIX = ".aivc.yaml"
CONTAINER_SUFFIXES = (".h5ad", ".h5mu", ".zarr", ".zarr.zip", ".zip")
RECORD_SUFFIXES = (".csv", ".csv.gz", ".parquet", ".tsv", ".tsv.gz")


class CardOrigin(StrEnum):
    """Where a card was found, in the order in which one is preferred."""

    EXPLICIT = "explicit"
    SIDECAR = "sidecar"
    EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True)
class CardSource:
    """The text of a card and where it came from.

    ``path`` is the file that holds the text: the card's own file, or the dataset for an embedded
    card.
    """

    origin: CardOrigin
    path: Path
    text: str


def find_card(
    dataset_path: str | Path, explicit: str | Path | None = None, dataset: Dataset | None = None
) -> tuple[CardSource, ...]:
    """Return every card of a dataset, the preferred one first.

    Parameters
    ----------
    dataset_path : str or Path
        The dataset. Its sidecar is ``NAME.aivc.yaml`` in the same folder, where ``NAME`` is its
        file name with or without the suffix of the container or the table of records
        (``data.h5ad.aivc.yaml``, ``data.aivc.yaml``).
    explicit : str or Path, optional
        A card that the user named; it must exist.
    dataset : Dataset, optional
        The opened dataset, to look for an embedded card. Without it none is looked for.

    Returns
    -------
    tuple of CardSource
        All cards found; a rule compares them where there is more than one.

    Raises
    ------
    UnreadableInputError
        A card exists but cannot be read, is no UTF-8, or the explicit one does not exist.
    """
    dataset_path = Path(dataset_path)
    found = []
    if explicit is not None:
        found.append(_from_file(CardOrigin.EXPLICIT, Path(explicit)))
    found += [
        _from_file(CardOrigin.SIDECAR, path)
        for path in sidecar_paths(dataset_path)
        if path.is_file() and not _is_same(path, explicit)
    ]
    embedded = dataset.embedded_card() if dataset is not None else None
    if embedded is not None:
        found.append(CardSource(CardOrigin.EMBEDDED, dataset_path, embedded))
    return tuple(found)


def sidecar_paths(dataset_path: Path) -> tuple[Path, ...]:
    """Return where the sidecar of a dataset may be, the preferred place first.

    Examples
    --------
    >>> [path.name for path in sidecar_paths(Path("screen.h5ad"))]
    ['screen.aivc.yaml', 'screen.h5ad.aivc.yaml']
    """
    # "data.zarr/" and "." have no last name before they are resolved.
    name = dataset_path.name or dataset_path.resolve().name
    folder = dataset_path.parent
    stems = [
        name.removesuffix(suffix)
        for suffix in (*CONTAINER_SUFFIXES, *RECORD_SUFFIXES)
        if name.endswith(suffix) and name != suffix
    ]
    ordered = dict.fromkeys([*sorted(stems, key=len), name])
    return tuple(folder / f"{stem}{SIDECAR_SUFFIX}" for stem in ordered)


def _is_same(path: Path, explicit: str | Path | None) -> bool:
    return explicit is not None and path.resolve() == Path(explicit).resolve()


def _from_file(origin: CardOrigin, path: Path) -> CardSource:
    try:
        refuse_beyond(MAX_METADATA_BYTES, path.stat().st_size, str(path), "the card")
        return CardSource(origin, path, path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        msg = f"there is no card {path}"
        raise UnreadableInputError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"the card {path} is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise UnreadableInputError(msg) from error
    except UnreadableInputError:
        raise
    except OSError as error:
        msg = f"the card {path} cannot be read: {error.strerror}"
        raise UnreadableInputError(msg) from error
