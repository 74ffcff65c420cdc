"""What holds of every draft, whatever the file."""

from __future__ import annotations

import string

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.adapters.drafting.blanks import MISSING
from aivc.adapters.drafting.control_kinds import WITHOUT_CELLS
from aivc.adapters.drafting.draft import draft_card
from aivc.adapters.drafting.look import MatrixLook
from aivc.adapters.drafting.notes import path_of, pointer
from aivc.adapters.drafting.questions import question_for, written_question
from aivc.adapters.drafting.role_names import FLAG_NAMES, MODALITY_NAMES, ROLE_NAMES
from aivc.adapters.drafting.written_card import write_card
from aivc.schema.card_document import read_document
from aivc.schema.slots import class_spec
from aivc.schema.structure import check_structure
from aivc.storage import open_dataset
from tests.adapters.drafting.frames import assert_rows_are_told_apart

NAMES = sorted(
    {name for names in ROLE_NAMES.values() for name in names[:4]}
    | {"sex", "age", "disease", "dose_uM", "time_h", "pert_dose_unit", "condition_id", "hash.ID"}
    | {"perturbation_2", "dose_value_2", "dose_unit_2", "perturbation_type_2", "pert_type"}
    | set(FLAG_NAMES[:3])
    | set(MODALITY_NAMES[:2])
)
LABELS = st.sampled_from(
    [
        "", " ", "control", "DMSO", "vehicle (DMSO)", "KRAS", "KRAS+MET", "CTRL", "0.2 uM x",
        "x_10nM_24h", "nan", "1", "0", "True", "\u200b", "a\nb", "- ?:", "'quoted'", '"', "{}",
        "# no comment", "2E3", "no", "K562", "P1", "A01", "IFNB", "[('a', 1, 'uM')]", "\u00b5M",
        "x" * 500, "\x07bell", "24 h", "-666", "empty", "poscon", "KRAS_1|KRAS_2", "NTC_3", "foo",
        "Dex_10_A5", "Doublet", "KLF1_CBL", "10 nM", "D7",
    ]
) | st.text(max_size=12)  # fmt: skip
NUMBERS = st.sampled_from([0.0, 1.0, 24.0, -666.0, 1e30, float("nan"), float("inf"), 0.1, 1e-7])
ROWS = 12
LOOK = MatrixLook("log_normalized", scale=1e4, base="e", smallest=0, largest=5, n_rows=ROWS)


@st.composite
def frames(draw: st.DrawFn) -> pd.DataFrame:
    """Draw an obs whose columns are called as the field calls them."""
    columns = {}
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=6)):
        values = draw(st.sampled_from([LABELS, NUMBERS, st.booleans(), st.integers(0, 4)]))
        few = draw(st.lists(values, min_size=1, max_size=3))
        picked = draw(st.lists(st.sampled_from(few), min_size=ROWS, max_size=ROWS))
        columns[name] = pd.Series(picked).astype("str" if isinstance(few[0], str) else None)
    index = [f"cell {k}" for k in range(ROWS)]
    return pd.DataFrame(columns).set_axis(index) if columns else pd.DataFrame(index=index)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("drafts")


@settings(max_examples=30, deadline=None)
@given(obs=frames(), genes=st.sampled_from([["KRAS", "MET", "TP53"], ["f1", "f2"]]))
def test_every_draft_keeps_its_promises(folder, obs, genes):
    import anndata

    path = folder / "any.h5ad"
    values = np.ones((ROWS, len(genes)), np.float32)
    data = anndata.AnnData(values, obs=obs, var=pd.DataFrame(index=genes))
    try:
        data.write_h5ad(path)
    except ValueError:
        return  # HDF5 holds no text with NUL; no file can.
    with open_dataset(path) as dataset:
        draft = draft_card(dataset, {"X": LOOK})
        assert_rows_are_told_apart(dataset.tables[0], dataset, draft.card)
    assert check_structure(draft.card, "DatasetCard", "minimal") == ()
    written = write_card(draft, "any")
    document = read_document(written.text)
    assert document.problem is None
    assert document.data == written.card
    assert check_structure(document.data, "DatasetCard", "minimal") == ()
    assert_blanks_are_all_that_release_asks(written.card)
    for guess in draft.guesses:
        place = draft.card
        for part in guess.path:
            place = place[part]
    for line in written.text.splitlines():
        assert all(c.isprintable() for c in line)


def assert_blanks_are_all_that_release_asks(card):
    blank = [n["about"] for n in card.get("draft_notes", ()) if n["draft_status"] == "blank"]
    kinds = {c["control_id"]: c["control_kind"] for c in card.get("controls", ())}
    for problem in check_structure(card, "DatasetCard", "release"):
        assert problem.kind in MISSING, problem
        if problem.slot == "harvest_time":
            _, position = path_of(problem.pointer)
            if kinds.get(card["conditions"][position].get("control")) in WITHOUT_CELLS:
                continue
        place = f"{problem.pointer}/{problem.slot}"
        assert any(place == about or place.startswith(f"{about}/") for about in blank), problem


def test_a_slot_without_a_question_of_its_own_is_asked_by_its_description():
    assert written_question("ClinicalEndpoint", "time_horizon") is None
    assert "time horizon" in question_for("ClinicalEndpoint", "time_horizon")


@given(st.lists(st.text(st.sampled_from(string.ascii_letters + "~/"), min_size=1), max_size=4))
def test_pointers_and_paths_are_inverse(parts):
    assert path_of(pointer(tuple(parts))) == tuple(parts)


DRAFTED = (
    "DatasetCard", "SingleCellRNA", "SingleCellATAC", "SurfaceProtein", "SingleCellProteomics",
    "SpotSpatial", "ImagingSpatial", "Morphology", "BulkExpression", "Viability", "ClinicalTable",
    "LiveImaging", "Histology", "Donor", "Sample", "Chemical",
    "Biologic", "GeneticPerturbation", "DosingEvent", "Intervention", "Control", "Condition",
    "ModalityTable", "ProcessingActivity",
)  # fmt: skip
WRITTEN_ALWAYS = {
    "aivc_schema_version", "id", "title", "tables", "operators", "operator_id", "operator_type",
    "scale", "donor_id", "sample_id", "agent_id", "agent_type", "intervention_id", "events",
    "event_type", "event_time", "control_id", "control_kind", "condition_id", "path_in_file",
    "measured_by", "value_type", "activity_id", "step_type", "genetic_modality",
}  # fmt: skip


@pytest.mark.parametrize("class_name", DRAFTED)
def test_every_slot_that_release_asks_for_has_a_question(class_name):
    for name, slot in class_spec(class_name).slots.items():
        if slot.required_by in {"minimal", "release"} and name not in WRITTEN_ALWAYS:
            assert written_question(class_name, name)
    for rule in class_spec(class_name).rules:
        for name in set(rule.requires) - {"assay_gap_note", "fitted_on", "interval", "vehicle"}:
            if name not in {"additional_doses", "agent", "dose_kind"}:
                assert written_question(class_name, name)
