"""Sample and data relationship files, as proteomics and functional genomics write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.sdrf.adapter import Sdrf
from aivc.adapters.sdrf.terms import name_in, term_pairs
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.adapter import SourceReading

LABEL_FREE = (
    "source name\tcharacteristics[organism]\tcharacteristics[disease]\t"
    "characteristics[individual]\tcharacteristics[cell line]\tassay name\tcomment[label]\t"
    "comment[modification parameters]\t"
    "comment[modification parameters]\tfactor value[compound]\tfactor value[time]\n"
    "S1\tHomo sapiens\tAC=MONDO:0007254;NT=breast cancer\tP1\tnot applicable\trun 1\tlabel free\t"
    "NT=Oxidation;AC=UNIMOD:35\tNT=Phospho;AC=UNIMOD:21\tnone\t0 min\n"
    "S2\tHomo sapiens\tnormal\tP2\tnot applicable\trun 2\tlabel free\t"
    "NT=Oxidation;AC=UNIMOD:35\tNT=Acetyl;AC=UNIMOD:1\trapamycin\t10 min\n"
)
MULTIPLEXED = (
    "source name\tcharacteristics[organism]\tassay name\tcomment[label]\n"
    "S1\tMus musculus\trun 1\tTMT126\n"
    "S1\tMus musculus\trun 1\tTMT127N\n"
    "S1\tMus musculus\trun 2\tTMT126\n"
)
MAGE_TAB = (
    "Source Name\tCharacteristics [Organism]\tProtocol REF\tExtract Name\tFactorValue [dose]\n"
    "a\tHomo sapiens\tP-1\te1\t5 \u00b5M\n"
    "b\tHomo sapiens\tP-1\te2\t10 \u00b5M\n"
)


def read(path: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a file."""
    notes = ConversionNotes(path)
    return Sdrf().read(path, ConversionMapping(), notes), notes


def labels(reading: SourceReading, name: str) -> list[str | None]:
    """Return the labels of a column, row by row."""
    column = reading.dataset.tables[0].obs.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes]


def names(reading: SourceReading) -> list[str]:
    """Return the names of the rows."""
    return [name for block in reading.dataset.tables[0].obs.index() for name in block]


