"""Leaks that no label shows, in real data: places, modalities, fitted preprocessing, cues."""

import anndata as ad
import numpy as np
import pandas as pd
import pytest
import yaml
from scipy.spatial import cKDTree

from aivc.schema.generated.views import DatasetCard
from aivc.splits.manifest.document import read_manifest
from aivc.storage import open_observations
from aivc.validators.findings import Level
from aivc.validators.split_facts.collect_split import collect_split
from aivc.validators.split_facts.fitting_facts import FittedOn

pytestmark = pytest.mark.realdata

CYCIF = "spatial_cycif_scimap/example_data.h5ad"
GBM = "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad"
PAPALEXI = "crispr_papalexi_eccite/derived/papalexi.h5mu"
PERTURBENCH = "crispr_norman19_mcfaline23_perturbench/devel.h5ad"


def audited(path, folder, assignments, header=None, level=Level.FULL):
    """Collect the facts of a split that is given as a frame of assignments."""
    assignments.to_csv(folder / "parts.csv", index=False)
    manifest = {
        "aivc_schema_version": "0.1.0",
        "manifest_id": "aivc:splits/real",
        "split_of": {"dataset_id": "aivc:real"},
        "purpose": "benchmark",
        "unit_of_split": "observation",
        "partitions": [
            {"partition_name": "train", "partition_role": "training"},
            {"partition_name": "test", "partition_role": "test"},
        ],
        "assignments": {"path": "parts.csv"},
        **(header or {}),
    }
    (folder / "real.split.yaml").write_text(yaml.safe_dump(manifest))
    with open_observations(path) as dataset:
        return collect_split(
            dataset, DatasetCard(), read_manifest(folder / "real.split.yaml"), level=level
        )


def column(path, name):
    """Read the names of rows and a column of obs: numbers, or labels."""
    with open_observations(path) as dataset:
        obs = dataset.tables[0].obs
        names = np.concatenate(list(obs.index()))
        found = obs.column(name)
    if found.numbers is not None:
        return names, found.numbers[found.codes]
    return names, np.array(found.categories, dtype=object)[found.codes]


def at_random(names, seed=0):
    part = np.where(np.random.default_rng(seed).random(len(names)) < 0.25, "test", "train")
    return pd.DataFrame({"observation_id": names, "partition": part})


def bound(**columns):
    keys = [{"role": role, "columns": [column]} for role, column in columns.items()]
    return {"binding": {"keys": keys}}


def test_cells_of_a_tissue_dealt_out_at_random_are_neighbours(real_data, tmp_path):
    names, x = column(real_data / CYCIF, "X_position")
    _, y = column(real_data / CYCIF, "Y_position")
    dealt = at_random(names)
    header = {
        "coordinates": ["X_position", "Y_position"],
        "coordinate_unit": "um",
        "buffer": {"value": 20, "unit": "um"},
    }
    split = audited(real_data / CYCIF, tmp_path, dealt, header, Level.OBS)
    places = np.column_stack([x, y])
    tested = (dealt["partition"] == "test").to_numpy()
    distance, _ = cKDTree(places[~tested]).query(places[tested])
    (near,) = split.space.nearness
    assert near.n_near == np.count_nonzero(distance < 20)
    assert near.smallest == pytest.approx(distance.min())
    assert near.is_mixed


def test_halves_of_a_tissue_meet_at_a_border(real_data, tmp_path):
    names, x = column(real_data / CYCIF, "X_position")
    part = np.where(x > np.median(x), "test", "train")
    halves = pd.DataFrame({"observation_id": names, "partition": part})
    header = {"coordinates": ["X_position", "Y_position"]}
    split = audited(real_data / CYCIF, tmp_path, halves, header, Level.OBS)
    (near,) = split.space.nearness
    assert 0 < near.n_near < 0.1 * near.n_evaluated
    assert split.space.spacing == pytest.approx(11.65, abs=0.01)


