"""Morphological profiles as datasets."""

from __future__ import annotations

import gzip
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from aivc.adapters.cell_painting.adapter import CellPainting
from aivc.adapters.contract.adapter import Adapter, Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.adapter import SourceReading

FEATURES = [f"{part}_AreaShape_Zernike_{n}_1" for part in ("Cells", "Nuclei") for n in range(3)]
WELLS = ("A01", "A02", "B01", "B02")


def read(source: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read profiles."""
    notes = ConversionNotes(source)
    return CellPainting().read(source, ConversionMapping(), notes), notes


def values(reading: SourceReading, **limits: int) -> NDArray[Any]:
    """Return X."""
    blocks = list(reading.dataset.tables[0].matrices[0].blocks(**limits))
    return np.concatenate([block.data for block in blocks])


def names(reading: SourceReading) -> list[str]:
    """Return the names of rows."""
    return [name for block in reading.dataset.tables[0].obs.index() for name in block.tolist()]


def features(reading: SourceReading) -> list[str]:
    """Return the names of features."""
    return [name for block in reading.dataset.tables[0].var.index() for name in block.tolist()]


def labels(reading: SourceReading, name: str) -> list[str | None]:
    """Return the labels of an obs column, row by row."""
    column = reading.dataset.tables[0].obs.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes.tolist()]


def because(notes: ConversionNotes, subject: str) -> str:
    """Return what was said of a subject."""
    return next(step.because for step in notes.steps if step.subject == subject)


def left(notes: ConversionNotes) -> list[str]:
    """Return what was left alone."""
    return [step.subject for step in notes.steps if step.action == "left_alone"]


def profiles(
    plate: str = "P1", wells: Sequence[str] = WELLS, start: float = 0, **more: Sequence[object]
) -> dict[str, Sequence[object]]:
    """Return columns of profiles."""
    columns: dict[str, Sequence[object]] = {
        "Metadata_Plate": [plate] * len(wells),
        "Metadata_Well": wells,
        **more,
    }
    for place, name in enumerate(FEATURES):
        columns[name] = [start + row + place / 8 for row in range(len(wells))]
    return columns


def write_text(path: Path, columns: Mapping[str, Sequence[object]]) -> Path:
    """Write a text table, packed where its name says so."""
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(columns), *(",".join(map(str, row)) for row in rows)]
    content = ("\n".join(lines) + "\n").encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return path


def write_parquet(path: Path, columns: Mapping[str, Sequence[object]], rows: int = 3) -> Path:
    """Write a Parquet table in groups of so many rows."""
    parquet.write_table(
        pa.table({k: list(v) for k, v in columns.items()}), path, row_group_size=rows
    )
    return path


def lincs_folder(folder: Path) -> Path:
    """Write two plates of one map as LINCS keeps them."""
    for plate, start in (("SQ1", 0), ("SQ2", 100)):
        columns = profiles(
            plate, start=start, Metadata_broad_sample=["DMSO", "BRD-K1", "BRD-K1", "B"]
        )
        write_text(folder / f"profiles/{plate}/{plate}_normalized_feature_select.csv.gz", columns)
        counts = {
            "Image_Metadata_Plate": [plate] * 4,
            "Image_Metadata_Well": WELLS,
            "cell_count": range(4),
        }
        write_text(folder / f"counts/{plate}_cell_count.csv", counts)
    lists = {
        "Assay_Plate_Barcode": ["SQ1", "SQ2", "SQ9"],
        "Plate_Map_Name": ["C-7161-01-LM6-001", "C-7161-01-LM6-001", "C-7161-01-LM6-002"],
        "Batch_Number": [3, 3, 4],
    }
    write_text(folder / "metadata/barcode_platemap.csv", lists)
    for number in (1, 2):
        name = f"C-7161-01-LM6-00{number}"
        lines = ["plate_map_name\twell_position\tbroad_sample\tmmoles_per_liter\tsolvent"]
        lines += [f"{name}\tA01\t\t\tDMSO", f"{name}\tA02\tBRD-K1\t10\tDMSO"]
        lines += [f"{name}\tB01\tBRD-K1\t3.33\tDMSO", f"{name}\tC05\tBRD-K2\t1\tDMSO"]
        path = folder / f"metadata/platemap/{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n")
    return folder


class TestCellPaintingContract(AdapterContract):
    """What every reader promises."""

    adapter: ClassVar[Adapter] = CellPainting()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write text, packed text, Parquet, outputs of a network, and a folder of LINCS."""
        network = {f"efficientnet_{n}": [0.5, 1.5] for n in range(6)}
        deep = {"Metadata_Plate": ["P", "P"], "Metadata_Well": ["A1", "A2"], **network}
        return [
            write_text(folder / "P1_augmented.csv", profiles()),
            write_text(folder / "P1_normalized.csv.gz", profiles()),
            write_parquet(folder / "P1.parquet", profiles()),
            write_text(folder / "deep.csv", deep),
            lincs_folder(folder / "lincs"),
        ]


FLOATS = st.floats(allow_nan=True, allow_infinity=False, width=64)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.lists(FLOATS, min_size=6, max_size=6), min_size=1, max_size=9), st.integers(1, 4)
)
def test_numbers_survive_in_text_and_parquet(
    tmp_path: Path, rows: list[list[float]], group: int
) -> None:
    wells = [f"A{n:02d}" for n in range(1, len(rows) + 1)]
    columns = profiles(wells=wells, Metadata_note=["001"] * len(rows))
    for place, name in enumerate(FEATURES):
        columns[name] = [row[place] for row in rows]
    wanted = np.array(rows)
    for source in (
        write_text(tmp_path / "P1.csv", columns),
        write_parquet(tmp_path / "P1.parquet", columns, group),
    ):
        reading = read(source)[0]
        with reading.dataset:
            assert np.array_equal(values(reading), wanted, equal_nan=True)
            assert np.array_equal(values(reading, max_bytes=1), wanted, equal_nan=True)
            stop = len(rows)
            part = values(reading, start=stop - 1, stop=stop)
            assert np.array_equal(part, wanted[-1:], equal_nan=True)
            assert labels(reading, "Metadata_note") == ["001"] * len(rows)
            assert names(reading) == [f"P1_{well}" for well in wells]
            assert features(reading) == FEATURES


