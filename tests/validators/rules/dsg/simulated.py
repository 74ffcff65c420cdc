"""Random designs in which everything is crossed, and faults to plant in them."""

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from tests.validators.rules.laid_out import chemical, give


def crossed(seed: int) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Agents at doses and a vehicle, crossed with donors, plates and lanes, equally often."""
    random = np.random.default_rng(seed)
    n_agents, n_doses = int(random.integers(2, 6)), int(random.integers(1, 4))
    n_donors, n_plates = int(random.integers(2, 5)), int(random.integers(2, 5))
    n_lanes, n_times = int(random.integers(1, 4)), int(random.integers(1, 3))
    times = (6, 24)[:n_times]
    n_each = int(random.integers(1, 3))
    treatments = [f"a{a}_d{d}" for a in range(n_agents) for d in range(n_doses)]
    cells = [
        {
            "condition_id": f"{treatment}_{time}h",
            "treatment": treatment,
            "donor_id": f"D{donor}",
            "plate_id": f"P{plate}",
            "batch_id": f"lane{lane}",
            "sample_id": f"D{donor}_P{plate}",
            "site_id": "S",
        }
        for treatment, time, donor, plate, lane in product(
            [*treatments, "vehicle"], times, range(n_donors), range(n_plates), range(n_lanes)
        )
        # A vehicle well more than of each treatment.
        for _ in range(n_each + (treatment == "vehicle"))
    ]
    obs = pd.DataFrame(cells).sample(frac=1, random_state=seed, ignore_index=True)
    obs.index = [f"cell{row}" for row in range(len(obs))]
    samples = sorted(obs["sample_id"].unique())
    return obs, {
        "donors": [{"donor_id": name} for name in sorted(obs["donor_id"].unique())],
        "samples": [
            {"sample_id": s, "tissue_type": "tissue", "from_donors": [s.split("_")[0]]}
            for s in samples
        ],
        "agents": [
            *(chemical(f"a{a}") for a in range(n_agents)),
            chemical("DMSO", inchikey="IAZDPXIOMUYVGZ-UHFFFAOYSA-N"),
        ],
        "interventions": [
            give(f"give_a{a}_d{d}", f"a{a}", dose=10.0**d, vehicle="dmso")
            for a in range(n_agents)
            for d in range(n_doses)
        ],
        "controls": [
            {
                "control_id": "dmso",
                "control_kind": "vehicle",
                "control_agent": "DMSO",
                "is_for_all_treated": True,
                "matched_on": [["donor", "plate"], ["plate"], ["batch"], []][seed % 4],
            }
        ],
        "conditions": [
            {
                "condition_id": f"{treatment}_{time}h",
                "harvest_time": {"value": time, "unit": "h"},
                **(
                    {"control": "dmso"}
                    if treatment == "vehicle"
                    else {"intervention": f"give_{treatment}"}
                ),
            }
            for treatment in [*treatments, "vehicle"]
            for time in times
        ],
    }


def drug_on_one_plate(obs: pd.DataFrame, card: dict[str, Any]) -> tuple[pd.DataFrame, str]:
    """Take the first agent off all plates but the first; enough rows that it is no accident."""
    elsewhere = obs["treatment"].str.startswith("a0_") & (obs["plate_id"] != "P0")
    kept = obs[~elsewhere]
    return pd.concat([kept, kept, kept]), "DSG004"


def plate_without_vehicle(obs: pd.DataFrame, card: dict[str, Any]) -> tuple[pd.DataFrame, str]:
    """Lose the vehicle of one plate."""
    card["controls"][0]["matched_on"] = ["plate"]
    return obs[~((obs["treatment"] == "vehicle") & (obs["plate_id"] == "P0"))], "CTL004"


def batch_for_each_treatment(obs: pd.DataFrame, card: dict[str, Any]) -> tuple[pd.DataFrame, str]:
    """Sequence each treatment in a batch of its own."""
    return obs.assign(batch_id="batch_" + obs["treatment"]), "DSG002"


def vehicle_in_another_batch(obs: pd.DataFrame, card: dict[str, Any]) -> tuple[pd.DataFrame, str]:
    """Do all treatments in one batch and the vehicle in another."""
    card["controls"][0]["matched_on"] = ["donor"]
    is_vehicle = obs["treatment"] == "vehicle"
    return obs.assign(batch_id=np.where(is_vehicle, "b2", "b1")), "DSG001"


def vehicle_in_other_batches(obs: pd.DataFrame, card: dict[str, Any]) -> tuple[pd.DataFrame, str]:
    """Do treatments in two batches and the vehicle in two others."""
    card["controls"][0]["matched_on"] = ["donor"]
    half = (obs["plate_id"] == "P0").map({True: "1", False: "2"})
    arm = (obs["treatment"] == "vehicle").map({True: "vehicle", False: "treated"})
    return obs.assign(batch_id=arm + half), "DSG016"


def vehicle_mostly_in_another_batch(
    obs: pd.DataFrame, card: dict[str, Any]
) -> tuple[pd.DataFrame, str]:
    """Let a few vehicle rows bridge two batches that hold one arm each otherwise."""
    card["controls"][0]["matched_on"] = ["donor"]
    obs = pd.concat([obs, obs])
    is_vehicle = (obs["treatment"] == "vehicle").to_numpy()
    batch = np.where(is_vehicle, "b2", "b1")
    batch[np.flatnonzero(is_vehicle)[0]] = "b1"
    return obs.assign(batch_id=batch), "DSG003"


def dmso_as_a_drug(obs: pd.DataFrame, card: dict[str, Any]) -> tuple[pd.DataFrame, str]:
    """List the vehicle among the treatments."""
    card["interventions"].append(give("give_dmso", "DMSO", dose=14.0))
    for condition in card["conditions"]:
        if condition.pop("control", None):
            condition["intervention"] = "give_dmso"
    return obs, "CTL002"


FAULTS = (
    drug_on_one_plate,
    plate_without_vehicle,
    batch_for_each_treatment,
    vehicle_in_another_batch,
    vehicle_in_other_batches,
    vehicle_mostly_in_another_batch,
    dmso_as_a_drug,
)
