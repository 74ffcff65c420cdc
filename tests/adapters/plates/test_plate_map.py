"""Plate maps as datasets of wells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Adapter, Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.plates.plate_map import PlateMapFile
from aivc.adapters.plates.wells import PLATE_SHAPES, Well, row_letters
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from aivc.adapters.contract.adapter import SourceReading

LINCS = """plate_map_name\twell_position\tbroad_sample\tmg_per_ml\tmmoles_per_liter\tsolvent
{name}\tA01\t\t\t\tDMSO
{name}\tA02\tBRD-K92303087-001-01-6\t5.16302\t9.99999999999999999\tDMSO
{name}\tA03\tBRD-K92303087-001-01-6\t1.72100\t10\tDMSO
{name}\tA04\tBRD-K11111111-001-01-6\t1\t0.37037\tDMSO
"""
JUMP_MAP = """well_position\tbroad_sample\tsolvent
A01\tBRD-A10188456-001-04-9\tDMSO
A02\t\tDMSO
B01\tBRD-K13094524-001-06-7\tDMSO
"""
JUMP_COMPOUNDS = """broad_sample\tInChIKey\tpert_iname\tpert_type\tcontrol_type\tsmiles
BRD-A10188456-001-04-9\tUREBDLICKHMUKA-CXSFZGCWSA-N\tdexamethasone\ttrt\tNA\tC
BRD-A10188456-001-04-9\tUREBDLICKHMUKA-CXSFZGCWSA-N\tdexamethasone\ttrt\tNA\tC
BRD-K13094524-001-06-7\tTUYCZYWMQKUMGO-UHFFFAOYSA-N\tPFI-1\tcontrol\tposcon_cp\tCC
NA\tIAZDPXIOMUYVGZ-UHFFFAOYSA-N\tDMSO\tcontrol\tnegcon\tCS
"""


def read(source: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a map."""
    notes = ConversionNotes(source)
    return PlateMapFile().read(source, ConversionMapping(), notes), notes


def labels(reading: SourceReading, name: str) -> list[str | None]:
    """Return the labels of an obs column, row by row."""
    column = reading.dataset.tables[0].obs.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes.tolist()]


def names(reading: SourceReading) -> list[str]:
    """Return the names of rows."""
    return [name for block in reading.dataset.tables[0].obs.index() for name in block.tolist()]


def drawn(cells: Callable[[Well], str], title: str, shape: tuple[int, int]) -> str:
    """Draw a plate."""
    rows, columns = shape
    lines = [title] if title else []
    lines.append(",".join(["", *map(str, range(1, columns + 1))]))
    for row in range(1, rows + 1):
        texts = [cells(Well(row, column)) for column in range(1, columns + 1)]
        lines.append(",".join([row_letters(row), *texts]))
    return "\n".join(lines) + "\n"


