"""Tables of guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.guide_table.adapter import GuideTable
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.adapter import SourceReading

IGVF = (
    "guide_id\tspacer\ttargeting\ttype\tguide_start\tintended_target_name\n"
    "AFF4_sg1\tCCAGCGGACGGGGCGGGGAC\tTrue\ttargeting\t132299282.0\tAFF4\n"
    "AFF4_sg2\tCCGCCAGCGGACGGGGCGGC\tTrue\ttargeting\t132299282.0\tAFF4\n"
    "NT_1\tACTCGTGGTGACAGGTGTGC\tFalse\tnon-targeting\t\tNT_1\n"
    "CD55_1\tGCGGACGGGGCGGGGATCCC\tTrue\tPosControl\t1.0\tCD55\n"
    "CD81_1\tGTCTTCGTTAACCCGCCCCA\tTrue\tPosControl\t1.0\tCD81\n"
    "CD81_2\tGTCTTCGTTAACCCGCCCCT\tTrue\ttargeting\t1.0\tCD81\n"
)
CELL_RANGER = (
    "id,name,read,pattern,sequence,feature_type,target_gene_id,target_gene_name\n"
    "A_1,A_1,R2,(BC)GTTT,CCAGCGGACGGGGCGGGGAC,CRISPR Guide Capture,ENSG00000181333,AFF4\n"
)
LIBRARY = "UID,seq,gene_id,sgRNA_note\nHGL_1,GTCGCTGAGCTCCGATTCGA,A1BG,x\n"


def read(path: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a table."""
    notes = ConversionNotes(path)
    return GuideTable().read(path, ConversionMapping(), notes), notes


def names(reading: SourceReading) -> list[str]:
    """Return the names of the rows."""
    return [name for block in reading.dataset.tables[0].obs.index() for name in block]


class TestGuideTableContract(AdapterContract):
    """The contract, on three formats."""

    adapter = GuideTable()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write one table of each."""
        (folder / "guides.tsv").write_text(IGVF)
        (folder / "feature_reference.csv").write_text(CELL_RANGER)
        (folder / "library.csv").write_text(LIBRARY)
        return [folder / name for name in ("guides.tsv", "feature_reference.csv", "library.csv")]


def test_guides_are_rows_with_roles(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text(IGVF)
    reading, _ = read(tmp_path / "g.tsv")
    assert names(reading)[:2] == ["AFF4_sg1", "AFF4_sg2"]
    roles = {role: said.value for role, said in reading.hints.roles.items()}
    assert roles == {"guide": ("guide_id",), "target": ("intended_target_name",)}
    table = reading.dataset.tables[0]
    assert [column.name for column in table.obs.columns] == IGVF.split("\n", maxsplit=1)[0].split(
        "\t"
    )
    assert table.matrices == ()


def test_targets_of_controls_alone_are_controls(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text(IGVF)
    controls = read(tmp_path / "g.tsv")[0].hints.controls
    kinds = {target: said.value for target, said in controls.items()}
    assert kinds == {"NT_1": "non_targeting_guide", "CD55": "positive"}


def test_a_guide_that_stands_twice_does_not_name_rows(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text(IGVF.replace("AFF4_sg2", "AFF4_sg1"))
    reading, notes = read(tmp_path / "g.tsv")
    assert names(reading) == ["0", "1", "2", "3", "4", "5"]
    assert any(step.action == "added" and "1 rows repeat" in step.because for step in notes.steps)


@pytest.mark.parametrize(
    "text",
    [
        CELL_RANGER.replace("CRISPR Guide Capture", "Antibody Capture"),
        "primer_id,sequence,gene\nP1,CCAGCGGACGGGGCGGGGAC,AFF4\n",
        "guide_id,spacer,intended_target_name\nMuseum tour,blank page,visitors\n",
        "guide,name,price\nParis,Louvre,12\n",
    ],
)
def test_antibodies_primers_and_tours_are_no_guides(tmp_path: Path, text: str) -> None:
    (tmp_path / "g.csv").write_text(text)
    assert GuideTable().detect(tmp_path / "g.csv") is None


def test_what_is_no_table_of_guides_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UnreadableInputError, match="no table of guides"):
        read(tmp_path / "g.csv")


def test_an_empty_identifier_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "g.tsv").write_text(IGVF.replace("NT_1\tA", "\tA"))
    with pytest.raises(UnreadableInputError, match="line 4"):
        read(tmp_path / "g.tsv")


SPACERS = st.text("ACGT", min_size=17, max_size=24)


@given(rows=st.lists(st.tuples(SPACERS, st.sampled_from(["TP53", "MARCH1", "HLA-A"])), min_size=1))
def test_sequences_and_targets_survive(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("guides") / "g.csv"
    lines = [f"g{k},{spacer},{target}" for k, (spacer, target) in enumerate(rows)]
    path.write_text("\n".join(["sgRNA_id,spacer,gene_symbol", *lines]) + "\n")
    found = GuideTable().detect(path)
    assert found is not None
    assert found.confidence is Confidence.LIKELY
    obs = read(path)[0].dataset.tables[0].obs
    for place, name in enumerate(("spacer", "gene_symbol")):
        column = obs.column(name)
        assert [column.categories[code] for code in column.codes] == [row[place] for row in rows]


@pytest.mark.realdata
def test_igvf(real_data: Path) -> None:
    path = real_data / "igvf_guide_metadata" / "guide_metadata.tsv"
    found = GuideTable().detect(path)
    assert found is not None
    assert found.confidence is Confidence.CERTAIN
    reading, _ = read(path)
    table = reading.dataset.tables[0]
    assert (table.n_obs, len(table.obs.columns)) == (441, 13)
    assert table.obs.numbers("targeting").sum() == 411
    kinds = [said.value for said in reading.hints.controls.values()]
    assert kinds.count("non_targeting_guide") == 30
    assert kinds.count("positive") == 5