def test_guides_and_genes_of_a_cell_in_two_parts(real_data, tmp_path):
    with open_observations(real_data / PAPALEXI) as dataset:
        names = np.concatenate(list(dataset.table("mod/gene").obs.index()))
    genes = at_random(names).assign(in_table="mod/gene")
    guides = at_random(names).assign(in_table="mod/guide")
    whole = audited(real_data / PAPALEXI, tmp_path, pd.concat([genes, guides]), level=Level.OBS)
    assert whole.pairing.n_paired == len(names) == 7108
    assert whole.pairing.torn == ()
    guides["partition"] = at_random(names, seed=1)["partition"]
    torn = audited(real_data / PAPALEXI, tmp_path, pd.concat([genes, guides]), level=Level.OBS)
    differ = (genes["partition"] != guides["partition"]).sum()
    assert sum(found.n_cells for found in torn.pairing.torn) == differ


@pytest.mark.slow  # test_fitting.py tries each kind of fit on simulated counts
@pytest.mark.parametrize("fitted_on", [FittedOn.TEST_TOO, FittedOn.TRAINING])
def test_preprocessing_of_real_counts(real_data, tmp_path, fitted_on):
    data = ad.read_h5ad(real_data / GBM)
    donors = data.obs["patient_id"]
    held_out = donors.cat.categories[0]
    part = np.where(donors == held_out, "test", "train")
    x = np.asarray(data.X.todense() if hasattr(data.X, "todense") else data.X, np.float64)
    x = np.log1p(x / np.maximum(x.sum(axis=1, keepdims=True), 1) * 1e4)
    fitted = np.ones(len(x), bool) if fitted_on is FittedOn.TEST_TOO else part == "train"
    some = x[fitted]
    data.layers["lognorm"] = x.astype(np.float32)
    data.var["means"] = np.log1p(np.expm1(some).mean(axis=0))
    loadings = np.linalg.svd(some - some.mean(axis=0), full_matrices=False)[2][:20]
    data.obsm["X_pca"] = ((x - some.mean(axis=0)) @ loadings.T).astype(np.float32)
    deviation = np.where(some.std(axis=0) > 0, some.std(axis=0), 1)
    scaled = (x - some.mean(axis=0)) / deviation
    data.X = np.clip(scaled, None, 10).astype(np.float32)
    data.write_h5ad(tmp_path / "gbm.h5ad")
    parts = pd.DataFrame({"observation_id": data.obs_names, "partition": part})
    header = bound(donor="patient_id", agent="treatment")
    split = audited(tmp_path / "gbm.h5ad", tmp_path, parts, header)
    assert {found.element: found.fitted_on for found in split.fitting.evidence} == {
        "X": fitted_on,
        "obsm/X_pca": fitted_on,
        "var/means": fitted_on,
    }


def test_means_of_a_released_file_follow_from_no_split_of_it(real_data, tmp_path):
    # Genes were chosen before cells were taken out of the file.
    with open_observations(real_data / PERTURBENCH) as dataset:
        names = np.concatenate(list(dataset.tables[0].obs.index()))
    split = audited(real_data / PERTURBENCH, tmp_path, at_random(names))
    (found,) = split.fitting.evidence
    assert found.fitted_on is FittedOn.UNDECIDED


@pytest.mark.parametrize(("donor", "is_telling"), [("PW030", False), ("PW040", True)])
def test_treated_cells_of_one_donor_are_told_by_their_depth(real_data, tmp_path, donor, is_telling):
    # Median molecules, treated and vehicle: 1702 and 1688 in PW030, 596 and 128 in PW040.
    names, donors = column(real_data / GBM, "patient_id")
    part = np.where(donors == donor, "test", "train")
    parts = pd.DataFrame({"observation_id": names, "partition": part})
    split = audited(real_data / GBM, tmp_path, parts, bound(agent="treatment"))
    (cue,) = split.side_channels.label_cues
    assert cue.n_labels == 2
    assert (cue.gain > 0.2) is is_telling
    assert (cue.accuracy > cue.bound) is is_telling
