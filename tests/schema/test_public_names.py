"""What the package offers, and that offering it loads nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from aivc import schema


def test_every_offered_name_is_there() -> None:
    assert sorted(schema._HOMES) == sorted(schema.__all__)
    for name in schema.__all__:
        assert getattr(schema, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'nothing'"):
        schema.nothing  # noqa: B018 - the access is what is tested


def test_importing_the_package_loads_none_of_it(root: Path) -> None:
    code = "import sys, json, aivc.schema; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    outcome = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, check=True
    )
    loaded = set(json.loads(outcome.stdout))
    assert {name for name in loaded if name.startswith("aivc.schema.")} == set()


def test_checking_a_structure_loads_no_tables_and_no_models(root: Path) -> None:
    code = (
        "import sys, json; from aivc.schema import check_structure, class_spec;"
        "check_structure({}); print(json.dumps(sorted(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    outcome = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, check=True
    )
    loaded = {name.split(".")[0] for name in json.loads(outcome.stdout)}
    assert loaded & {"pandas", "pandera", "pydantic", "numpy", "linkml_runtime", "yaml"} == set()
