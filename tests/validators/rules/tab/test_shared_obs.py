"""The obs over all modalities is looked at for what only it holds."""

from aivc.schema.reading import read_card
from aivc.validators.rules.tab.label_variants import check
from tests.validators.rules.handmade import facts_of, frame_of, table_of, text_column

LABELS = {"DMSO": 30, "dmso": 10}


def test_a_fault_of_a_modality_is_told_once() -> None:
    modality = table_of({"arm": text_column("arm", LABELS)}, name="mod/rna")
    copies = {name: text_column(name, LABELS) for name in ("arm", "rna:arm")}
    facts = facts_of(modality, shared_obs=frame_of(copies))
    assert [str(found.location) for found in check(read_card({}), facts)] == ["mod/rna/obs/arm"]


def test_a_column_of_its_own_is_looked_at() -> None:
    facts = facts_of(
        table_of(name="mod/rna"), shared_obs=frame_of({"arm": text_column("arm", LABELS)})
    )
    assert [str(found.location) for found in check(read_card({}), facts)] == ["obs/arm"]
