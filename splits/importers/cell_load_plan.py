"""What the TOML file of cell-load says, by data set and cell type."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.splits.errors import ImportedSplitError
from aivc.storage.whole_files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TRAIN, VAL, TEST = "train", "val", "test"
PARTS = (TRAIN, VAL, TEST)


@dataclass(frozen=True)
class Plan:
    """What the TOML says, by data set and cell type."""

    training: frozenset[str]
    zeroshot: Mapping[tuple[str, str], str] = field(default_factory=dict)
    fewshot: Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def datasets(self) -> tuple[str, ...]:
        """All data sets, sorted."""
        held_out = {name for name, _ in (*self.zeroshot, *self.fewshot)}
        return tuple(sorted(self.training | held_out))


def read_plan(path: Path) -> Plan:
    """Read what the TOML says.

    Raises
    ------
    ImportedSplitError
        It is no TOML, or no table of it has the form that cell-load takes.
    """
    try:
        data = tomllib.loads(read_text(path))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        msg = f"{path} is not TOML: {error}"
        raise ImportedSplitError(msg) from error
    if not any(isinstance(data.get(table), dict) for table in ("training", "zeroshot", "fewshot")):
        msg = f"{path} has none of the tables training, zeroshot and fewshot of cell-load"
        raise ImportedSplitError(msg)
    zeroshot = {
        key: _part(value, path) for key, value in _by_cell_type(data.get("zeroshot", {}), str, path)
    }
    fewshot = {
        key: {_part(part, path): _texts(listed, path) for part, listed in value.items()}
        for key, value in _by_cell_type(data.get("fewshot", {}), dict, path)
    }
    return Plan(frozenset(map(str, data.get("training", {}))), zeroshot, fewshot)


def _by_cell_type(table: Any, kind: type, path: Path) -> Iterator[tuple[tuple[str, str], Any]]:
    """Yield ``"data.cells" = value``, also where the dot was not quoted and so is a table."""
    for key, value in table.items() if isinstance(table, dict) else ():
        dataset, dot, cells = key.partition(".")
        if dot and isinstance(value, kind):
            yield (dataset, cells), value
        elif not dot and isinstance(value, dict):
            for inner, one in value.items():
                if not isinstance(one, kind):
                    raise _malformed(".".join((key, inner)), path)
                yield (key, inner), one
        else:
            raise _malformed(key, path)


def _malformed(key: str, path: Path) -> ImportedSplitError:
    msg = f"{path}: {key!r} is none of the entries that cell-load reads; write 'DATASET.CELLTYPE'"
    return ImportedSplitError(msg)


def _part(name: Any, path: Path) -> str:
    if name not in PARTS:
        msg = f"{path}: {name!r} is no part of cell-load; it has train, val and test"
        raise ImportedSplitError(msg)
    return str(name)


def _texts(listed: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        msg = f"{path}: a part of fewshot is no list of perturbations"
        raise ImportedSplitError(msg)
    return tuple(listed)
