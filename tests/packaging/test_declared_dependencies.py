"""What the package imports is what its metadata asks for."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
OTHER_NAMES = {"pillow": "PIL", "pyyaml": "yaml"}
"""Modules that are not called as their distribution is."""

COMES_WITH = {"lark": "ucumvert"}
"""Modules that another dependency brings: its errors are theirs."""


FROM = re.compile(r"(?:^|[;:])[ \t]*from[ \t]+([\w.]+)[ \t]+import\b", re.MULTILINE)
IMPORT = re.compile(r"(?:^|[;:])[ \t]*import[ \t]+([^#;\n]+)", re.MULTILINE)


def looks_imported(text: str) -> set[str]:
    """Return what a module imports, and what its examples and sentences seem to import."""
    listed = (name.split()[0] for line in IMPORT.findall(text) for name in line.split(",") if name)
    return {name.split(".")[0] for name in (*FROM.findall(text), *listed)}


def is_imported(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        names = [node.module] if isinstance(node, ast.ImportFrom) else []
        names += [name.name for name in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[0] for name in names if name}
    return found


def imported_beside(known: set[str]) -> dict[str, set[str]]:
    """Return further modules that are imported, and where; only suspects are parsed."""
    found: dict[str, set[str]] = {}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    for room in settings["package-dir"].values():
        for path in (ROOT / room).rglob("*.py"):
            text = path.read_text("utf-8")
            if not looks_imported(text) <= known:
                for name in is_imported(text) - known:
                    found.setdefault(name, set()).add(str(path.relative_to(ROOT)))
    return found


def test_no_form_of_an_import_is_overlooked() -> None:
    text = "import a.b as c, d\ntry: import e\nexcept: from f.g import h; import i  # j\n  "
    assert is_imported(text) == looks_imported(text) == set("adefi")


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["chem"]]
    asked += project["optional-dependencies"]["schema"]
    names = {re.split(r"[<>=~!\[ ]", line)[0].replace("-", "_").lower() for line in asked}
    declared = {OTHER_NAMES.get(name, name) for name in names} | set(COMES_WITH)
    assert imported_beside(declared | {"aivc"} | set(sys.stdlib_module_names)) == {}
