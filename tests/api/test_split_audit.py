"""``aivc split audit`` from the outside: what is printed, in which format, with which exit code."""

from __future__ import annotations

import json

import pytest

from aivc.schema.structure import check_structure
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.example import SetManifest, SetParts
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split


@pytest.fixture
def split(tmp_path):
    """Return a function that writes a specimen with a manifest; gives both paths."""

    def make(*edits, name="donor_split"):
        specimen = apply_edits(specimen_of(name), edits)
        return write_specimen(specimen, tmp_path), write_split(specimen, tmp_path)

    return make


LEAK = SetParts({32: "train", 33: "train"})
"""Two cells of the donor of the test part."""


def test_a_split_that_holds_what_it_claims_is_valid(aivc, split):
    data, manifest = split()
    answer = aivc("split", "audit", data, manifest)
    assert answer.code == 0, answer.out
    assert "VALID" in answer.out
    assert "supported: test holds donors" in answer.out


def test_the_manifest_beside_the_data_is_found(aivc, split):
    data, _ = split()
    assert aivc("split", "audit", data, "--level", "obs").code == 0


def test_a_leak_fails_and_names_the_donor(aivc, split):
    answer = aivc("split", "audit", *split(LEAK), "--level", "obs")
    assert answer.code == 1
    assert "LEK001" in answer.out
    assert "D3" in answer.out
    assert "REFUTED" in answer.out


def test_the_json_report_follows_the_standard_and_holds_the_audit(aivc, split):
    answer = aivc("split", "audit", *split(LEAK), "--json", "--level", "obs")
    document = json.loads(answer.out)
    assert check_structure(document, "ValidationReport", "release") == ()
    audit = document["split_audit"]
    results = {c["claim_text"]: c["claim_result"] for c in audit["claim_verdicts"]}
    assert sorted(results.values()) == ["refuted", "supported"]
    shared = {
        (line["partition"], line["against_partition"]): line["n_values_shared"]
        for line in audit["overlaps"]
        if line["overlap_axes"] == ["donor"]
    }
    assert shared == {
        ("test", "train"): 1,
        ("test", "validation"): 0,
        ("validation", "train"): 0,
    }


def test_the_page_shows_what_is_shared_and_escapes_what_comes_from_data(aivc, split, tmp_path):
    claims = [{"claim_axis": "donor", "novelty": "unseen", "partition": "<b>"}]
    page = tmp_path / "report.html"
    answer = aivc("split", "audit", *split(SetManifest("/claims", claims)), "--html", page)
    assert answer.code == 1
    text = page.read_text("utf-8")
    assert "Shared between parts" in text
    assert "<b>" not in text
    assert answer.out.count("NOT VALID") == 1
    assert "NOT VALID" not in answer.err


def test_2_where_no_manifest_is_named_and_none_is_there(aivc, split):
    data, manifest = split()
    manifest.unlink()
    answer = aivc("split", "audit", data)
    assert answer.code == 2
    assert "aivc split make" in answer.err


def test_2_where_the_split_is_in_another_format(aivc, split):
    data, manifest = split()
    answer = aivc("split", "audit", data, manifest.with_suffix(".csv"))
    assert answer.code == 2
    assert "aivc split import" in answer.err


def test_3_where_the_data_or_the_manifest_cannot_be_read(aivc, split, tmp_path):
    data, manifest = split()
    assert aivc("split", "audit", tmp_path / "absent.h5ad", manifest).code == 3
    answer = aivc("split", "audit", data, tmp_path / "absent.yaml")
    assert answer.code == 3
    assert answer.err.count("\n") == 1


def test_the_group_lists_its_commands(aivc):
    answer = aivc("split", "--help")
    assert answer.code == 0
    for name in ("make", "audit", "diff", "import"):
        assert f"  {name} " in answer.out


@pytest.mark.parametrize("option", ["--output", "--html"])
def test_a_report_replaces_neither_data_nor_manifest(aivc, split, option):
    for kept in split():
        before = kept.read_bytes()
        answer = aivc("split", "audit", *split(), "--level", "obs", option, kept)
        assert answer.code not in {0, 1}
        assert "name another file" in answer.err
        assert kept.read_bytes() == before


def test_a_corpus_that_is_not_there_is_no_warning(aivc, split, tmp_path):
    answer = aivc("split", "audit", *split(), "--level", "obs", "--corpus", tmp_path / "no.fp")
    assert answer.code == 3
    assert "no.fp" in answer.err