def test_what_profiles_say_of_themselves(tmp_path: Path) -> None:
    columns = profiles(
        Metadata_Source=["source_4"] * 4,
        Metadata_Batch=["b1"] * 4,
        Metadata_JCP2022=["JCP2022_033924", "JCP2022_000001", "JCP2022_000002", "JCP2022_000003"],
        Metadata_pert_type=["negcon", "poscon", "trt", "empty"],
        Image_Count_Cells=[7, 8, 9, 10],
        Image_FileName_DNA=["a.tif"] * 4,
    )
    source = write_text(tmp_path / "P1_normalized.csv.gz", columns)
    reading, notes = read(source)
    hints = reading.hints
    roles = {role: said.value for role, said in hints.roles.items()}
    assert roles == {
        "plate": ("Metadata_Plate",),
        "well": ("Metadata_Well",),
        "site": ("Metadata_Source",),
        "batch": ("Metadata_Batch",),
        "agent": ("Metadata_JCP2022",),
    }
    kinds = {label: said.value for label, said in hints.controls.items()}
    assert kinds == {"poscon": "positive", "empty": "empty"}
    assert hints.operators["X"].value == "Morphology"
    assert hints.card["/operators/*/profile_level"].value == "well_normalized"
    assert hints.card["/operators/*/feature_extractor"].value == {"name": "CellProfiler"}
    assert features(reading)[0] == "Image_Count_Cells"
    assert reading.dataset.tables[0].obs.has("Image_FileName_DNA")
    assert because(notes, "profiles") == "the name of the file ends with normalized"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("P1_augmented.csv", "well_aggregated"),
        ("P1_normalized_dmso.csv", "well_normalized"),
        ("P1_normalized_feature_select_dmso.csv", "feature_selected"),
        ("batch1_consensus_modz.csv", "consensus"),
        ("P1.csv", None),
    ],
)
def test_the_ending_of_the_name_says_the_level(
    tmp_path: Path, name: str, level: str | None
) -> None:
    hints = read(write_text(tmp_path / name, profiles()))[0].hints
    said = hints.card.get("/operators/*/profile_level")
    assert (None if said is None else said.value) == level


