"""The YAML file of a problem, and the files that it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from aivc.adapters.petab.adapter import problem_files
from aivc.adapters.text_rows.decoding import read_text
from aivc.schema.card_document import read_document
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES = 1 << 20
TABLES = ("measurement", "observable", "condition", "experiment", "mapping")
_NEEDED = ("measurement", "observable")
_OTHERS = ("visualization_files", "sbml_files")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem.

    Attributes
    ----------
    path
        The YAML file.
    version
        1 or 2.
    tables
        Files by kind of table: ``measurement``, ``observable``, ``condition``, ``experiment``,
        ``mapping``, ``parameter``.
    unread
        Models and plots that it names.
    """

    path: Path
    version: int
    tables: Mapping[str, tuple[Path, ...]]
    unread: tuple[str, ...]


def find_problem(source: Path) -> Problem:
    """Read the YAML file that a source is or holds.

    Raises
    ------
    UnreadableInputError
        There is none or there are several; it is no YAML; or a file that it names is missing or
        lies outside its folder.
    """
    path = _yaml_of(source)
    text, _ = read_text(path, MOST_BYTES)
    document = read_document(text)
    stated = document.data
    if document.problem is not None or stated is None:
        said = document.problem.message if document.problem is not None else "it is empty"
        msg = f"{path} is no YAML: {said}"
        raise UnreadableInputError(msg)
    version = _version(stated.get("format_version"), path)
    parts = _only_part(stated, path) if version == 1 else stated
    tables = {kind: _files(parts, f"{kind}_files", path) for kind in TABLES}
    tables["parameter"] = _files(stated, "parameter_file", path) or _files(
        stated, "parameter_files", path
    )
    for kind in _NEEDED:
        if not tables[kind]:
            msg = f"{path} names no table of {kind}s; add it as {kind}_files"
            raise UnreadableInputError(msg)
    return Problem(path, version, tables, _unread(parts))


def _yaml_of(source: Path) -> Path:
    if source.is_file() and source.suffix.lower() in {".yaml", ".yml"}:
        return source
    folder = source if source.is_dir() else source.parent
    found = problem_files(folder) if folder.is_dir() else []
    if len(found) != 1:
        named = ", ".join(found[:5]) or "none"
        msg = (
            f"{source} must hold the YAML file of one PEtab problem; found: {named}. Give the file"
        )
        raise UnreadableInputError(msg)
    return folder / found[0]


def _version(stated: object, path: Path) -> int:
    major = str(stated).split(".", maxsplit=1)[0]
    if major not in {"1", "2"}:
        msg = f"{path} is of the PEtab version {stated!r}; versions 1 and 2 are read"
        raise UnreadableInputError(msg)
    return int(major)


def _only_part(stated: Mapping[str, Any], path: Path) -> Mapping[str, Any]:
    parts = stated.get("problems")
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        msg = f"{path} has no list of problems, which PEtab 1 asks for"
        raise UnreadableInputError(msg)
    if len(parts) != 1:
        msg = (
            f"{path} holds {len(parts)} problems that share nothing but parameters; write one YAML "
            "file for each and convert them one by one"
        )
        raise UnreadableInputError(msg)
    part: Mapping[str, Any] = parts[0]
    return part


def _files(stated: Mapping[str, Any], key: str, path: Path) -> tuple[Path, ...]:
    named = stated.get(key) or []
    names = named if isinstance(named, list) else [named]
    return tuple(_inside(name, key, path) for name in names)


def _inside(name: object, key: str, path: Path) -> Path:
    """Return a named file, if it lies in the folder of the problem."""
    if not isinstance(name, str):
        msg = f"{path}: {key} must name files; it says {name!r}"
        raise UnreadableInputError(msg)
    if "://" in name:
        msg = f"{path}: {key} names {name}, which is on the web; put the file beside the problem"
        raise UnreadableInputError(msg)
    inner = PurePosixPath(name.replace("\\", "/"))
    folder = path.parent.resolve()
    file = path.parent / inner
    if inner.is_absolute() or ":" in name or not file.resolve().is_relative_to(folder):
        msg = (
            f"{path}: {key} names {name}, outside the folder of the problem; copy the file into it"
        )
        raise UnreadableInputError(msg)
    if not file.is_file():
        msg = f"{path}: {key} names {name}, but there is no such file; copy it beside the problem"
        raise UnreadableInputError(msg)
    return file


def _unread(parts: Mapping[str, Any]) -> tuple[str, ...]:
    named = [name for key in _OTHERS for name in parts.get(key) or [] if isinstance(name, str)]
    models = parts.get("model_files")
    if isinstance(models, dict):
        stated = [model.get("location") for model in models.values() if isinstance(model, dict)]
        named += [name for name in stated if isinstance(name, str)]
    return tuple(named)
