"""What goes wrong with a manifest is told once, by the rule that names the cause."""

from dataclasses import replace

import pytest

from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.write import write_manifest
from aivc.storage import find_card, open_dataset
from aivc.validators.engine import run_rules
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.example import (
    AssignmentsText,
    ManifestText,
    SetColumn,
    SetManifest,
    SetNames,
    SetParts,
)
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split
from aivc.validators.facts.collect import collect
from aivc.validators.findings import Level, Severity
from aivc.validators.profile import load_profile
from aivc.validators.registry import rules_of
from aivc.validators.split_facts.collect_split import collect_split


def errors(folder, *edits, spoil=lambda path: None):
    """Return code and count of each error about the manifest of an edited specimen."""
    specimen = apply_edits(specimen_of("donor_split"), edits)
    data = write_specimen(specimen, folder)
    manifest = write_split(specimen, folder)
    spoil(manifest)
    return errors_of(data, manifest)


def errors_of(data, manifest):
    with open_dataset(data) as dataset:
        card, facts, _ = collect(dataset, find_card(data, dataset=dataset), level=Level.OBS)
        split = collect_split(dataset, card, read_manifest(manifest), level=Level.OBS)
    facts = replace(facts, split=split)
    profile = load_profile("release")
    found = run_rules(card, facts, level=Level.OBS, profile=profile, rules=rules_of("SPL"))
    return [(f.code, f.count) for f in found.findings if f.severity is Severity.ERROR]


def by_donor(*rows):
    return AssignmentsText("donor_id,partition\n" + "".join(f"{d},{p}\n" for d, p in rows))


WHOLE = (("D1", "train"), ("D2", "validation"), ("D3", "test"))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((), []),
        ((ManifestText("purpose: [\n"),), [("SPL001", 1)]),
        ((by_donor(*WHOLE, ("D8", "test"), ("D9", "test")),), [("SPL008", 2)]),
        ((SetParts(dict.fromkeys(range(0, 48, 2))),), [("SPL009", 24)]),
        ((SetParts({3: ("train", "test")}),), [("SPL010", 1)]),
        ((SetParts(dict.fromkeys(range(32, 48), "train")),), [("SPL014", 1)]),
        ((AssignmentsText("observation_id,partition\n"),), [("SPL005", 1)]),
        ((SetManifest("/buffer", {"value": -1, "unit": "um"}),), [("SPL019", 1)]),
        ((by_donor(*((d.lower(), p) for d, p in WHOLE)),), [("SPL012", 3)]),
        ((SetManifest("/split_of/observations_digest", "ids1:" + "0" * 32),), [("SPL007", 1)]),
        ((SetParts(dict.fromkeys(range(16, 48), ("validation", "test"))),), [("SPL021", 32)]),
        ((SetParts(dict.fromkeys(range(8), "ood")),), [("SPL013", 8)]),
    ],
)
def test_one_finding_each(tmp_path, edits, expected):
    assert errors(tmp_path, *edits) == expected


@pytest.mark.parametrize("keep", [10, -1, -30])
def test_a_truncated_parquet(tmp_path, keep):
    specimen = specimen_of("donor_split")
    data = write_specimen(specimen, tmp_path)
    plain = read_manifest(write_split(specimen, tmp_path))
    columns = {"donor_id": ["D1", "D2", "D3"], "partition": ["train", "validation", "test"]}
    manifest = write_manifest(plain.raw, columns, tmp_path / "p.split.yaml")
    assert errors_of(data, manifest) == []
    table = manifest.with_suffix(".parquet")
    table.write_bytes(table.read_bytes()[:keep])
    assert errors_of(data, manifest) == [("SPL005", 1)]


def test_a_table_that_was_lost(tmp_path):
    def lose(path):
        path.with_suffix(".csv").unlink()

    assert errors(tmp_path, spoil=lose) == [("SPL005", 1)]


def test_leading_zeros_of_row_names(tmp_path):
    names = {row: f"{row:03d}" for row in range(48)}
    parts = ["train"] * 16 + ["validation"] * 16 + ["test"] * 16
    rows = "".join(f"{row},{part}\n" for row, part in enumerate(parts))
    text = AssignmentsText(f"observation_id,partition\n{rows}")
    assert errors(tmp_path, SetNames("obs", names), text) == [("SPL012", 48)]


def test_a_row_that_loses_its_zeros_is_not_another_row(tmp_path):
    donors = ["1"] * 16 + ["01"] * 16 + ["001"] * 16
    rows = by_donor(("1", "train"), ("01", "validation"), ("001", "test"))
    assert errors(tmp_path, SetColumn("obs", "donor_id", donors), rows) == []


def test_another_dataset_is_one_finding_though_its_names_are_unknown(tmp_path):
    """Names that are unknown, and rows in no part, follow from the dataset being another one."""
    digest = SetManifest("/split_of/observations_digest", "ids1:" + "f" * 32)
    unknown = AssignmentsText("observation_id,partition\nx,train\ny,validation\nz,test\n")
    found = errors(tmp_path, digest, unknown)
    assert [code for code, _ in found] == ["SPL007"]


def test_shared_controls_beside_a_shared_cell(tmp_path):
    edits = (
        SetManifest("/control_policy", "shared_all"),
        SetParts({6: ("train", "test"), 7: ("train", "test"), 3: ("train", "test")}),
    )
    assert errors(tmp_path, *edits) == [("SPL010", 1)]
