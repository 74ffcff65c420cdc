"""Real data made by others: what their splits share."""

import csv
from pathlib import Path

import numpy as np
import pytest
import yaml

from aivc.schema.reading import read_card
from aivc.splits.manifest.document import read_manifest
from aivc.storage import open_observations
from aivc.validators.split_facts.collect_split import collect_split
from aivc.validators.split_facts.model import Pair
from aivc.validators.split_facts.overlap import overlaps
from tests.validators.split_facts.audited import ROLES, codes

pytestmark = pytest.mark.realdata

SCIPLEX3 = "splits_sciplex3_scaffold/candidate_splits.csv"
A549 = "drug_a549_dex_sciplex2/derived/a549_dex.h5ad"
GBM = "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad"


def keys(**columns):
    return {"keys": [{"role": role, "columns": [column]} for role, column in columns.items()]}


def divide(folder: Path, data: Path, parts, header):
    """Divide real data by the part of each row."""
    with open_observations(data) as dataset:
        obs = dataset.shared_obs or dataset.tables[0].obs
        names = np.concatenate(list(obs.index()))
        with (folder / "parts.csv").open("w", newline="") as opened:
            written = csv.writer(opened)
            written.writerow(["observation_id", "partition"])
            written.writerows(zip(names, parts(obs), strict=True))
        used = sorted(set(parts(obs)))
        written = {
            "aivc_schema_version": "0.1.0",
            "manifest_id": "aivc:splits/real",
            "split_of": {"dataset_id": "aivc:real"},
            "purpose": "benchmark",
            "partitions": [
                {"partition_name": n, "partition_role": ROLES.get(n, "excluded")} for n in used
            ],
            "assignments": {"path": "parts.csv"},
            **header,
        }
        (folder / "split.yaml").write_text(yaml.safe_dump(written))
        return collect_split(dataset, read_card({}), read_manifest(folder / "split.yaml"))


def column_of(name):
    def parts(obs):
        column = obs.column(name)
        return [column.categories[code] for code in column.codes]

    return parts


PUBLISHED = {
    "split_random": {
        "test_drug_same_in_train_frac": 1.0,
        "test_drug_cell_same_in_train_frac": 0.993072,
        "test_drug_dose_same_in_train_frac": 0.933025,
        "test_scaffold_same_in_train_frac": 0.969977,
    },
    "split_scaffold_heldout": {
        "test_drug_same_in_train_frac": 0.0,
        "test_scaffold_same_in_train_frac": 0.0,
    },
    "split_cell_heldout": {
        "test_drug_same_in_train_frac": 1.0,
        "test_drug_cell_same_in_train_frac": 0.0,
        "test_cell_same_in_train_frac": 0.0,
    },
    "split_cell_scaffold_heldout": {
        "test_cell_same_in_train_frac": 0.0,
        "test_scaffold_same_in_train_frac": 0.0,
    },
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_fractions_of_a_published_audit_are_found(name, real_data, tmp_path):
    binding = keys(
        agent="drug_name", cell_line="cell_context", dose="dose_value", scaffold="scaffold"
    )
    header = {"unit_of_split": "observation", "binding": {**binding, "dose_unit": "nmol/L"}}
    split = divide(tmp_path, real_data / SCIPLEX3, column_of(name), header)
    found = {o.published: o.fraction for o in overlaps(split)}
    for fraction, value in PUBLISHED[name].items():
        assert found[fraction] == pytest.approx(value, abs=5e-7)


def test_a_missing_scaffold_matches_no_missing_scaffold(real_data, tmp_path):
    header = {"unit_of_split": "observation", "binding": keys(scaffold="scaffold")}
    split = divide(tmp_path, real_data / SCIPLEX3, column_of("split_random"), header)
    pair = Pair(split.part_named("test"), split.part_named("train"))
    (found,) = [o for o in overlaps(split) if o.pair == pair and o.axes == ("scaffold",)]
    assert (found.n_rows, found.n_missing, found.n_rows_shared) == (433, 13, 420)


def random_thirds(obs):
    rng = np.random.default_rng(0)
    return ["test" if draw < 1 / 3 else "train" for draw in rng.random(obs.n_rows)]


def test_wells_straddle_a_random_split(real_data, tmp_path):
    header = {
        "unit_of_split": "observation",
        "binding": keys(
            plate="culture_plate", well="replicate", agent="treatment", control="vehicle"
        ),
        "control_policy": "split_random",
    }
    split = divide(tmp_path, real_data / A549, random_thirds, header)
    assert codes(split) == ["LEK006"]
    (wells,) = [o for o in overlaps(split) if o.axes == ("well",)]
    assert wells.n_shared == wells.n_levels > 40


@pytest.mark.parametrize("donor", ["PW030", "PW032", "PW034", "PW036", "PW040"])
def test_leaving_one_donor_out_is_clean(donor, real_data, tmp_path):
    header = {
        "unit_of_split": "donor",
        "claims": [{"claim_axis": "donor", "novelty": "unseen", "partition": "test"}],
        "control_policy": "split_with_group",
        "binding": keys(donor="patient_id", sample="sample_id", agent="treatment"),
        "shared_axes": ["agent"],
    }

    def parts(obs):
        return ["test" if name == donor else "train" for name in column_of("patient_id")(obs)]

    split = divide(tmp_path, real_data / GBM, parts, header)
    for severity in ("error", "warning", "info"):
        assert codes(split, severity) == []
    assert split.controls.n_rows == 2500
