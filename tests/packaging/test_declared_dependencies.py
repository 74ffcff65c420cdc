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


def imported() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for room in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"][
        "package-dir"
    ].values():
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [node.module] if isinstance(node, ast.ImportFrom) else []
                names += [name.name for name in node.names] if isinstance(node, ast.Import) else []
                for name in filter(None, names):
                    top = name.split(".")[0]
                    found.setdefault(top, set()).add(str(path.relative_to(ROOT)))
    return found


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["chem"]]
    asked += project["optional-dependencies"]["schema"]
    names = {re.split(r"[<>=~!\[ ]", line)[0].replace("-", "_").lower() for line in asked}
    declared = {OTHER_NAMES.get(name, name) for name in names} | set(COMES_WITH)
    undeclared = {
        name: sorted(paths)
        for name, paths in imported().items()
        if name not in declared | {"aivc"} | set(sys.stdlib_module_names)
    }
    assert undeclared == {}
