"""What a mapping file says, and what it must not say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.errors import MappingFileError
from aivc.adapters.mapping.apply import apply_mapping
from aivc.adapters.mapping.file import read_mapping
from aivc.storage.made.columns import MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame


@pytest.fixture
def reading():
    obs = MadeFrame(
        ["c1", "c2", "c3"],
        [
            MadeTexts("trt", ["ctl", "Pano", None]),
            MadeNumbers("plate", np.array([1, 1, 2])),
        ],
    )
    hints = Hints(dose_unit="nM", roles={"plate": Said(("trt",), "wrong")})
    return SourceReading(MadeDataset(Path("x"), [MadeTable(obs)]), hints)


@pytest.fixture
def mapping(tmp_path):
    def write(text: str):
        path = tmp_path / "x.mapping.yaml"
        path.write_text("aivc_schema_version: 0.1.0\n" + text)
        return read_mapping(path)

    return write


def applied(reading, mapping):
    notes = ConversionNotes(Path("x"))
    return apply_mapping(reading, mapping, notes), notes


def test_a_person_overrides_the_format(reading, mapping):
    said = mapping("dose_unit: umol/L\nmapped_columns: [{column: plate, role: plate}]\n")
    mapped, notes = applied(reading, said)
    assert mapped.hints.dose_unit == "umol/L"
    assert mapped.hints.roles["plate"].value == ("plate",)
    assert [step.action for step in notes.steps] == ["mapped"]


def test_labels_are_read_otherwise_in_a_column_beside(reading, mapping):
    said = mapping(
        "mapped_columns:\n- column: trt\n  role: agent\n"
        "  label_readings: [{source_label: ctl, read_as: DMSO}]\n"
    )
    mapped, notes = applied(reading, said)
    (obs,) = (table.obs for table in mapped.dataset.tables)
    assert [c.name for c in obs.columns] == ["plate", "trt_as_read"]
    read = obs.column("trt_as_read")
    assert [read.categories[c] if c >= 0 else None for c in read.codes] == ["DMSO", "Pano", None]
    assert mapped.hints.roles["agent"].value == ("trt_as_read",)
    assert [key.name for key in mapped.added[""]] == ["trt_as_read"]
    (change,) = next(step for step in notes.steps if step.action == "converted").changes
    assert (change.source_label, change.read_as, change.n_rows) == ("ctl", "DMSO", 1)


def test_constants_are_columns(reading, mapping):
    mapped, _ = applied(reading, mapping("constants: [{role: time, constant_value: 24 h}]\n"))
    column = mapped.dataset.tables[0].obs.column("time")
    assert (column.categories, column.codes.tolist()) == (("24 h",), [0, 0, 0])
    assert mapped.hints.roles["time"].value == ("time",)


def test_known_controls_become_hints(reading, mapping):
    said = mapping("known_controls: [{source_label: ctl, control_kind: vehicle}]\n")
    assert applied(reading, said)[0].hints.controls["ctl"].value == "vehicle"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("mapped_columns: [{column: trtt, role: agent}]", "'trt'"),
        ("mapped_columns: [{column: trt, in_table: mod/rna}]", "mod/rna"),
        (
            "mapped_columns: [{column: trt, label_readings: [{source_label: Ctl, read_as: x}]}]",
            "'ctl'",
        ),
        ("known_controls: [{source_label: DMSO, control_kind: vehicle}]", "DMSO"),
        ("constants: [{role: plate, constant_value: P1}]", "plate"),
        (
            (
                "mapped_columns: [{column: trt, role: time}]\n"
                "constants: [{role: time, constant_value: 1 h}]"
            ),
            "time",
        ),
    ],
)
def test_what_the_source_does_not_have_is_named(reading, mapping, text, named):
    with pytest.raises(MappingFileError, match=named):
        applied(reading, mapping(text))


@pytest.mark.parametrize(
    "text", ["rename: {a: b}", "mapped_columns: [{column: trt, role: drug}]", "dose_unit: [", "- a"]
)
def test_a_mapping_that_is_none_is_refused_with_its_line(tmp_path, text):
    path = tmp_path / "x.mapping.yaml"
    path.write_text(f"aivc_schema_version: 0.1.0\n{text}\n")
    with pytest.raises(MappingFileError, match="line"):
        read_mapping(path)


def test_a_mapping_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(MappingFileError, match="cannot be read"):
        read_mapping(tmp_path / "none.yaml")
