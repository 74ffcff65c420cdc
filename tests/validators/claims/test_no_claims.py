"""A split without claims is told, as mildly or sharply as the profile asks, and once."""

import pytest

from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.example import DropManifest
from aivc.validators.examples.specimens.donor_split import specimen
from aivc.validators.examples.write import write_specimen, write_split
from aivc.verbs.split_audit import split_audit


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("minimal", [("CLM014", "info")]),
        ("release", [("CLM014", "warning")]),
        ("benchmark", [("SPL002", "error")]),
    ],
)
def test_what_is_tested_has_to_be_said(tmp_path, profile, expected):
    silent = apply_edits(specimen(), [DropManifest("/claims")])
    data = write_specimen(silent, tmp_path)
    split = write_split(silent, tmp_path, states_content=True)
    report = split_audit(data, split, level="obs", profile=profile)

    assert [(found.code, found.severity) for found in report.findings] == expected
