"""Small cards for real datasets: only what rules about controls and design read."""

from pathlib import Path
from typing import Any

import anndata as ad
import pandas as pd

from tests.validators.rules.laid_out import bind, chemical, genetic, give, where

DMSO_KEY = "IAZDPXIOMUYVGZ-UHFFFAOYSA-N"


def obs_of(path: Path) -> pd.DataFrame:
    obs: pd.DataFrame = ad.read_h5ad(path, backed="r").obs
    return obs


def glioblastoma(folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Five donors, each with vehicle and panobinostat; a sample is a donor under a treatment."""
    obs = obs_of(folder / "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad")
    day = {"harvest_time": {"value": 24, "unit": "h"}}
    samples = sorted(obs["sample_id"].unique())
    return obs, {
        "binding": bind(donor="patient_id", agent="treatment"),
        "donors": [{"donor_id": name} for name in sorted(obs["patient_id"].unique())],
        "samples": [
            {"sample_id": s, "tissue_type": "tissue", "from_donors": [s.split("-")[0]]}
            for s in samples
        ],
        "agents": [chemical("panobinostat"), chemical("DMSO", inchikey=DMSO_KEY)],
        "interventions": [give("pano", "panobinostat", dose=0.2, vehicle="dmso")],
        "controls": [
            {
                "control_id": "dmso",
                "control_kind": "vehicle",
                "control_agent": "DMSO",
                "is_for_all_treated": True,
                "matched_on": ["donor"],
            }
        ],
        "conditions": [
            {"condition_id": "treated", "intervention": "pano", **day,
             "matches": where(treatment="0.2 uM panobinostat")},
            {"condition_id": "vehicle", "control": "dmso", **day,
             "matches": where(treatment="vehicle (DMSO)")},
        ],
    }  # fmt: skip


def dexamethasone(folder: Path, *matched_on: str) -> tuple[pd.DataFrame, dict[str, Any]]:
    """One drug at seven doses on two culture plates; vehicle on both."""
    obs = obs_of(folder / "drug_a549_dex_sciplex2/derived/a549_dex.h5ad")
    doses = sorted(dose for dose in obs["dose"].unique() if dose > 0)
    return obs, {
        "binding": bind(
            plate="culture_plate", well="replicate", agent="treatment", dose="dose",
            lane="PCR_plate", cell_type="cell_type",
        ),
        "samples": [{"sample_id": "a549", "tissue_type": "cell line"}],
        "agents": [chemical("dexamethasone")],
        "interventions": [give(f"dex_{d:g}", "dexamethasone", dose=float(d)) for d in doses],
        "controls": [
            {"control_id": "vehicle", "control_kind": "vehicle", "is_for_all_treated": True,
             "matched_on": list(matched_on)}
        ],
        "conditions": [
            *(
                {"condition_id": f"at_{d:g}", "intervention": f"dex_{d:g}",
                 "matches": where(dose=float(d))}
                for d in doses
            ),
            {"condition_id": "at_0", "control": "vehicle", "matches": where(dose=0.0)},
        ],
    }  # fmt: skip


def hepatocytes(folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """146 compounds, each in one lot of cells with a control of its own, at two or three times."""
    obs = obs_of(folder / "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad")
    obs = obs.astype({"duration": float})
    conditions, interventions, controls = [], {}, {}
    groups = obs.groupby(["treatmentid", "dose_level", "duration"], observed=True)
    for (compound, level, time), rows in groups:
        name = f"{compound}_{level}_{time:g}"
        condition = {
            "condition_id": name,
            "harvest_time": {"value": time, "unit": "h"},
            "matches": where(treatmentid=compound, dose_level=level, duration=time),
        }
        control = controls.setdefault(
            compound,
            {"control_id": f"medium_{compound}", "control_kind": "vehicle", "control_for": [],
             "matched_on": ["time"]},
        )  # fmt: skip
        if level == "Control":
            condition["control"] = control["control_id"]
        else:
            given = f"{compound}_{level}"
            dose = float(rows["concentration"].iloc[0])
            interventions[given] = give(given, compound, dose=dose)
            condition["intervention"] = given
            control["control_for"].append(name)
        conditions.append(condition)
    return obs, {
        "operators": [{"operator_id": "rna", "operator_type": "BulkExpression", "scale": "well"}],
        "binding": bind(
            agent="treatmentid", time="duration", batch="batchid", replicate="individual_id",
            dose="concentration",
        ),
        "agents": [chemical(name) for name in controls],
        "interventions": list(interventions.values()),
        "controls": list(controls.values()),
        "conditions": conditions,
    }  # fmt: skip


def activation_and_interference(folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """CRISPRa in K-562 and CRISPRi in three other lines, from two studies, put together."""
    obs = obs_of(folder / "crispr_norman19_mcfaline23_perturbench/devel.h5ad")
    labels = [label for label in obs["perturbation"].unique() if label != "control"]
    genes = sorted({gene for label in labels for gene in label.split("+")})
    return obs, {
        "binding": bind(
            target="perturbation", cell_line="cell_type", batch="dataset", agent="treatment"
        ),
        "agents": [genetic(gene) for gene in genes],
        "interventions": [give(label, *label.split("+")) for label in labels],
        "controls": [
            {"control_id": "nt", "control_kind": "non_targeting_guide",
             "is_for_all_treated": True, "matched_on": ["cell_line"]}
        ],
        "conditions": [
            *(
                {"condition_id": label, "intervention": label,
                 "matches": where(perturbation=label)}
                for label in labels
            ),
            {"condition_id": "no_gene", "control": "nt", "matches": where(perturbation="control")},
        ],
    }  # fmt: skip


def knockout_screen(folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """THP-1 cells with guides against 25 genes in eight lanes and three replicates."""
    import mudata

    data = mudata.read_h5mu(folder / "crispr_papalexi_eccite/derived/papalexi.h5mu")
    guides = data.mod["guide"]
    counts = guides.X.toarray() if hasattr(guides.X, "toarray") else guides.X
    obs = data.mod["gene"].obs.copy()
    obs["guide"] = guides.var_names.to_numpy()[counts.argmax(axis=1)]
    obs["gene"] = obs["guide"].str.replace(r"g\d+$", "", regex=True)
    genes = sorted(gene for gene in obs["gene"].unique() if gene != "NT")
    return obs, {
        "binding": bind(guide="guide", target="gene", lane="lane", replicate="replicate"),
        "agents": [genetic(gene) for gene in genes],
        "interventions": [give(gene, gene) for gene in genes],
        "controls": [
            {"control_id": "nt", "control_kind": "non_targeting_guide",
             "is_for_all_treated": True, "matched_on": ["lane"]}
        ],
        "conditions": [
            *(
                {"condition_id": gene, "intervention": gene, "matches": where(gene=gene)}
                for gene in genes
            ),
            {"condition_id": "no_gene", "control": "nt", "matches": where(gene="NT")},
        ],
    }  # fmt: skip


def embryos(folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Worm embryos at times that were each collected in batches of their own."""
    obs = obs_of(folder / "timecourse_worm_embryo/derived/worm_embryo.h5ad")
    return obs, {"binding": bind(time="time.point", batch="batch", cell_type="cell.type")}
