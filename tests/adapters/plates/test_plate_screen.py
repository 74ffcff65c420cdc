"""Screens in plates as datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Adapter, Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.plates.plate_screen import PlateScreen
from aivc.adapters.plates.wells import Well, row_letters
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.adapter import SourceReading

WELLS = [Well(row, column) for row in range(1, 9) for column in range(1, 13)]
GR = """cell_line,agent,concentration,time,cell_count,cell_count__time0,cell_count__ctrl
BT20,drugA,0.001,72,1131.5,502,1212.0
BT20,drugA,0.01,72,1045,502,1212.0
MCF10A,drugB,0.001,72,2000,700.5,2100
"""
LONG = """Plate,Well,drug,dose,dose_unit,luminescence
P1,A1,DMSO,0,uM,100.5
P1,A2,dex,10,uM,50
P1,B1,dex,10,nM,90
P2,A1,DMSO,0,uM,101
"""


def read(source: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a screen."""
    notes = ConversionNotes(source)
    return PlateScreen().read(source, ConversionMapping(), notes), notes


def values(reading: SourceReading) -> NDArray[np.float64]:
    """Return X."""
    return np.concatenate([block.data for block in reading.dataset.tables[0].matrices[0].blocks()])


def features(reading: SourceReading) -> list[str]:
    """Return the names of features."""
    return [name for block in reading.dataset.tables[0].var.index() for name in block.tolist()]


def names(reading: SourceReading) -> list[str]:
    """Return the names of rows."""
    return [name for block in reading.dataset.tables[0].obs.index() for name in block.tolist()]


def labels(reading: SourceReading, name: str) -> list[str | None]:
    """Return the labels of an obs column, row by row."""
    column = reading.dataset.tables[0].obs.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes.tolist()]


def because(notes: ConversionNotes, subject: str) -> str:
    """Return what was said of a subject."""
    return next(step.because for step in notes.steps if step.subject == subject)


def drawn(
    cells: Callable[[Well], object], title: str = "", shape: tuple[int, int] = (8, 12)
) -> str:
    """Draw a plate."""
    rows, columns = shape
    lines = [title] if title else []
    lines.append(",".join(["", *map(str, range(1, columns + 1))]))
    for row in range(1, rows + 1):
        texts = [str(cells(Well(row, column))) for column in range(1, columns + 1)]
        lines.append(",".join([row_letters(row), *texts]))
    return "\n".join(lines) + "\n"


def signal(well: Well) -> float:
    """Return a number for a well."""
    return well.row * 100 + well.column + 0.25


def long_map(wells: Sequence[Well]) -> str:
    """Write a map with one row for each well."""
    lines = [
        f"{w.name},{'DMSO' if w.column == 1 else 'drug' + str(w.row)},{w.column}" for w in wells
    ]
    return "\n".join(["well,agent,dose_uM", *lines]) + "\n"