class TestSdrfContract(AdapterContract):
    """The contract, on three dialects."""

    adapter = Sdrf()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write one file of each, and a folder with one."""
        (folder / "free.sdrf.tsv").write_text(LABEL_FREE)
        (folder / "tmt.sdrf.tsv").write_text(MULTIPLEXED)
        (folder / "E-MTAB-1.txt").write_bytes(MAGE_TAB.encode("latin-1"))
        (folder / "PXD1").mkdir()
        (folder / "PXD1" / "PXD1.sdrf.tsv").write_text(LABEL_FREE)
        (folder / "PXD1" / "README.md").write_text("data")
        return [folder / n for n in ("free.sdrf.tsv", "tmt.sdrf.tsv", "E-MTAB-1.txt", "PXD1")]


def test_columns_of_one_name_are_all_kept(tmp_path: Path) -> None:
    (tmp_path / "a.sdrf.tsv").write_text(LABEL_FREE)
    reading, _ = read(tmp_path / "a.sdrf.tsv")
    assert labels(reading, "comment[modification parameters]") == ["NT=Oxidation;AC=UNIMOD:35"] * 2
    assert labels(reading, "comment[modification parameters].1") == [
        "NT=Phospho;AC=UNIMOD:21",
        "NT=Acetyl;AC=UNIMOD:1",
    ]


def test_roles_are_those_of_the_format(tmp_path: Path) -> None:
    (tmp_path / "a.sdrf.tsv").write_text(LABEL_FREE)
    reading, _ = read(tmp_path / "a.sdrf.tsv")
    assert {role: said.value for role, said in reading.hints.roles.items()} == {
        "sample": ("source name",),
        "donor": ("characteristics[individual]",),
        "organism": ("characteristics[organism]",),
        "disease": ("characteristics[disease] name",),
        "agent": ("factor value[compound]",),
        "time": ("factor value[time]",),
    }
    assert reading.hints.card["/organism_ontology_term_id"].value == ["NCBITaxon:9606"]


def test_names_of_terms_stand_beside_them_and_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.sdrf.tsv").write_text(LABEL_FREE)
    reading, notes = read(tmp_path / "a.sdrf.tsv")
    assert labels(reading, "characteristics[disease]")[0] == "AC=MONDO:0007254;NT=breast cancer"
    assert labels(reading, "characteristics[disease] name") == ["breast cancer", "normal"]
    added = [step.subject for step in notes.steps if step.action == "added"]
    assert added == ["obs column characteristics[disease] name"]


def test_a_column_of_reserved_words_plays_no_role(tmp_path: Path) -> None:
    (tmp_path / "a.sdrf.tsv").write_text(LABEL_FREE)
    reading, notes = read(tmp_path / "a.sdrf.tsv")
    assert labels(reading, "characteristics[cell line]") == ["not applicable"] * 2
    assert "cell_line" not in reading.hints.roles
    left = [step.subject for step in notes.steps if step.action == "left_alone"]
    assert left == ["characteristics[cell line]"]


def test_channels_of_a_run_are_rows_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "tmt.sdrf.tsv").write_text(MULTIPLEXED)
    reading, _ = read(tmp_path / "tmt.sdrf.tsv")
    assert names(reading) == ["S1/run 1/TMT126", "S1/run 1/TMT127N", "S1/run 2/TMT126"]


def test_rows_that_nothing_tells_apart_are_named_by_their_line(tmp_path: Path) -> None:
    text = "source name\tcharacteristics[organism]\tassay name\ns\thuman\tr\n\ns\thuman\tr\n"
    (tmp_path / "a.sdrf.tsv").write_text(text)
    assert names(read(tmp_path / "a.sdrf.tsv")[0]) == ["line 2", "line 4"]


def test_micro_signs_of_latin_1_survive_and_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "E-MTAB-1.sdrf.txt"
    path.write_bytes(MAGE_TAB.encode("latin-1"))
    reading, notes = read(path)
    assert labels(reading, "FactorValue [dose]") == ["5 \u00b5M", "10 \u00b5M"]
    assert reading.hints.roles["dose"].value == ("FactorValue [dose]",)
    assert [s.result for s in notes.steps if s.action == "converted"] == ["read as Latin-1"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("source name\tcharacteristics[x]\tassay name\ns\ta\n", "line 2"),
        ("source name\tcharacteristics[x]\tassay name\n", "no rows"),
        ("gene\tlogFC\nA\t1\n", "no SDRF"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "a.sdrf.tsv").write_text(text)
    with pytest.raises(UnreadableInputError, match=where):
        read(tmp_path / "a.sdrf.tsv")


def test_a_folder_of_several_files_is_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "a.sdrf.tsv").write_text(LABEL_FREE)
    (tmp_path / "b.sdrf.tsv").write_text(LABEL_FREE)
    assert Sdrf().detect(tmp_path) is None
    with pytest.raises(UnreadableInputError, match="one file"):
        read(tmp_path)


CELLS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters='"\t'),
    min_size=1,
    max_size=12,
).filter(lambda cell: cell.strip() == cell)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_every_cell_survives(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    header = ("source name", "characteristics[age]", "comment[x]", "comment[x]")
    written = [(*row, row[0]) for row in rows]
    text = "\n".join("\t".join(line) for line in (header, *written))
    path = tmp_path_factory.mktemp("sdrf") / "a.sdrf.tsv"
    path.write_text(text + "\n", encoding="utf-8")
    reading, _ = read(path)
    for place, name in enumerate((*header[:3], "comment[x].1")):
        found = labels(reading, name)
        assert len(found) == len(written)
        for cell, row in zip(found, written, strict=True):
            assert cell == row[place] or float(cell or "nan") == float(row[place])


def test_terms_are_read_in_any_order() -> None:
    assert term_pairs("AC=MS:1002038;NT=label free sample") == {
        "AC": "MS:1002038",
        "NT": "label free sample",
    }
    assert name_in("NT=Acetyl;AC=UNIMOD:1;PP=Protein N-term") == "Acetyl"
    assert name_in("stage 2; grade=3") == "stage 2; grade=3"


@pytest.mark.realdata
def test_pxd008355(real_data: Path) -> None:
    path = real_data / "sdrf_compound_time" / "PXD008355.sdrf.tsv"
    found = Sdrf().detect(path)
    assert found is not None
    assert found.confidence is Confidence.CERTAIN
    reading, _ = read(path)
    table = reading.dataset.tables[0]
    assert (table.n_obs, len(table.obs.columns)) == (40, 35)
    assert reading.hints.roles["agent"].value == ("factor value[compound]",)
    assert reading.hints.roles["time"].value == ("factor value[time]",)
    pairs = list(
        zip(labels(reading, "factor value[compound]"), labels(reading, "factor value[time]"),
            strict=True)
    )  # fmt: skip
    assert pairs.count(("rapamycin", "20 min")) == 4
    assert pairs.count(("none", "0 min")) == 4
    assert "cell_type" not in reading.hints.roles
