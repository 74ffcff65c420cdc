"""One version string everywhere."""

import json
import re
from pathlib import Path

import yaml

from aivc.schema.generated import models
from aivc.schema.slots import class_spec, schema_version
from aivc.schema.version import VERSION


def versions(root: Path) -> dict[str, str]:
    generated = root / "schema" / "generated"
    found = {
        "schema/aivc.yaml": yaml.safe_load((root / "schema" / "aivc.yaml").read_text())["version"],
        "schema/generated/slots.json": schema_version(),
        "schema/generated/models.py": models.version,
        "example of aivc_schema_version": (
            class_spec("DatasetCard").slots["aivc_schema_version"].examples[0]
        ),
    }
    for profile in ("minimal", "release", "benchmark"):
        name = f"{profile}.json"
        found[f"schema/generated/{name}"] = json.loads((generated / name).read_text())["version"]
    citation = root / "CITATION.cff"
    if citation.exists():
        found["CITATION.cff"] = str(yaml.safe_load(citation.read_text())["version"])
    return found


def test_every_place_states_the_version_of_the_package(root: Path) -> None:
    wrong = {place: version for place, version in versions(root).items() if version != VERSION}
    assert wrong == {}, f"schema/version.py says {VERSION}; change these places to it"


def test_version_is_semantic() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_packaging_takes_the_version_from_the_schema(root: Path) -> None:
    assert 'attr = "schema.version.VERSION"' in (root / "pyproject.toml").read_text()
