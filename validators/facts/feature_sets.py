"""Files of gene sets that stand beside a card: which sets there are, and what is in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aivc.storage.card_tables.files import table_bytes
from aivc.storage.card_tables.weighted_sets import parse_weighted_sets

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FeatureSetFacts:
    """The file that a feature set of the card names, as found beside the card.

    Attributes
    ----------
    pointer
        Of the feature set in the card.
    problem
        Why the file could not be read; empty where it could.
    sets
        Members by name of the set, in the order of the file; sets without members are there too.
    """

    pointer: str
    path: str
    declared_sha256: str | None = None
    actual_sha256: str | None = None
    problem: str = ""
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def members(self) -> frozenset[str]:
        """Members of all sets."""
        return frozenset().union(*self.sets.values())


def read_feature_sets(raw: Mapping[str, Any], folder: Path) -> tuple[FeatureSetFacts, ...]:
    """Read every file of feature sets that the readouts of a card name.

    Parameters
    ----------
    raw
        The card as plain data.
    folder
        Folder of the card; files lie in it or below, also after links are followed.

    Returns
    -------
    tuple of FeatureSetFacts
        One for each readout that names a file, also where it cannot be read.
    """
    readouts = raw.get("readouts")
    found = []
    for place, readout in enumerate(readouts if isinstance(readouts, list) else ()):
        named = readout.get("feature_set") if isinstance(readout, dict) else None
        if isinstance(named, dict) and isinstance(named.get("path"), str):
            found.append(_read(f"/readouts/{place}/feature_set", named, folder))
    return tuple(found)


def _read(pointer: str, named: Mapping[str, Any], folder: Path) -> FeatureSetFacts:
    path: str = named["path"]
    stated = named.get("sha256")
    declared = stated if isinstance(stated, str) else None
    actual: str | None = None
    try:
        content = table_bytes(path, folder)
        actual = hashlib.sha256(content).hexdigest()
        weighted = parse_weighted_sets(content, Path(path).suffix.lower())
        sets = {name: frozenset(members) for name, members in weighted.items()}
    # A path may also hold what no file system takes, or links in a circle.
    except (ValueError, OSError, RuntimeError) as error:
        return FeatureSetFacts(pointer, path, declared, actual, problem=str(error))
    if not any(sets.values()):
        problem = "it holds no set with a member"
        return FeatureSetFacts(pointer, path, declared, actual, problem=problem)
    return FeatureSetFacts(pointer, path, declared, actual, sets=sets)
