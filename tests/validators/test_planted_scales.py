"""Faults of scale, space and modality, planted one by one and found where they are.

Each is planted in a dataset that has none, written to disk, and looked for through the public
verbs; the same call says nothing of the kind about the dataset as it was.
"""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml
from pyarrow import parquet

import aivc
from aivc.reference_models.synthetic.section.write import write_section
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.example import (
    AssignmentsText,
    DropCard,
    DropColumn,
    SetCard,
    SetColumn,
    SetElement,
    SetManifest,
)
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split
from aivc.validators.rules.rdo.example_edits import survival
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, aligned, replaced, weighted

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.reports.report import Report
    from aivc.validators.examples.example import Edit

NEIGHBOURHOOD = {
    "readout_id": "who_is_next_to_whom",
    "readout_type": "spatial_neighbourhood",
    "input_tables": ["X"],
    "output_scale": "niche",
    "neighbourhood": {"graph": "knn", "n_neighbours": 6},
}
PIXELS_TO_GLOBAL = {
    "transform_type": "scale",
    "input_system": "pixels",
    "output_system": "slide",
    "transform_parameters": [5.0, 5.0],
}
WITHOUT_DONORS = (
    DropColumn("obs", "donor_id"),
    DropCard("/donors"),
    *(DropCard(f"/samples/{place}/from_donors") for place in range(6)),
)

FAULTS: dict[str, tuple[str, tuple[Edit, ...], str, str]] = {
    "transcripts of cells that do not exist": (
        "section",
        (SetElement("points/transcripts", "cell_id", {0: "ghost_1", 1: "ghost_2"}),),
        "SCL022",
        "card:/links/0/target_set",
    ),
    "weights that do not sum to one": (
        "drug",
        weighted(replaced({0: ("c00", "D1_P1", 0.7)}), "fraction"),
        "SCL024",
        "card:/links/0/weights",
    ),
    "coverage of nine tenths declared and six tenths linked": (
        "drug",
        (*weighted(OWN_SAMPLE[:29]), SetCard("/links/0/coverage/n_source_linked", 43)),
        "SCL030",
        "card:/links/0/coverage",
    ),
    "two thirds are linked, and of one donor nothing": (
        "drug",
        weighted(OWN_SAMPLE[:32]),
        "SCL032",
        "card:/links/0/coverage",
    ),
    "a link of the chain of transforms is missing": (
        "section",
        (
            SetCard("/unit_sets/1/coordinate_system", "pixels"),
            SetCard("/links/0/transform", [PIXELS_TO_GLOBAL]),
        ),
        "SCL060",
        "card:/links/0/transform",
    ),
    "pixels that are called micrometres": (
        "section",
        (SetElement("images/he", "scale", 1.0),),
        "SCL063",
        "file/images/he",
    ),
    "an alignment that is off by more than half a spot": (
        "drug",
        aligned(error_value={"value": 28, "unit": "um"}),
        "SCL050",
        "card:/links/1/alignment/error_value",
    ),
    "a readout of neighbourhoods of cells in suspension": (
        "drug",
        (SetCard("/readouts/1", NEIGHBOURHOOD),),
        "RDO009",
        "card:/readouts/1/readout_type",
    ),
    "an endpoint of people, and nothing leads from cells to people": (
        "drug",
        (*survival(), *WITHOUT_DONORS, DropCard("/readouts/1/endpoint/subject_column")),
        "GRM016",
        "card:/readouts/1/output_scale",
    ),
    "an endpoint of people, by a column that the file does not have": (
        "drug",
        (*survival(), *WITHOUT_DONORS),
        "RDO011",
        "card:/readouts/1/endpoint/subject_column",
    ),
    "wells that were destroyed and measured again": (
        "drug",
        (
            SetColumn("obs", "time", [8] * 24 + [24] * 24),
            SetColumn("obs", "plate_id", "P1"),
            SetColumn("obs", "well_position", [f"B{2 + row % 11:02d}" for row in range(48)]),
            SetCard("/binding", {"keys": [{"role": "time", "columns": ["time"]}]}),
        ),
        "MEA012",
        "obs/well_position",
    ),
    "an isotype control that is counted as a target": (
        "cite",
        (SetCard("/operators/1/antibodies/10/target_protein", "uniprot:P01857"),),
        "MEA033",
        "card:/operators/1/antibodies",
    ),
}
"""What was planted: specimen, edits, and the code and the place of what is to be found."""

BY_DONOR = "in_table,donor_id,partition\nmod/rna,D1,train\nmod/rna,D2,validation\nmod/rna,D3,test\n"