def test_plates_maps_counts_and_lists_are_joined(tmp_path: Path) -> None:
    source = lincs_folder(tmp_path / "lincs")
    reading, notes = read(source)
    assert names(reading) == [f"{plate}_{well}" for plate in ("SQ1", "SQ2") for well in WELLS]
    assert values(reading)[:, 0].tolist() == [0, 1, 2, 3, 100, 101, 102, 103]
    assert labels(reading, "mmoles_per_liter") == [None, "10", "3.33", None] * 2
    assert labels(reading, "cell_count") == ["0", "1", "2", "3"] * 2
    assert labels(reading, "Batch_Number") == ["3"] * 8
    assert reading.hints.dose_unit == "uM"
    assert reading.hints.roles["dose"].value == ("mmoles_per_liter",)
    assert because(notes, "wells without a map").startswith("2 wells")
    without = because(notes, "wells without a profile")
    assert without.startswith("2 wells")
    assert "C05 of plate SQ1" in without
    assert "metadata/platemap/C-7161-01-LM6-002.txt".rpartition("/")[2] in left(notes)


def test_profile_and_map_that_disagree_are_both_kept(tmp_path: Path) -> None:
    write_text(tmp_path / "P1_normalized.csv", profiles(Metadata_drug=["a", "b", "c", "d"]))
    lines = [
        "well,drug,dose",
        *(f"{well},{drug},1" for well, drug in zip(WELLS, "abcx", strict=True)),
    ]
    (tmp_path / "map.csv").write_text("\n".join(lines) + "\n")
    reading, _ = read(tmp_path)
    assert labels(reading, "Metadata_drug") == list("abcd")
    assert labels(reading, "drug") == list("abcx")


def test_tables_of_jump_are_joined_by_what_they_share(tmp_path: Path) -> None:
    jcp = ["JCP2022_1", "JCP2022_2", "JCP2022_1", "JCP2022_9"]
    write_parquet(tmp_path / "P1.parquet", profiles(Metadata_Source=["s1"] * 4))
    wells = {
        "Metadata_Source": ["s1"] * 5,
        "Metadata_Plate": ["P1"] * 4 + ["P7"],
        "Metadata_Well": [*WELLS, "A01"],
        "Metadata_JCP2022": [*jcp, "JCP2022_1"],
    }
    write_text(tmp_path / "well.csv.gz", wells)
    compounds = {
        "Metadata_JCP2022": ["JCP2022_1", "JCP2022_2"],
        "Metadata_InChIKey": ["AAA", "BBB"],
    }
    write_text(tmp_path / "compound.csv.gz", compounds)
    reading, notes = read(tmp_path)
    assert labels(reading, "Metadata_JCP2022") == jcp
    assert labels(reading, "Metadata_InChIKey") == ["AAA", "BBB", "AAA", None]
    assert "3 of 4" in because(notes, "compound.csv.gz")


def test_cells_of_wells_are_numbered_and_told_by_well(tmp_path: Path) -> None:
    wells = ["A01", "A01", "a1", "B02", "B02"]
    cells = write_parquet(tmp_path / "P1.parquet", profiles(wells=wells))
    assert names(read(cells)[0]) == ["P1_A01_1", "P1_A01_2", "P1_A01_3", "P1_B02_1", "P1_B02_2"]
    (tmp_path / "map.csv").write_text("well,drug\nA01,dex\nB02,DMSO\n")
    reading, _ = read(tmp_path)
    assert labels(reading, "drug") == ["dex"] * 3 + ["DMSO"] * 2
    assert reading.hints.card["/operators/*/profile_level"].value == "single_cell"


def test_sites_and_objects_tell_rows_apart(tmp_path: Path) -> None:
    columns = profiles(
        wells=["A01"] * 4, Metadata_Site=[1, 1, 2, 2], Metadata_ObjectNumber=[1, 2, 1, 2]
    )
    reading, _ = read(write_text(tmp_path / "P1.csv", columns))
    assert names(reading) == ["P1_A01_1_1", "P1_A01_1_2", "P1_A01_2_1", "P1_A01_2_2"]


