"""The schema passes linkml's own lint, with the rules of ``tools/linkml-lint.yaml``."""

from pathlib import Path

import pytest
import yaml

MISTAKE = """
id: https://example.org/mistake
name: mistake
description: A schema with a mistake.
prefixes:
  mistake: https://example.org/mistake/
  linkml: https://w3id.org/linkml/
default_prefix: mistake
imports: [linkml:types]
slots:
  owner:
    description: Who owns it.
    range: Nobody
classes:
  Thing:
    description: A thing.
    slots: [owner]
"""


def lint(root: Path, schema: Path) -> list[str]:
    # The import takes seconds, which every process that collects the tests would pay.
    from linkml.linter.config.datamodel.config import RuleLevel
    from linkml.linter.linter import Linter

    config = yaml.safe_load((root / "tools" / "linkml-lint.yaml").read_text("utf-8"))
    problems = Linter(config).lint(str(schema), validate_schema=True)
    return [
        f"{problem.rule_name}: {problem.message}"
        for problem in problems
        if str(problem.level) == str(RuleLevel(RuleLevel.error))
    ]


@pytest.mark.slow
def test_schema_passes_lint(root: Path) -> None:
    assert lint(root, root / "schema" / "aivc.yaml") == []


def test_lint_sees_an_undeclared_range(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "mistake.yaml"
    path.write_text(MISTAKE)
    assert [problem.split(":")[0] for problem in lint(root, path)] == ["no_undeclared_ranges"]