LEAKS: dict[str, tuple[str, tuple[Edit, ...], str, str]] = {
    "tiles that overlap across the split": (
        "spatial_split",
        (SetManifest("/tile_width", 350.0),),
        "LEK041",
        "manifest:/tile_width",
    ),
    "sections cut one after the other, on both sides": (
        "spatial_split",
        (SetColumn("obs", "slide_number", dict.fromkeys(range(24, 32), 2)),),
        "LEK042",
        "assignments",
    ),
    "RNA in train, and the protein of the same cells in test": (
        "cite_split",
        (
            AssignmentsText(
                f"{BY_DONOR}mod/prot,D1,test\nmod/prot,D2,validation\nmod/prot,D3,test\n"
            ),
        ),
        "LEK045",
        "assignments",
    ),
}
"""The same of splits."""


def places_of(report: Report) -> set[tuple[str, str]]:
    return {(finding.code, str(finding.location)) for finding in report.findings}


def validated(specimen: str, edits: tuple[Edit, ...], folder: Path) -> set[tuple[str, str]]:
    path = write_specimen(apply_edits(specimen_of(specimen), edits), folder)
    return places_of(aivc.validate(path, level="obs"))


def audited(specimen: str, edits: tuple[Edit, ...], folder: Path) -> set[tuple[str, str]]:
    edited = apply_edits(specimen_of(specimen), edits)
    path, manifest = write_specimen(edited, folder), write_split(edited, folder)
    return {
        (f.code, str(f.location)) for f in aivc.split_audit(path, manifest, level="obs").findings
    }


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return a function that gives the codes of a specimen as it is."""

    @cache
    def codes(specimen: str, *, is_split: bool) -> frozenset[str]:
        found = (audited if is_split else validated)(specimen, (), tmp_path_factory.mktemp("sound"))
        return frozenset(code for code, _ in found)

    return codes


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_where_it_is(fault, tmp_path, sound):
    specimen, edits, code, place = FAULTS[fault]
    assert (code, place) in validated(specimen, edits, tmp_path)
    assert code not in sound(specimen, is_split=False)


@pytest.mark.parametrize("leak", LEAKS)
def test_a_planted_leak_is_found_where_it_is(leak, tmp_path, sound):
    specimen, edits, code, place = LEAKS[leak]
    assert (code, place) in audited(specimen, edits, tmp_path)
    assert code not in sound(specimen, is_split=True)


@pytest.fixture(scope="module")
def tissue(tmp_path_factory):
    """Write the synthetic tissue once; gives its folder."""
    folder = tmp_path_factory.mktemp("tissue")
    write_section(folder)
    return folder


@pytest.fixture
def copied(tissue, tmp_path):
    """Return a function that validates a copy of the tissue with an edited card."""

    def validate(edit_card=None):
        card = yaml.safe_load((tmp_path / "section.aivc.yaml").read_text("utf-8"))
        if edit_card is not None:
            edit_card(card)
            text = yaml.safe_dump(card, sort_keys=False)
            (tmp_path / "section.aivc.yaml").write_text(text, "utf-8")
        return places_of(aivc.validate(tmp_path / "section.zarr", level="obs"))

    shutil.copytree(tissue, tmp_path, dirs_exist_ok=True)
    return validate


@pytest.mark.slow
def test_the_tissue_is_sound(copied):
    assert copied() == set()


@pytest.mark.slow
def test_transcripts_of_a_tissue_in_cells_that_do_not_exist(copied, tmp_path):
    (part,) = (tmp_path / "section.zarr/points/transcripts/points.parquet").glob("*.parquet")
    table = parquet.read_table(part)
    cells = table.column("cell_id").cast("string").to_pylist()
    cells[:100] = ["ghost"] * 100
    place = table.schema.get_field_index("cell_id")
    parquet.write_table(table.set_column(place, "cell_id", [cells]), part)
    assert ("SCL022", "card:/links/0/target_set") in copied()


@pytest.mark.slow
def test_weights_of_a_tissue_that_do_not_sum(copied, tmp_path):
    path = tmp_path / "cell_to_spot.parquet"
    table = parquet.read_table(path)
    halved = [weight / 2 for weight in table.column("weight").to_pylist()]
    place = table.schema.get_field_index("weight")
    parquet.write_table(table.set_column(place, "weight", [halved]), path)
    found = copied()
    assert ("SCL024", "card:/links/1/weights") in found
    assert "SCL021" in {code for code, _ in found}


def _declare_more(card):
    card["links"][1]["coverage"]["n_source_linked"] = card["links"][1]["coverage"]["n_source"]


def _blur(card):
    card["links"][2]["alignment"]["error_value"]["value"] = 30.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edit", "code", "place"),
    [
        (_declare_more, "SCL030", "card:/links/1/coverage"),
        (_blur, "SCL050", "card:/links/2/alignment/error_value"),
    ],
)
def test_a_card_of_a_tissue_that_says_what_is_not_so(copied, edit, code, place):
    assert (code, place) in copied(edit)