class TestPlateMapContract(AdapterContract):
    """What every reader promises."""

    adapter: ClassVar[Adapter] = PlateMapFile()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write a long map, a drawn one, and a folder of JUMP."""
        long, grid, jump = folder / "lincs.txt", folder / "drawn.csv", folder / "jump"
        long.write_text(LINCS.format(name="C-7161-01-LM6-027"))
        agents = drawn(lambda well: "dex" if well.row > 1 else "DMSO", "Agent", (2, 3))
        grid.write_text(agents + "\n" + drawn(lambda _: "10 uM", "Concentration", (2, 3)))
        jump.mkdir()
        (jump / "T_compound_platemap.tsv").write_text(JUMP_MAP)
        (jump / "T_compound_metadata.tsv").write_text(JUMP_COMPOUNDS)
        return [long, grid, jump]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.sampled_from([6, 24, 96]),
    st.lists(
        st.sampled_from(["DMSO", "dex", "10 uM", "x;y", "µM", "0.5", "001", ""]),
        min_size=1,
        max_size=9,
    ),
    st.sampled_from(["{letters}{column}", "{letters}{column:02d}", "R{row:02d}C{column:02d}"]),
)
def test_a_drawn_map_is_the_long_one(
    tmp_path: Path, plate: int, cells: list[str], spelling: str
) -> None:
    shape = PLATE_SHAPES[plate]
    wells = [Well(r, c) for r in range(1, shape[0] + 1) for c in range(1, shape[1] + 1)]
    agent = {well: cells[k % len(cells)] for k, well in enumerate(wells)}
    dose = {well: str(k % 4) for k, well in enumerate(wells)}
    grid, long = tmp_path / "drawn.csv", tmp_path / "long.csv"
    grid.write_text(
        drawn(agent.__getitem__, "agent", shape) + ",,\n" + drawn(dose.__getitem__, "dose", shape)
    )
    lines = ["well,agent,dose"]
    for well in wells:
        spelt = spelling.format(letters=row_letters(well.row), row=well.row, column=well.column)
        lines.append(f"{spelt},{agent[well]},{dose[well]}")
    long.write_text("\n".join(lines) + "\n")
    one, other = read(grid)[0], read(long)[0]
    assert names(one) == names(other) == [well.name for well in wells]
    assert labels(one, "agent") == labels(other, "agent")
    assert labels(one, "agent") == [agent[well] or None for well in wells]
    assert labels(one, "dose") == labels(other, "dose") == [dose[well] for well in wells]


def test_a_map_of_lincs_names_its_solvent_and_the_dose_on_the_cells(tmp_path: Path) -> None:
    source = tmp_path / "map.txt"
    source.write_text(LINCS.format(name="C-7161-01-LM6-027"))
    reading, notes = read(source)
    hints = reading.hints
    assert hints.roles["agent"].value == ("agent",)
    assert labels(reading, "agent")[:2] == ["DMSO", "BRD-K92303087-001-01-6"]
    assert labels(reading, "broad_sample")[0] is None
    assert hints.controls["DMSO"].value == "vehicle"
    assert (hints.roles["dose"].value, hints.dose_unit) == (("mmoles_per_liter",), "uM")
    assert labels(reading, "mmoles_per_liter") == [None, "10", "10", "0.37037"]
    assert "plate" not in hints.roles
    assert [step.n_rows for step in notes.steps if step.action == "added"] == [1]


def test_a_stock_concentration_of_another_screen_is_no_dose(tmp_path: Path) -> None:
    source = tmp_path / "map.txt"
    source.write_text(LINCS.format(name="OTHER-1"))
    reading, notes = read(source)
    assert "dose" not in reading.hints.roles
    assert reading.hints.dose_unit is None
    left = [step.subject for step in notes.steps if step.action == "left_alone"]
    assert left == ["obs column mmoles_per_liter"]


@pytest.mark.parametrize("is_folder", [True, False])
def test_compounds_of_jump_are_joined_and_wells_without_sample_are_its_dmso(
    tmp_path: Path, *, is_folder: bool
) -> None:
    (tmp_path / "T_compound_platemap.tsv").write_text(JUMP_MAP)
    (tmp_path / "T_compound_metadata.tsv").write_text(JUMP_COMPOUNDS)
    source = tmp_path if is_folder else tmp_path / "T_compound_platemap.tsv"
    assert PlateMapFile().detect(source) is not None
    reading, _ = read(source)
    assert labels(reading, "pert_iname") == ["dexamethasone", "DMSO", "PFI-1"]
    assert labels(reading, "control_type") == [None, "negcon", "poscon_cp"]
    assert reading.hints.roles["agent"].value == ("pert_iname",)
    kinds = {label: said.value for label, said in reading.hints.controls.items()}
    assert kinds == {"DMSO": "vehicle", "negcon": "vehicle", "poscon_cp": "positive"}


def test_several_maps_of_a_folder_are_plates(tmp_path: Path) -> None:
    for plate in ("P1", "P2"):
        (tmp_path / f"{plate}.csv").write_text("Well,drug\nA1,dex\nA2,DMSO\n")
    reading, _ = read(tmp_path)
    assert names(reading) == ["P1_A01", "P1_A02", "P2_A01", "P2_A02"]
    assert labels(reading, "plate") == ["P1", "P1", "P2", "P2"]
    assert labels(reading, "Well") == ["A1", "A2"] * 2
    assert reading.hints.roles["plate"].value == ("plate",)


def test_a_well_in_two_rows_is_refused_by_name(tmp_path: Path) -> None:
    source = tmp_path / "map.csv"
    source.write_text("well,drug\nA1,dex\nB2,dex\nA01,DMSO\n")
    with pytest.raises(UnreadableInputError, match="A01"):
        read(source)


def test_a_label_that_is_no_well_is_refused_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "map.csv"
    source.write_text("well,drug\nA1,dex\nB2,dex\nZZ9,DMSO\n")
    with pytest.raises(UnreadableInputError, match=r"line 4.*ZZ9"):
        read(source)


def test_two_grids_without_titles_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "map.csv"
    source.write_text(drawn(lambda _: "a", "", (2, 3)) + "\n" + drawn(lambda _: "b", "", (2, 3)))
    with pytest.raises(UnreadableInputError, match="title"):
        read(source)


def test_a_spreadsheet_is_refused_with_what_to_do(tmp_path: Path) -> None:
    source = tmp_path / "map.xlsx"
    source.write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableInputError, match="CSV"):
        read(source)


def test_micro_signs_of_latin_1_survive(tmp_path: Path) -> None:
    source = tmp_path / "map.csv"
    source.write_bytes("well,drug,dose\nA1,dex,10 \xb5M\n".encode("latin-1"))
    reading, notes = read(source)
    assert labels(reading, "dose") == ["10 \xb5M"]
    assert any(step.result == "read as Latin-1" for step in notes.steps)


def test_settings_around_a_table_are_kept_beside(tmp_path: Path) -> None:
    source = tmp_path / "map.csv"
    source.write_text("Made by,robot 7\n\nPlate,Well,drug\n7,A1,dex\n7,A2,DMSO\n\nend of run\n")
    reading, _ = read(source)
    assert names(reading) == ["7_A01", "7_A02"]
    table = reading.dataset.tables[0]
    assert table.uns("plate_file_notes") == {"map.csv": ["Made by robot 7", "end of run"]}


def test_readouts_are_no_map(tmp_path: Path) -> None:
    source = tmp_path / "plate.csv"
    source.write_text("well,drug,viability\nA1,dex,0.5\nA2,DMSO,1\n")
    assert PlateMapFile().detect(source) is None


def test_a_table_of_genes_is_no_map(tmp_path: Path) -> None:
    source = tmp_path / "genes.csv"
    source.write_text("position,gene\nchr1:5,TP53\nchr2:7,KRAS\n")
    assert PlateMapFile().detect(source) is None


@pytest.mark.realdata
def test_jump_target_2(real_data: Path) -> None:
    source = real_data / "jump_target2_platemap"
    found = PlateMapFile().detect(source)
    assert found is not None
    assert found.confidence >= Confidence.LIKELY
    reading, notes = read(source)
    assert reading.dataset.tables[0].n_obs == 384
    kinds = Counter(labels(reading, "control_type"))
    assert kinds["negcon"] == 64
    assert kinds[None] == 260
    assert Counter(labels(reading, "pert_iname"))["DMSO"] == 64
    assert None not in labels(reading, "InChIKey")
    assert "384 of 384" in notes.steps[0].because


@pytest.mark.realdata
def test_a_map_of_lincs(real_data: Path) -> None:
    source = real_data / "cellpainting_lincs_SQ00015054" / "C-7161-01-LM6-027.txt"
    found = PlateMapFile().detect(source)
    assert found is not None
    assert found.confidence is Confidence.CERTAIN
    reading, _ = read(source)
    assert Counter(labels(reading, "agent"))["DMSO"] == 24
    assert labels(reading, "broad_sample").count(None) == 24
    numbers = reading.dataset.tables[0].obs.numbers("mmoles_per_liter")
    assert np.nanmax(numbers) == pytest.approx(20, abs=0.01)
    assert np.isnan(numbers).sum() == 24