def test_profiles_without_wells_are_numbered(tmp_path: Path) -> None:
    columns = profiles(Metadata_broad_sample=["a", "b", "c", "d"])
    del columns["Metadata_Plate"], columns["Metadata_Well"]
    source = write_text(tmp_path / "all_consensus_modz.csv", columns)
    assert names(read(source)[0]) == ["0", "1", "2", "3"]
    moa = {"broad_sample": ["a", "b"], "moa": ["kinase", "HDAC"]}
    write_text(tmp_path / "moa.csv", moa)
    assert labels(read(tmp_path)[0], "moa") == ["kinase", "HDAC", None, None]


def test_a_plate_is_named_by_its_file_where_no_column_does(tmp_path: Path) -> None:
    for plate in ("P1", "P2"):
        columns = profiles()
        del columns["Metadata_Plate"]
        write_text(tmp_path / f"{plate}_normalized.csv", columns)
    reading, _ = read(tmp_path)
    assert labels(reading, "plate") == ["P1"] * 4 + ["P2"] * 4
    assert names(reading)[4] == "P2_A01"


def test_features_in_another_order_are_put_in_one(tmp_path: Path) -> None:
    write_text(tmp_path / "P1_normalized.csv", profiles("P1"))
    columns = profiles("P2", start=50)
    turned = {k: columns[k] for k in reversed(columns)}
    write_text(tmp_path / "P2_normalized.csv", turned)
    reading, _ = read(tmp_path)
    assert values(reading)[:, 1].tolist() == [
        0.125,
        1.125,
        2.125,
        3.125,
        50.125,
        51.125,
        52.125,
        53.125,
    ]


def test_plates_of_other_features_are_refused_by_name(tmp_path: Path) -> None:
    write_text(tmp_path / "P1_normalized.csv", profiles("P1"))
    columns = profiles("P2")
    columns["Nuclei_Texture_Contrast_DNA"] = columns.pop(FEATURES[0])
    write_text(tmp_path / "P2_normalized.csv", columns)
    with pytest.raises(UnreadableInputError, match=rf"{FEATURES[0]}.*Nuclei_Texture_Contrast_DNA"):
        read(tmp_path)


def test_several_levels_in_a_folder_are_refused_by_name(tmp_path: Path) -> None:
    write_text(tmp_path / "P1_augmented.csv", profiles())
    write_text(tmp_path / "P1_normalized.csv", profiles())
    with pytest.raises(UnreadableInputError, match=r"P1_augmented.csv, P1_normalized.csv"):
        read(tmp_path)


def test_a_well_twice_on_a_plate_is_refused_by_name(tmp_path: Path) -> None:
    source = write_text(tmp_path / "P1.csv", profiles(wells=["A01", "A02", "B01", "A1"]))
    with pytest.raises(UnreadableInputError, match="A01 of plate P1"):
        read(source)


def test_a_map_of_another_plate_is_refused_by_well(tmp_path: Path) -> None:
    wells = [f"{row}{column:02d}" for row in "ABCDEFGH" for column in range(1, 13)]
    write_text(tmp_path / "P1_normalized.csv", profiles(wells=wells))
    lines = ["well,drug", *(f"{well},a" for well in [*wells, "P24"])]
    (tmp_path / "map.csv").write_text("\n".join(lines) + "\n")
    with pytest.raises(UnreadableInputError, match="P24"):
        read(tmp_path)


def test_text_in_a_feature_is_refused_with_its_row(tmp_path: Path) -> None:
    columns = profiles()
    columns[FEATURES[2]] = [1, 2, "bad", 4]
    source = write_text(tmp_path / "P1.csv", columns)
    with pytest.raises(UnreadableInputError, match=rf"row 3 .*{FEATURES[2]}.*bad"):
        read(source)


def test_what_is_no_well_is_refused(tmp_path: Path) -> None:
    source = write_text(tmp_path / "P1.csv", profiles(wells=["A01", "A02", "B01", "Z99"]))
    with pytest.raises(UnreadableInputError, match="Z99"):
        read(source)


def test_missing_numbers_are_nan_and_counted(tmp_path: Path) -> None:
    columns = profiles()
    columns[FEATURES[0]] = ["", "nan", 1, "NA"]
    reading, notes = read(write_text(tmp_path / "P1.csv", columns))
    assert np.isnan(values(reading)[:, 0]).tolist() == [True, True, False, True]
    assert because(notes, "empty cells of P1.csv").startswith("3 cells")


