"""Real datasets, as they are and with a fault planted."""

from pathlib import Path

import pytest

from tests.validators.rules import real_cards
from tests.validators.rules.laid_out import judge, serious

pytestmark = pytest.mark.realdata


def test_donors_that_each_got_drug_and_vehicle_are_in_order(real_data: Path) -> None:
    found = judge(*real_cards.glioblastoma(real_data))
    # Samples are donors under a treatment, which is no confounding; the file has no batches.
    assert set(found) == {"DSG014"}


def test_a_donor_without_vehicle_is_found(real_data: Path) -> None:
    obs, card = real_cards.glioblastoma(real_data)
    lost = (obs["patient_id"] == "PW030") & (obs["condition"] == "ctrl")
    found = judge(obs[~lost], card)
    assert serious(found) == {"CTL004"}
    assert (found["CTL004"][0].count, found["CTL004"][0].total) == (1, 5)
    assert found["CTL004"][0].examples == ("PW030 (treated)",)


def test_a_donor_for_each_treatment_is_found(real_data: Path) -> None:
    obs, card = real_cards.glioblastoma(real_data)
    kept = ((obs["patient_id"] == "PW030") & (obs["condition"] == "ctrl")) | (
        (obs["patient_id"] == "PW032") & (obs["condition"] == "panobinostat")
    )
    found = judge(obs[kept], card)
    assert found["DSG002"][0].examples == ("control dmso = PW030", "pano = PW032")
    # The consequence is not said again.
    assert not {"CTL004", "DSG001", "DSG003", "DSG004"} & set(found)


def test_donors_of_two_arms_are_replicates(real_data: Path) -> None:
    obs, card = real_cards.glioblastoma(real_data)
    is_control = obs["condition"] == "ctrl"
    in_control_arm = obs["patient_id"].isin(["PW030", "PW032"])
    card["controls"][0]["matched_on"] = []
    assert serious(judge(obs[is_control == in_control_arm], card)) == set()


def test_doses_on_two_plates_with_vehicle_are_in_order(real_data: Path) -> None:
    assert judge(*real_cards.dexamethasone(real_data, "plate")) == {}


def test_a_treated_plate_without_vehicle_is_found(real_data: Path) -> None:
    obs, card = real_cards.dexamethasone(real_data, "plate")
    found = judge(obs[~((obs["culture_plate"] == "B") & (obs["dose"] == 0))], card)
    assert serious(found) == {"CTL004"}
    assert found["CTL004"][0].observed == "plate"
    assert found["CTL004"][0].examples[0].startswith("B (")


def test_a_dose_on_one_plate_is_found(real_data: Path) -> None:
    obs, card = real_cards.dexamethasone(real_data, "plate")
    found = judge(obs[~((obs["culture_plate"] == "B") & (obs["dose"] == 100))], card)
    assert serious(found) == {"DSG004"}
    assert found["DSG004"][0].examples == ("dex_100 in A",)


def test_drug_on_one_plate_and_vehicle_on_the_other_cannot_be_told_apart(real_data: Path) -> None:
    obs, card = real_cards.dexamethasone(real_data, "cell_type")
    kept = (obs["culture_plate"] == "A") == (obs["dose"] > 0)
    found = judge(obs[kept], card)
    assert serious(found) == {"DSG001"}
    assert (found["DSG001"][0].count, found["DSG001"][0].total) == (7, 7)
    assert str(found["DSG001"][0].location) == "obs/culture_plate"


def test_compounds_in_one_lot_each_are_one_finding(real_data: Path) -> None:
    found = judge(*real_cards.hepatocytes(real_data))
    assert serious(found) == {"CTL013", "DSG004"}
    assert len(found["DSG004"]) == 1
    assert found["DSG004"][0].total == 146
    # The others have six arrays, which may lie in the largest lot by accident.
    assert found["DSG004"][0].count > 130
    # Two compounds have one array at the highest dose after a day.
    assert found["CTL013"][0].count == 2
    assert found["DSG006"][0].examples == ("Phorone 5000 umol/L, 24 h",)


def test_two_studies_put_together_show_as_one_finding(real_data: Path) -> None:
    found = judge(*real_cards.activation_and_interference(real_data))
    assert serious(found) == {"DSG004"}
    assert (found["DSG004"][0].count, found["DSG004"][0].total) == (24, 33)
    assert (found["DSG006"][0].count, found["DSG006"][0].total) == (72, 132)


def test_guides_crossed_with_lanes_are_in_order(real_data: Path) -> None:
    found = judge(*real_cards.knockout_screen(real_data))
    assert serious(found) == set()
    assert found["DSG007"][0].examples == ("SPI1 (21)",)


def test_times_that_each_have_their_batches_are_found(real_data: Path) -> None:
    found = judge(*real_cards.embryos(real_data))
    assert serious(found) == {"DSG010"}
    assert (found["DSG010"][0].count, found["DSG010"][0].total) == (4, 4)
