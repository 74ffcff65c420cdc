"""Claims on published data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anndata
import pandas as pd
import pytest
import yaml

from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_repair import split_repair

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.realdata

ROLES = {"train": "training", "test": "test"}


def written(folder: Path, names: Any, parts: list[str], **header: Any) -> Path:
    """Write a manifest that assigns single observations."""
    table = pd.DataFrame({"observation_id": [str(n) for n in names], "partition": parts})
    table.to_parquet(folder / "split.parquet")
    text = yaml.safe_dump(
        {
            "aivc_schema_version": "0.1.0",
            "manifest_id": "aivc:splits/real",
            "split_of": {"dataset_id": "aivc:datasets/real"},
            "purpose": "benchmark",
            "validation_role": "none",
            "partitions": [
                {"partition_name": name, "partition_role": role} for name, role in ROLES.items()
            ],
            "assignments": {"path": "split.parquet"},
            **header,
        }
    )
    path = folder / "real.split.yaml"
    path.write_text(text)
    return path


def bound(**columns: str) -> dict[str, Any]:
    return {"keys": [{"role": role, "columns": [name]} for role, name in columns.items()]}


def claims(*axes: str, novelty: str = "unseen", **more: Any) -> list[dict[str, Any]]:
    return [{"claim_axis": axis, "novelty": novelty, "partition": "test", **more} for axis in axes]


def told(report: Any) -> list[str]:
    return [claim.result for claim in report.split.claims]


@pytest.mark.parametrize("donor", ["PW030", "PW032", "PW034", "PW036", "PW040"])
def test_leave_one_donor_out_supports_exactly_its_claim(real_data, tmp_path, donor):
    data = real_data / "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad"
    obs = anndata.read_h5ad(data, backed="r").obs
    split = written(
        tmp_path,
        obs.index,
        ["test" if one == donor else "train" for one in obs["patient_id"]],
        unit_of_split="donor",
        binding=bound(donor="patient_id", agent="treatment", sample="sample_id"),
        claims=claims("donor"),
        control_policy="split_with_group",
    )
    report = split_audit(data, split, level="obs", profile="minimal")

    assert [f.code for f in report.findings if f.severity == "error"] == []
    assert told(report) == ["supported"]
    assert report.split.claims[0].qualifiers == ()
    assert [claim.text for claim in report.split.supported] == [report.split.claims[0].text]


def test_an_unseen_lot_is_no_proof_about_compounds(real_data, tmp_path):
    data = real_data / "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad"
    obs = anndata.read_h5ad(data, backed="r").obs
    lot = max(obs["batchid"])
    parts = ["test" if one == lot else "train" for one in obs["batchid"]]
    header = {
        "unit_of_split": "batch",
        "binding": bound(batch="batchid", agent="treatmentid", time="duration"),
        "control_policy": "split_with_group",
    }
    for axes, expected in (
        (["batch"], ["not_identifiable"]),
        (["agent"], ["not_identifiable"]),
        (["batch", "agent"], ["supported", "supported"]),
    ):
        split = written(tmp_path, obs.index, parts, **header, claims=claims(*axes))
        report = split_audit(data, split, level="obs", profile="minimal")
        assert told(report) == expected
        found = [f.code for f in report.findings if f.severity == "error"]
        assert found == ["CLM010"] * expected.count("not_identifiable")


@pytest.mark.parametrize(
    ("held", "novelty", "expected"),
    [
        ((0.5, 5.0), "interpolation", "supported"),
        ((0.5, 5.0), "extrapolation", "refuted"),
        ((100.0,), "extrapolation", "supported"),
        ((100.0,), "interpolation", "refuted"),
    ],
)
def test_doses_of_dexamethasone(real_data, tmp_path, held, novelty, expected):
    data = real_data / "drug_a549_dex_sciplex2/derived/a549_dex.h5ad"
    obs = anndata.read_h5ad(data, backed="r").obs
    split = written(
        tmp_path,
        obs.index,
        ["test" if one in held else "train" for one in obs["dose"]],
        unit_of_split="dose",
        binding=bound(agent="treatment", dose="dose", well="replicate"),
        claims=claims("dose", novelty=novelty),
        control_policy="train_only",
    )

    assert told(split_audit(data, split, level="obs", profile="minimal")) == [expected]


@pytest.mark.parametrize("by", ["smallest", "drop", "move"])
def test_wells_that_straddle_a_random_split_are_mended(real_data, tmp_path, by):
    data = real_data / "drug_a549_dex_sciplex2/derived/a549_dex.h5ad"
    obs = anndata.read_h5ad(data, backed="r").obs
    parts = ["test" if k % 5 == 0 else "train" for k in range(len(obs))]
    split = written(
        tmp_path,
        obs.index,
        parts,
        unit_of_split="well",
        binding=bound(agent="treatment", dose="dose", well="replicate", plate="culture_plate"),
        claims=claims("well"),
        control_policy="split_with_group",
    )
    before = split_audit(data, split, level="obs", profile="minimal")
    mended = split_repair(
        data, split, tmp_path / "mended.split.yaml", by=by, level="obs", profile="minimal"
    )

    assert told(before) == ["refuted"]
    assert told(mended.report) == ["supported"]
    assert mended.errors == ()
    if by != "move":
        assert mended.repair.is_smallest


def test_combinations_of_norman_are_judged_by_their_members(real_data, tmp_path):
    data = real_data / "crispr_norman19_mcfaline23_perturbench/devel.h5ad"
    obs = anndata.read_h5ad(data, backed="r").obs
    labels = [str(one) for one in obs["perturbation_raw"]]
    held = set(sorted({one for one in labels if "+" in one})[::2])
    header = {
        "unit_of_split": "combination",
        "binding": {
            **bound(agent="perturbation_raw", cell_line="cell_type"),
            "combination_separator": "+",
        },
        "control_policy": "train_only",
        "control_labels": ["control"],
    }
    parts = ["test" if one in held else "train" for one in labels]
    for n in (0, 1, 2):
        wanted = claims("combination", members_seen=n)
        split = written(tmp_path, obs.index, parts, **header, claims=wanted)
        report = split_audit(data, split, level="obs", profile="minimal")
        assert told(report) == ["refuted"]
        assert [f.code for f in report.findings if f.severity == "error"] == ["CLM006"]
    mended = split_repair(
        data, split, tmp_path / "mended.split.yaml", level="obs", profile="minimal"
    )
    assert told(mended.report) == ["supported"]
    assert mended.errors == ()
