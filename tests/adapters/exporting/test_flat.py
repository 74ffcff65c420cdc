"""Flat columns: one row per observation, and nothing guessed."""

from __future__ import annotations

import pandas as pd
import pytest

from aivc.adapters.exporting.exporter import ExportError
from aivc.adapters.exporting.flat.table import write_flat_table
from aivc.adapters.exporting.source import open_export_source
from aivc.reference_models.synthetic.dataset import reference_dataset
from aivc.validators.examples.write import write_specimen


def by_condition(path):
    frame = pd.read_parquet(path)
    assert not frame.observation_id.duplicated().any()
    return frame, frame.drop_duplicates("condition_id").set_index("condition_id")


def test_rows_are_those_of_the_file(drug_source, tmp_path):
    write_flat_table(drug_source, tmp_path / "flat.parquet")
    frame, _ = by_condition(tmp_path / "flat.parquet")
    names = [n for block in drug_source.dataset.tables[0].obs.index() for n in block.tolist()]
    assert frame.observation_id.tolist() == names
    assert frame.sample_id.tolist()[:2] == ["D1_P1", "D1_P1"]
    assert frame.condition_id.value_counts()["dmso"] == 12


def test_a_single_dose_is_a_number_and_a_combination_is_text(drug_source, tmp_path):
    write_flat_table(drug_source, tmp_path / "flat.parquet")
    _, rows = by_condition(tmp_path / "flat.parquet")
    assert rows.loc["dex_high", "pert_dose_uM"] == 1.0
    assert rows.loc["dex_high", "pert_agent"] == "dexamethasone"
    assert rows.loc["dex_pano", "pert_agent"] == "dexamethasone+panobinostat"
    assert rows.loc["dex_pano", "pert_dose"] == "1 umol/L+0.05 umol/L"
    assert pd.isna(rows.loc["dex_pano", "pert_dose_uM"])
    assert rows.loc["dex_pano", "n_perts"] == 2
    assert (rows.pert_time_h == 24).all()


def test_a_control_has_no_perturbation_and_says_its_kind(drug_source, tmp_path):
    write_flat_table(drug_source, tmp_path / "flat.parquet")
    _, rows = by_condition(tmp_path / "flat.parquet")
    assert rows.is_control.tolist() == [name == "dmso" for name in rows.index]
    assert rows.loc["dmso", "control_kind"] == "vehicle"
    assert rows.loc["dmso", "n_perts"] == 0
    assert pd.isna(rows.loc["dmso", "pert_dose"])


def test_a_schedule_has_no_dose_and_is_named(drug_source, tmp_path):
    unheld = write_flat_table(drug_source, tmp_path / "flat.parquet")
    _, rows = by_condition(tmp_path / "flat.parquet")
    assert pd.isna(rows.loc["pano_pulses", "pert_dose"])
    assert pd.isna(rows.loc["pano_pulses", "pert_dose_uM"])
    told = {entry.where: entry.what for entry in unheld if "schedule" in entry.because}
    assert set(told) == {"condition pano_pulses"}
    assert "one every 6 h" in told["condition pano_pulses"]
    assert "washout of panobinostat at 8 h" in told["condition pano_pulses"]


@pytest.mark.parametrize(
    ("unit", "value", "expected"),
    [("nmol/L", 50.0, 0.05), ("mmol/L", 1.0, 1000.0), ("ug/mL", 3.0, None), ("1", 2.0, None)],
)
def test_only_molar_doses_become_micromolar(written, tmp_path, unit, value, expected):
    amount = {"value": value, "unit": unit}
    data = written("drug", {"/interventions/0/events/0/amount": amount})
    with open_export_source(data) as source:
        unheld = write_flat_table(source, tmp_path / "flat.parquet")
    _, rows = by_condition(tmp_path / "flat.parquet")
    found = rows.loc["dex_low", "pert_dose_uM"]
    assert pd.isna(found) if expected is None else found == expected
    is_said = any("molar" in entry.because for entry in unheld)
    assert is_said == (expected is None)


def test_text_and_parquet_say_the_same(drug_source, tmp_path):
    for name in ("flat.csv", "flat.tsv", "flat.parquet"):
        write_flat_table(drug_source, tmp_path / name)
    parquet = pd.read_parquet(tmp_path / "flat.parquet")
    for name, separator in (("flat.csv", ","), ("flat.tsv", "\t")):
        text = pd.read_csv(tmp_path / name, sep=separator)
        for column in ("observation_id", "pert_agent", "pert_dose_uM", "is_control"):
            assert text[column].fillna("-").tolist() == parquet[column].fillna("-").tolist()


def test_rows_of_no_condition_are_left_empty_and_counted(written, tmp_path):
    data = written("drug", removed=["/conditions/0"])
    with open_export_source(data) as source:
        unheld = write_flat_table(source, tmp_path / "flat.parquet")
    frame, _ = by_condition(tmp_path / "flat.parquet")
    assert frame.condition_id.isna().sum() == 6
    assert any(entry.what == "6 observations" for entry in unheld)


def test_modalities_that_share_observations_give_each_once(tmp_path):
    data = write_specimen(reference_dataset(), tmp_path)
    with open_export_source(data) as source:
        write_flat_table(source, tmp_path / "flat.parquet")
        n_obs = source.dataset.tables[0].n_obs
    frame, rows = by_condition(tmp_path / "flat.parquet")
    assert len(frame) == n_obs
    assert "table" not in frame
    assert rows.loc["ifng_10ng_24h", "pert_dose"] == "10 ng/mL"


def test_an_unknown_ending_is_refused(drug_source, tmp_path):
    with pytest.raises(ExportError, match="parquet"):
        write_flat_table(drug_source, tmp_path / "flat.xlsx")


def test_conditions_that_no_row_can_belong_to_are_refused_and_nothing_is_written(written, tmp_path):
    changes = {f"/conditions/{k}/condition_id": f"other_{k}" for k in range(7)}
    target = tmp_path / "flat.parquet"
    with (
        open_export_source(written("drug", changes)) as source,
        pytest.raises(ExportError, match="condition_id"),
    ):
        write_flat_table(source, target)
    assert not target.exists()
    assert not list(tmp_path.glob(".*"))
