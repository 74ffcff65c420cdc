"""The verb behind ``aivc schema export``: write the standard in another form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCHEMA_HOME = "aivc.schema"


def export_schema(form: str, output: str | Path, *, profile: str = "release") -> tuple[Path, ...]:
    """Write the standard as JSON Schema, JSON-LD context, LinkML, pandera models or pages.

    Parameters
    ----------
    form
        ``json-schema``, ``json-ld-context``, ``linkml``, ``pandera`` or ``docs``.
    output
        A folder for ``linkml`` and ``docs``, a file for the others.
    profile
        Which slots are required: ``minimal``, ``release`` or ``benchmark``.

    Returns
    -------
    tuple of Path
        The files written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     export_schema("json-schema", f"{folder}/aivc.json")[0].name
    'aivc.json'
    """
    from aivc.storage.atomic import write_text

    target = Path(output)
    written = []
    for name, text in _documents(form, profile):
        path = target / name if name else target
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
        written.append(path)
    return tuple(written)


def _documents(form: str, profile: str) -> Iterator[tuple[str, str]]:
    forms: dict[str, Callable[[str], Iterator[tuple[str, str]]]] = {
        "json-schema": _json_schema,
        "json-ld-context": _context,
        "linkml": _linkml,
        "pandera": _pandera,
        "docs": _docs,
    }
    return forms[form](profile)


def _json_schema(profile: str) -> Iterator[tuple[str, str]]:
    yield "", _packaged("generated", f"{profile}.json")


def _context(_: str) -> Iterator[tuple[str, str]]:
    yield "", _packaged("generated", "context.jsonld")


def _linkml(_: str) -> Iterator[tuple[str, str]]:
    from importlib import resources

    for file in sorted(resources.files(SCHEMA_HOME).iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            yield file.name, file.read_text("utf-8")


def _pandera(profile: str) -> Iterator[tuple[str, str]]:
    # pandera's own YAML drops every check that is not built in, so models are exported as code.
    from aivc.schema.tables import TABLES

    lines = [f'"""pandera models of the tables of an aivc dataset, profile {profile}."""', ""]
    lines += ["from aivc.schema.tables import model", ""]
    lines += [f'{name} = model("{name}", "{profile}")' for name in sorted(TABLES)]
    yield "", "\n".join(lines) + "\n"


def _docs(_: str) -> Iterator[tuple[str, str]]:
    from aivc.reports.pages import pages

    yield from pages()


def _packaged(*parts: str) -> str:
    from importlib import resources

    return resources.files(SCHEMA_HOME).joinpath(*parts).read_text("utf-8")