def test_metadata_in_latin_1_survives(tmp_path: Path) -> None:
    source = write_text(tmp_path / "P1.csv", profiles(Metadata_dose=["10 uM"] * 4))
    source.write_bytes(source.read_bytes().replace(b"10 uM", b"10 \xb5M"))
    reading, notes = read(source)
    assert labels(reading, "Metadata_dose") == ["10 \xb5M"] * 4
    assert any(step.result == "read as Latin-1" for step in notes.steps)


def test_single_precision_stays(tmp_path: Path) -> None:
    columns = profiles()
    table = pa.table(
        {k: pa.array(v, pa.float32()) if k in FEATURES else list(v) for k, v in columns.items()}
    )
    parquet.write_table(table, tmp_path / "P1.parquet")
    reading, _ = read(tmp_path / "P1.parquet")
    assert reading.dataset.tables[0].matrices[0].dtype == "float32"
    assert values(reading).dtype == np.float32


def test_a_table_of_metadata_alone_is_no_profile(tmp_path: Path) -> None:
    source = tmp_path / "meta.csv"
    source.write_text("Metadata_Well,Metadata_Plate\nA01,P1\n")
    assert CellPainting().detect(source) is None
    with pytest.raises(UnreadableInputError, match="no profiles"):
        read(source)


@pytest.mark.realdata
def test_a_plate_of_lincs(real_data: Path) -> None:
    source = real_data / "cellpainting_lincs_SQ00015054"
    found = CellPainting().detect(source)
    assert found is not None
    assert found.confidence is Confidence.CERTAIN
    reading, notes = read(source)
    table = reading.dataset.tables[0]
    assert (table.n_obs, table.n_var) == (384, 454)
    metadata = [c.name for c in table.obs.columns if c.name.startswith("Metadata_")]
    assert len(metadata) == 26
    assert names(reading)[0] == "SQ00015054_A01"
    assert "384 of 384" in because(notes, "C-7161-01-LM6-027.txt")
    assert "384 of 384" in because(notes, "SQ00015054_cell_count.csv")
    assert "276 of 384" in because(notes, "repurposing_simple.tsv")
    assert "1 of 1" in because(notes, "barcode_platemap.csv")
    assert Counter(labels(reading, "Metadata_broad_sample"))["DMSO"] == 24
    assert sum(map(int, filter(None, labels(reading, "cell_count")))) > 384
    assert not np.isnan(values(reading)).any()
    assert reading.hints.controls["DMSO"].value == "vehicle"
    assert reading.hints.card["/operators/*/profile_level"].value == "feature_selected"


@pytest.mark.realdata
def test_wells_of_the_map_that_have_no_profile_are_named(real_data: Path, tmp_path: Path) -> None:
    source = tmp_path / "lincs"
    shutil.copytree(real_data / "cellpainting_lincs_SQ00015054", source)
    source.chmod(0o755)
    packed = source / "SQ00015054_normalized_feature_select.csv.gz"
    lines = gzip.decompress(packed.read_bytes()).splitlines(keepends=True)
    packed.chmod(0o644)
    packed.write_bytes(gzip.compress(b"".join(lines[:1] + lines[4:])))
    _, notes = read(source)
    said = because(notes, "wells without a profile")
    assert said.startswith("3 wells")
    assert all(well in said for well in ("A01", "A02", "A03"))


def test_negative_controls_of_genetic_plates_of_jump(tmp_path: Path) -> None:
    columns = profiles(
        Metadata_JCP2022=["JCP2022_1", "JCP2022_2", "JCP2022_3", "JCP2022_4"],
        Metadata_Symbol=["LacZ", "eGFP", "KRAS", "no-guide"],
        Metadata_pert_type=["negcon", "poscon", "trt", "negcon"],
    )
    controls = read(write_text(tmp_path / "P1.csv", columns))[0].hints.controls
    kinds = {label: said.value for label, said in controls.items()}
    assert kinds == {"LacZ": "reporter_orf", "no-guide": "no_guide", "poscon": "positive"}