class TestPlateScreenContract(AdapterContract):
    """What every reader promises."""

    adapter: ClassVar[Adapter] = PlateScreen()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write a long table, a GR table, a drawn plate, and a folder with a map."""
        long, gr, plate, screen = (
            folder / n for n in ("long.csv", "gr.csv", "plate.csv", "screen")
        )
        long.write_text(LONG)
        gr.write_text(GR)
        plate.write_text("Reader 5\nPlate: P7\n" + drawn(signal, "Luminescence"))
        screen.mkdir()
        (screen / "P1.csv").write_text(drawn(signal))
        (screen / "P2.csv").write_text(drawn(signal))
        (screen / "map.csv").write_text(long_map(WELLS))
        return [long, gr, plate, screen]


def test_a_long_table_keeps_units_by_row_and_plates(tmp_path: Path) -> None:
    source = tmp_path / "long.csv"
    source.write_text(LONG)
    reading, notes = read(source)
    assert names(reading) == ["P1_A01", "P1_A02", "P1_B01", "P2_A01"]
    assert features(reading) == ["luminescence"]
    assert values(reading)[:, 0].tolist() == [100.5, 50, 90, 101]
    assert labels(reading, "dose_unit") == ["uM", "uM", "nM", "uM"]
    assert labels(reading, "Well") == ["A1", "A2", "B1", "A1"]
    assert reading.hints.roles["plate"].value == ("Plate",)
    assert reading.hints.roles["well"].value == ("Well",)
    assert reading.hints.operators == {}
    assert "uM" in because(notes, "obs column dose_unit")


def test_a_unit_that_nobody_knows_stays_and_is_told(tmp_path: Path) -> None:
    source = tmp_path / "long.csv"
    source.write_text(LONG.replace("nM", "blobs"))
    reading, notes = read(source)
    assert labels(reading, "dose_unit")[2] == "blobs"
    assert "blobs" in because(notes, "obs column dose_unit")


def test_a_table_of_growth_rates_has_three_features_and_a_time_zero(tmp_path: Path) -> None:
    source = tmp_path / "gr.csv"
    source.write_text(GR)
    found = PlateScreen().detect(source)
    assert found is not None
    assert found.confidence is Confidence.LIKELY
    reading, _ = read(source)
    assert features(reading) == ["cell_count", "cell_count__time0", "cell_count__ctrl"]
    assert values(reading)[2].tolist() == [2000, 700.5, 2100]
    assert [c.name for c in reading.dataset.tables[0].obs.columns] == [
        "cell_line", "agent", "concentration", "time",
    ]  # fmt: skip
    assert reading.hints.operators["X"].value == "Viability"
    assert reading.hints.card["/operators/*/has_time_zero"].value is True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.dictionaries(
        st.sampled_from(WELLS),
        st.floats(allow_nan=False, allow_infinity=False, width=32),
        min_size=3,
        max_size=30,
    ),
    st.booleans(),
)
def test_numbers_of_a_drawn_plate_survive(
    tmp_path: Path, numbers: dict[Well, float], is_long: bool
) -> None:
    source = tmp_path / "readout.csv"
    if is_long:
        rows = [f"{well.name},{number!r}" for well, number in numbers.items()]
        source.write_text("\n".join(["well,signal", *rows]) + "\n")
    else:
        source.write_text(drawn(lambda well: repr(numbers[well]) if well in numbers else ""))
    reading, _ = read(source)
    found = dict(zip(names(reading), values(reading)[:, 0].tolist(), strict=True))
    assert {n: v for n, v in found.items() if not np.isnan(v)} == {
        well.name: number for well, number in numbers.items()
    }


def test_a_map_is_joined_to_all_plates_of_a_folder(tmp_path: Path) -> None:
    for plate in ("P1", "P2"):
        (tmp_path / f"{plate}_luminescence.csv").write_text(drawn(signal))
    (tmp_path / "platemap.csv").write_text(long_map(WELLS))
    found = PlateScreen().detect(tmp_path)
    assert found is not None
    assert found.confidence is Confidence.LIKELY
    reading, notes = read(tmp_path)
    assert reading.dataset.tables[0].n_obs == 192
    assert features(reading) == ["luminescence"]
    assert labels(reading, "plate") == ["P1"] * 96 + ["P2"] * 96
    assert values(reading)[:, 0].tolist() == [signal(well) for well in WELLS] * 2
    assert labels(reading, "agent")[12:14] == ["DMSO", "drug2"]
    assert "192 of 192" in because(notes, "platemap.csv")


def test_readouts_of_one_plate_stand_beside_each_other(tmp_path: Path) -> None:
    (tmp_path / "P1_luminescence.csv").write_text(drawn(signal))
    (tmp_path / "P1_absorbance.csv").write_text(drawn(lambda well: -signal(well)))
    reading, _ = read(tmp_path)
    assert sorted(features(reading)) == ["absorbance", "luminescence"]
    assert values(reading).shape == (96, 2)
    assert np.array_equal(values(reading)[:, 0], -values(reading)[:, 1])


def test_wells_that_were_not_read_are_rows_without_values(tmp_path: Path) -> None:
    read_wells = [well for k, well in enumerate(WELLS) if k % 10 < 7]
    rows = [f"{well.name},{signal(well)}" for well in read_wells]
    (tmp_path / "readout.csv").write_text("\n".join(["well,viability", *rows]) + "\n")
    (tmp_path / "map.csv").write_text(long_map(WELLS))
    reading, notes = read(tmp_path)
    assert reading.dataset.tables[0].n_obs == 96
    found = dict(zip(names(reading), values(reading)[:, 0].tolist(), strict=True))
    assert {n for n, v in found.items() if not np.isnan(v)} == {w.name for w in read_wells}
    assert None not in labels(reading, "agent")
    added = [step for step in notes.steps if step.subject == "obs rows"]
    assert [step.n_rows for step in added] == [96 - len(read_wells)]


def test_wells_that_the_map_lacks_are_counted(tmp_path: Path) -> None:
    rows = [f"{well.name},{signal(well)}" for well in WELLS]
    (tmp_path / "readout.csv").write_text("\n".join(["well,viability", *rows]) + "\n")
    (tmp_path / "map.csv").write_text(long_map(WELLS[5:50]))
    reading, notes = read(tmp_path)
    assert labels(reading, "agent").count(None) == 51
    assert because(notes, "wells without a map").startswith("51 wells")


@pytest.mark.parametrize("is_drawn", [True, False])
def test_a_map_of_a_larger_plate_is_refused_by_well(tmp_path: Path, *, is_drawn: bool) -> None:
    rows = [f"{well.name},{signal(well)}" for well in WELLS]
    readout = drawn(signal) if is_drawn else "\n".join(["well,viability", *rows]) + "\n"
    (tmp_path / "readout.csv").write_text(readout)
    (tmp_path / "map.csv").write_text(long_map([*WELLS, Well(16, 24)]))
    with pytest.raises(UnreadableInputError, match="P24"):
        read(tmp_path)


def test_a_map_of_a_smaller_plate_is_refused_by_well(tmp_path: Path) -> None:
    (tmp_path / "readout.csv").write_text(drawn(signal, shape=(16, 24)))
    (tmp_path / "map.csv").write_text(long_map(WELLS))
    with pytest.raises(UnreadableInputError, match="A13"):
        read(tmp_path)


def test_a_well_twice_on_a_plate_is_refused_by_name(tmp_path: Path) -> None:
    source = tmp_path / "long.csv"
    source.write_text(LONG + "P1,A02,dex,1,uM,3\n")
    with pytest.raises(UnreadableInputError, match="A02 of plate P1"):
        read(source)


def test_a_well_at_several_times_is_several_rows(tmp_path: Path) -> None:
    source = tmp_path / "kinetic.csv"
    source.write_text("well,time_h,drug,confluence\nA1,0,dex,1\nA1,24,dex,2\nA2,0,dex,3\n")
    reading, _ = read(source)
    assert names(reading) == ["A01_0", "A01_24", "A02_0"]


def test_maps_are_found_by_a_list_of_plates(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "Assay_Plate_Barcode,Plate_Map_Name,Day\nX1,left,3\nX2,right,4\n"
    )
    for name, drug in (("left", "a"), ("right", "b")):
        (tmp_path / f"{name}.csv").write_text(f"well,drug\nA1,{drug}\nA2,DMSO\n")
    (tmp_path / "read.csv").write_text("plate,well,rlu\nX1,A1,1\nX1,A2,2\nX2,A1,3\nX2,A2,4\n")
    reading, _ = read(tmp_path)
    assert labels(reading, "drug") == ["a", "DMSO", "b", "DMSO"]


def test_several_maps_without_a_list_are_refused(tmp_path: Path) -> None:
    for name in ("left", "right"):
        (tmp_path / f"{name}.csv").write_text("well,drug\nA1,a\nA2,DMSO\n")
    (tmp_path / "read.csv").write_text("plate,well,rlu\nX1,A1,1\nX1,A2,2\n")
    with pytest.raises(UnreadableInputError, match="X1"):
        read(tmp_path)


def test_saturated_wells_are_nan_and_told(tmp_path: Path) -> None:
    source = tmp_path / "plate.csv"
    source.write_text(drawn(lambda well: "OVER" if well.column == 3 else signal(well), "RLU"))
    reading, notes = read(source)
    assert int(np.isnan(values(reading)).sum()) == 8
    changes = [change for step in notes.steps for change in step.changes]
    assert [(c.source_label, c.read_as, c.n_rows) for c in changes] == [("OVER", "NaN", 8)]


def test_text_among_numbers_is_refused_with_well_and_text(tmp_path: Path) -> None:
    source = tmp_path / "plate.csv"
    source.write_text("well,drug,luminescence\nA1,a,1\nA2,a,2\nA3,a,bubble\n")
    with pytest.raises(UnreadableInputError, match=r"line 4.*A03.*bubble"):
        read(source)


def test_thousands_are_not_read_as_decimals(tmp_path: Path) -> None:
    source = tmp_path / "plate.csv"
    source.write_text("well;drug;luminescence\nA1;a;12,345\nA2;a;1,234\n")
    with pytest.raises(UnreadableInputError, match="thousands"):
        read(source)


def test_decimal_commas_are_read_and_told(tmp_path: Path) -> None:
    source = tmp_path / "plate.csv"
    source.write_text("well;drug;absorbance\nA1;a;0,53\nA2;a;1\n")
    reading, notes = read(source)
    assert values(reading)[:, 0].tolist() == [0.53, 1]
    assert "comma" in because(notes, "absorbance")


def test_a_table_without_readouts_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "plate.csv"
    source.write_text("well,drug,dose\nA1,a,1\n")
    with pytest.raises(UnreadableInputError, match="no readouts"):
        read(source)


def test_what_is_no_text_is_named_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "P1.csv").write_text(drawn(signal))
    (tmp_path / "notes.docx").write_bytes(b"PK")
    notes = read(tmp_path)[1]
    assert [s.subject for s in notes.steps if s.action == "left_alone"] == ["notes.docx"]


@pytest.mark.realdata
def test_viability_of_hepatocytes(real_data: Path) -> None:
    source = real_data / "dose_time_tggates_hepatocyte/derived/tggates_viability_long.csv"
    found = PlateScreen().detect(source)
    assert found is not None
    assert found.confidence is Confidence.LIKELY
    reading, notes = read(source)
    table = reading.dataset.tables[0]
    assert (table.n_obs, table.n_var) == (2680, 1)
    assert reading.hints.operators["X"].value == "Viability"
    assert int(np.isnan(values(reading)).sum()) == 300
    assert "300 of 2680" in because(notes, "empty cells of viability")
    assert {c.name for c in table.obs.columns} == {
        "sampleid", "treatmentid", "duration_h", "replicate", "Control", "Low", "Middle", "High",
        "level", "dose",
    }  # fmt: skip


def test_cells_counted_by_treatment_are_no_readouts(tmp_path: Path) -> None:
    source = tmp_path / "records.csv"
    source.write_text("sample_id,drug_name,dose_value,n_cells,split\na,dex,10,200,train\n")
    assert PlateScreen().detect(source) is None


def test_a_folder_with_a_dataset_of_cells_is_no_screen(tmp_path: Path) -> None:
    for plate in ("P1", "P2"):
        (tmp_path / f"{plate}.csv").write_text(drawn(signal))
    assert PlateScreen().detect(tmp_path) is not None
    (tmp_path / "cells.h5ad").write_bytes(b"\x89HDF")
    assert PlateScreen().detect(tmp_path) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.randoms(use_true_random=False))
def test_readouts_below_each_other_become_features(tmp_path: Path, random: Any) -> None:
    rows = [
        (f"A{n}", kind, n * 10 + k) for n in range(1, 5) for k, kind in enumerate(["ATP", "LDH"])
    ]
    kept = [row for row in rows if random.random() < 0.8] or rows
    random.shuffle(kept)
    if len({kind for _, kind, _ in kept}) < 2:
        kept = rows
    source = tmp_path / "long.csv"
    lines = [f"{well},dex,{kind},{value}" for well, kind, value in kept]
    source.write_text("\n".join(["well,drug,readout,value", *lines]) + "\n")
    reading, notes = read(source)
    found = {
        (well, kind): values(reading)[row, column]
        for row, well in enumerate(labels(reading, "well"))
        for column, kind in enumerate(features(reading))
        if not np.isnan(values(reading)[row, column])
    }
    assert found == {(well, kind): value for well, kind, value in kept}
    assert any(step.subject == "readout and value" for step in notes.steps)


def test_readouts_that_stand_twice_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "long.csv"
    source.write_text("well,readout,value\nA1,ATP,1\nA1,ATP,2\nA2,LDH,3\n")
    with pytest.raises(UnreadableInputError, match="A01"):
        read(source)


def untitled(cells: Sequence[object]) -> str:
    """Draw a plate of 96 wells as a grid without a title."""
    texts = list(map(str, cells))
    lines = [",".join(["", *map(str, range(1, 13))])]
    lines += [",".join([row_letters(r + 1), *texts[12 * r : 12 * r + 12]]) for r in range(8)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("plate", ["", "P1_"])
def test_grids_of_a_map_in_files_of_their_own_are_one_map(tmp_path: Path, plate: str) -> None:
    (tmp_path / f"{plate}luminescence.csv").write_text(untitled(range(1000, 1096)))
    (tmp_path / f"{plate}platemap_compound.csv").write_text(untitled(["DMSO", *["dex"] * 95]))
    (tmp_path / f"{plate}platemap_dose_uM.csv").write_text(untitled(["", *range(1, 96)]))
    reading, _ = read(tmp_path)
    obs = reading.dataset.tables[0].obs
    assert (obs.n_rows, features(reading)) == (96, ["luminescence"])
    assert {"compound", "dose_uM"} <= {column.name for column in obs.columns}
    assert values(reading)[:, 0].tolist() == list(range(1000, 1096))


def test_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "screen.txt"
    path.write_bytes("Well\tCompound\tDose\tViability\nA1\tdex\t0,5 \u00b5M\t50\n".encode("utf-16"))
    found = PlateScreen().detect(path)
    assert found is not None
    assert values(read(path)[0]).tolist() == [[50]]
