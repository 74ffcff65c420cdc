"""Files of gene sets and weights, with what they are known by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SYNTHETIC = "synthetic_pathways.tsv"
"""Weights of pathways of the synthetic data; they are no biology that anyone measured."""


@dataclass(frozen=True, slots=True)
class FeatureSets:
    """Sets of features: ``{set: {member: weight}}``, and name, digest and licence of the file."""

    name: str
    weights: Mapping[str, Mapping[str, float]]
    sha256: str
    licence: str = ""


def read_feature_sets(
    path: Path, folder: Path | None = None, *, sha256: str = "", licence: str = ""
) -> FeatureSets:
    """Read a GMT file, or a table with columns ``source``, ``target`` and perhaps ``weight``.

    Parameters
    ----------
    path
        The file, in the folder if one is given.
    folder
        Folder of the card that names the file, out of which no path leads.
    sha256
        What its digest shall be; not checked where it is empty.
    licence
        Under which the sets may be used.

    Raises
    ------
    TaskError
        The file cannot be read, holds no set, or has another digest.
    """
    from aivc.storage.card_tables.files import TableError
    from aivc.storage.card_tables.weighted_sets import parse_weighted_sets

    try:
        content = _content(path, folder)
        weights = parse_weighted_sets(content, path.suffix.lower())
    except (TableError, ValueError, OSError, RuntimeError) as error:
        msg = f"gene sets {path.name}: {error}"
        raise TaskError(msg) from error
    if not any(weights.values()):
        msg = f"gene sets {path.name}: the file holds no set with a member"
        raise TaskError(msg)
    found = hashlib.sha256(content).hexdigest()
    if sha256 and sha256 != found:
        msg = (
            f"gene sets {path.name}: the file has sha256 {found}, and {sha256} is declared; it was "
            f"changed since, or it is another version. Restore it, or declare what it is now"
        )
        raise TaskError(msg)
    return FeatureSets(path.name, weights, found, licence)


def _content(path: Path, folder: Path | None) -> bytes:
    from aivc.storage.card_tables.files import table_bytes

    if folder is not None:
        return table_bytes(str(path), folder)
    # A file that a user gives may lie anywhere, also behind a link.
    whole = path.resolve()
    return table_bytes(whole.name, whole.parent)


def synthetic_sets() -> FeatureSets:
    """Return the weights that ship with the package, for the synthetic data and for trying out.

    Examples
    --------
    >>> sorted(synthetic_sets().weights)[:2]
    ['CELL_CYCLE', 'GLUCOCORTICOID']
    """
    from aivc.storage.card_tables.weighted_sets import parse_weighted_sets

    content = resources.files(__package__).joinpath(SYNTHETIC).read_bytes()
    weights = parse_weighted_sets(content, ".tsv")
    return FeatureSets(SYNTHETIC, weights, hashlib.sha256(content).hexdigest(), "CC0-1.0")
