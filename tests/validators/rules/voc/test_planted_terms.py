"""Wrong terms and old symbols, planted in copies of real files, are found where they are."""

from __future__ import annotations

import shutil

import h5py
import pytest

import aivc

SCREEN = "crispr_norman19_mcfaline23_perturbench/devel.h5ad"
FIXTURE = "cellxgene_fixtures/example_valid.h5ad"


def relabel(path, column: str, old: str, new: str) -> int:
    """Rename a category of obs; return how many rows have it."""
    with h5py.File(path, "r+") as file:
        group = file["obs"][column]
        labels = [label.decode() for label in group["categories"][:]]
        code = labels.index(old)
        group["categories"][code] = new
        return int((group["codes"][:] == code).sum())


def found(path, code: str) -> list[tuple[str, int]]:
    report = aivc.validate(path, profile="minimal")
    assert "SYS001" not in {finding.code for finding in report.findings}
    return sorted((str(f.location), f.count) for f in report.findings if f.code == code)


@pytest.fixture
def copy(real_data, tmp_path):
    """Return a function that copies a real file."""
    return lambda name: shutil.copy(real_data / name, tmp_path / "copy.h5ad")


@pytest.mark.realdata
def test_an_old_symbol_in_a_real_screen(copy):
    path = copy(SCREEN)
    # `perturbation_raw` keeps the authors' old symbols on purpose, and is about no role.
    assert found(path, "VOC010") == []
    rows = {
        column: relabel(path, column, "KMT2A", "MLL") for column in ("condition", "perturbation")
    }
    assert found(path, "VOC010") == [(f"obs/{column}", n) for column, n in sorted(rows.items())]


@pytest.mark.realdata
def test_a_hyphen_is_part_of_a_gene_in_a_real_screen(copy):
    path = copy(SCREEN)
    relabel(path, "perturbation", "FOXO4", "HLA-A")
    for code in ("VOC010", "VOC011", "INT016", "INT033"):
        assert found(path, code) == []


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("column", "old", "new", "code"),
    [
        ("assay_ontology_term_id", "EFO:0009899", "EFO:0009310", "VOC002"),
        ("cell_type_ontology_term_id", "CL:0000066", "UBERON:0002048", "VOC003"),
        ("cell_type_ontology_term_id", "CL:0000066", "CL:9999999", "VOC001"),
        ("cell_type_ontology_term_id", "CL:0000066", "CL_0000066", "VOC004"),
        ("cell_type_ontology_term_id", "CL:0000066", "B cell", "VOC006"),
    ],
)
def test_a_wrong_term_in_a_real_file(copy, column, old, new, code):
    path = copy(FIXTURE)
    assert found(path, code) == []
    rows = relabel(path, column, old, new)
    assert found(path, code) == [(f"obs/{column}", rows)]
