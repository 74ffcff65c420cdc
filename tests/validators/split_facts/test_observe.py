"""Where the value of a row on each axis comes from."""

from dataclasses import replace

import anndata
import h5py
import mudata
import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix

from aivc.schema.generated.views import SplitManifest
from aivc.schema.reading import read, read_card
from aivc.storage import find_card, open_dataset, open_observations
from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.text_hash import hash_texts
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.example import DropColumn, SetCard, SetColumn
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen
from aivc.validators.facts.card import collect_card
from aivc.validators.split_facts.observe import observe


def table(obs, **more):
    """Make a table of rows named r0, r1, ..."""
    frame = pd.DataFrame(obs)
    frame.index = [f"r{k}" for k in range(len(frame))]
    empty = csr_matrix((len(frame), 1), dtype=np.float32)
    return anndata.AnnData(empty, obs=frame, **more)


def seen(folder, obs, manifest=None, card=None, guessed=None, **more):
    """Observe a file with these obs columns."""
    path = folder / "data.h5ad"
    table(obs, **more).write_h5ad(path)
    with open_dataset(path) as dataset:
        return observe(dataset, read_card(card or {}), read(SplitManifest, manifest or {}), guessed)


def labels(observations, axis):
    """Return the value of each row, None where it has none."""
    keys = observations.axes[axis]
    return [keys.levels[code] if code >= 0 else None for code in keys.codes.tolist()]


def keys(*pairs, **more):
    """Bind columns to roles."""
    return {
        "keys": [{"role": r, "columns": [c] if isinstance(c, str) else c} for r, c in pairs],
        **more,
    }


def specimen_seen(folder, name, *edits, manifest=None):
    """Observe a specimen with its card."""
    path = write_specimen(apply_edits(specimen_of(name), edits), folder)
    with open_dataset(path) as dataset:
        card = collect_card(find_card(path, dataset=dataset), "release").view
        return observe(dataset, card, read(SplitManifest, manifest or {}))


def test_the_manifest_goes_before_the_card_and_that_before_the_standard(tmp_path):
    obs = {"donor_id": ["s1", "s2"], "by_card": ["c1", "c2"], "by_manifest": ["m1", "m2"]}
    card = {"binding": keys(("donor", "by_card"))}
    manifest = {"binding": keys(("donor", "by_manifest"))}
    assert labels(seen(tmp_path, obs), "donor") == ["s1", "s2"]
    assert labels(seen(tmp_path, obs, card=card), "donor") == ["c1", "c2"]
    found = seen(tmp_path, obs, manifest=manifest, card=card)
    assert labels(found, "donor") == ["m1", "m2"]
    assert (found.axes["donor"].columns, found.axes["donor"].source) == (("by_manifest",), "bound")


def test_a_guess_is_used_where_nobody_says_anything(tmp_path):
    obs = {"patient": ["p1", "p2"], "donor_id": ["d1", "d2"]}
    found = seen(tmp_path, obs, guessed={"donor": ("patient",), "plate": ("patient",)})
    assert labels(found, "donor") == ["d1", "d2"]
    assert (labels(found, "plate"), found.axes["plate"].source) == (["p1", "p2"], "guessed")


def test_the_columns_of_groups_tell_the_unit_where_nobody_binds_it(tmp_path):
    manifest = {"unit_of_split": "spatial_block", "grouping_keys": ["x", "y"]}
    found = seen(tmp_path, {"x": ["1", "1"], "y": ["a", "b"]}, manifest=manifest)
    assert labels(found, "spatial_block") == ["1 | a", "1 | b"]


def test_a_bound_column_that_is_not_there_is_absent_and_nothing_takes_its_place(tmp_path):
    found = seen(
        tmp_path, {"donor_id": ["d1", "d2"]}, manifest={"binding": keys(("donor", "patient"))}
    )
    assert "donor" not in found.axes
    assert "patient" in found.absent["donor"]


def test_the_role_of_an_assay_is_the_axis_of_platforms(tmp_path):
    found = seen(tmp_path, {"kit": ["v2", "v3"]}, manifest={"binding": keys(("assay", "kit"))})
    assert labels(found, "platform") == ["v2", "v3"]


def test_words_for_missing_values_are_missing(tmp_path):
    found = seen(tmp_path, {"donor_id": ["D1", "unknown", "nan", None]})
    assert labels(found, "donor") == ["D1", None, None, None]


def test_a_column_without_a_value_tells_no_axis(tmp_path):
    found = seen(tmp_path, {"donor_id": ["na", "na"]})
    assert "donor" not in found.axes
    assert "donor" in found.absent


def test_names_of_rows_are_hashed_and_read_on_demand(tmp_path):
    table({"donor_id": ["a", "b", "c"]}).write_h5ad(tmp_path / "data.h5ad")
    with open_dataset(tmp_path / "data.h5ad") as dataset:
        found = observe(dataset, read_card({}))
        assert found.names_of([2, 0]) == ("r2", "r0")
        hashes = found.id_hashes
    assert hashes.tolist() == hash_texts(np.array(["r0", "r1", "r2"], object)).tolist()
    assert found.id_hashes is hashes


def test_hashes_are_not_made_up_once_the_file_is_closed(tmp_path):
    with pytest.raises(UnreadableInputError):
        _ = seen(tmp_path, {"donor_id": ["a"]}).id_hashes


def test_observations_can_be_replaced(tmp_path):
    table({"donor_id": ["a", "b"]}).write_h5ad(tmp_path / "data.h5ad")
    with open_dataset(tmp_path / "data.h5ad") as dataset:
        found = replace(observe(dataset, read_card({})), table="other")
    assert found.table == "other"
    assert len(found.id_hashes) == 2


def test_rows_without_names_are_told_apart_by_their_number(tmp_path):
    table({"donor_id": ["a", "b"]}).write_h5ad(tmp_path / "data.h5ad")
    with h5py.File(tmp_path / "data.h5ad", "a") as opened:
        del opened["obs"][opened["obs"].attrs["_index"]]
    with open_dataset(tmp_path / "data.h5ad") as dataset:
        found = observe(dataset, read_card({}))
    assert len(set(found.id_hashes.tolist())) == 2


def test_leading_zeros_of_names_survive(tmp_path):
    (tmp_path / "t.csv").write_text("observation_id,donor\n007,a\n7,b\n")
    with open_observations(tmp_path / "t.csv") as dataset:
        found = observe(dataset, read_card({}), None, {"donor": ("donor",)})
        assert found.names_of([0, 1]) == ("007", "7")
    assert found.id_hashes[0] != found.id_hashes[1]


def test_a_well_is_a_position_of_a_plate(tmp_path):
    obs = {"plate_id": ["P1", "P2", "P1", None], "well_position": ["A01", "A01", "A02", "A01"]}
    found = seen(tmp_path, obs)
    assert labels(found, "well") == ["P1 | A01", "P2 | A01", "P1 | A02", None]


def test_positions_without_plates_name_no_wells(tmp_path):
    found = seen(tmp_path, {"well_position": ["A01", "H12", "AF48"]})
    assert "well" not in found.axes
    assert "plate" in found.absent["well"]


def test_names_of_wells_that_are_no_positions_need_no_plate(tmp_path):
    found = seen(tmp_path, {"well_position": ["P1_A01", "P2_A01"]})
    assert labels(found, "well") == ["P1_A01", "P2_A01"]


def test_a_well_that_is_bound_with_its_plate_is_taken_as_it_is(tmp_path):
    manifest = {"binding": keys(("plate", "p"), ("well", ["p", "w"]))}
    found = seen(tmp_path, {"p": ["P1", "P2"], "w": ["A1", "A1"]}, manifest=manifest)
    assert labels(found, "well") == ["P1 | A1", "P2 | A1"]


DRUG = ("agent", "drug")
DOSED = keys(DRUG, ("dose", "dose"))


MARKED = {"drug": ["X1", "X2", "DMSO"], "is_ctl": [True, False, False]}
ZERO = {"drug": ["X1", "X1", "X2"], "dose": ["0", "1", "control"]}
BOTH = {"drug": ["none", "none", "X1"], "gene": ["KLF1", "non-targeting", "non-targeting"]}


@pytest.mark.parametrize(
    ("binding", "obs", "expected"),
    [
        (keys(DRUG), {"drug": ["DMSO", "X1", "ctrl"]}, [True, False, True]),
        (keys(DRUG, ("control", "is_ctl")), MARKED, [True, False, False]),
        (DOSED, ZERO, [True, False, True]),
        (keys(DRUG, ("target", "gene")), BOTH, [False, True, False]),
    ],
)
def test_controls_are_told_by_marks_labels_and_doses_of_zero(tmp_path, binding, obs, expected):
    found = seen(tmp_path, obs, manifest={"binding": binding})
    assert found.is_control.tolist() == expected
    assert found.control_sources
    for axis in ("agent", "dose", "target"):
        if axis in found.axes:
            assert (found.axes[axis].codes[found.is_control] == -1).all()


def test_the_manifest_may_name_controls(tmp_path):
    manifest = {"binding": keys(DRUG), "control_labels": ["medium A"]}
    found = seen(tmp_path, {"drug": ["Medium A", "X1", "X1 + medium A"]}, manifest=manifest)
    assert found.is_control.tolist() == [True, False, False]


def test_controls_keep_their_context(tmp_path):
    obs = {"drug": ["DMSO", "X1"], "donor_id": ["D1", "D1"]}
    found = seen(tmp_path, obs, manifest={"binding": keys(DRUG)})
    assert labels(found, "donor") == ["D1", "D1"]
    assert labels(found, "agent") == [None, "X1"]


def test_doses_are_one_where_they_are_one_amount(tmp_path):
    obs = {"drug": ["X1"] * 4, "dose": ["10 uM", "10000 nM", "0.01 mM", "1+1"]}
    found = seen(tmp_path, obs, manifest={"binding": DOSED})
    dose = found.axes["dose"]
    assert len(set(labels(found, "dose")[:3])) == 1
    assert dose.unit in {"umol/L", "nmol/L", "mmol/L"}
    assert np.isnan(dose.numbers[dose.levels.index("1+1")])
    assert {merge.reason for merge in dose.resolution.merges} == {"the same amount"}


def test_bare_numbers_take_the_unit_of_the_binding(tmp_path):
    binding = keys(DRUG, ("dose", "dose"), ("time", "hours"), dose_unit="nmol/L", time_unit="d")
    obs = {"drug": ["X1", "X1"], "dose": [10.0, 0.5], "hours": [1, 2]}
    found = seen(tmp_path, obs, manifest={"binding": binding})
    assert labels(found, "dose") == ["10 nmol/L", "0.5 nmol/L"]
    assert (labels(found, "time"), found.axes["time"].unit) == (["24 h", "48 h"], "h")


def test_bare_numbers_without_a_unit_are_numbers(tmp_path):
    found = seen(tmp_path, {"drug": ["X1", "X1"], "dose": [10, 2]}, manifest={"binding": DOSED})
    assert (labels(found, "dose"), found.axes["dose"].unit) == (["10", "2"], "")
    assert found.axes["dose"].numbers.tolist() == [10, 2]


def test_times_with_units_in_their_names_are_hours(tmp_path):
    manifest = {"binding": keys(("time", "t"))}
    found = seen(tmp_path, {"t": ["300_minutes", "5 h", "mixed"]}, manifest=manifest)
    assert labels(found, "time") == ["5 h", "5 h", "mixed"]


def test_a_combination_is_a_set_of_members(tmp_path):
    obs = {"gene": ["KLF1+MYB", "MYB+KLF1", "KLF1+ctrl", "MYB", "KLF1", "ctrl"]}
    found = seen(tmp_path, obs, manifest={"binding": keys(("target", "gene"))})
    assert labels(found, "target") == ["KLF1+MYB", "KLF1+MYB", "KLF1", "MYB", "KLF1", None]
    assert labels(found, "combination") == ["KLF1+MYB", "KLF1+MYB", None, None, None, None]
    assert found.axes["combination"].members == (("KLF1", "MYB"),)


def test_several_columns_of_agents_hold_a_member_each(tmp_path):
    obs = {"one": ["A1", "B1", "A1", "DMSO"], "two": ["B1", "A1", None, None]}
    found = seen(tmp_path, obs, manifest={"binding": keys(("agent", ["one", "two"]))})
    assert labels(found, "agent") == ["A1+B1", "A1+B1", "A1", None]
    assert found.is_control.tolist() == [False, False, False, True]


def test_guides_tell_targets(tmp_path):
    obs = {"grna": ["KLF1_g1", "KLF1_g2", "MYB_g1", "NT_1"]}
    found = seen(tmp_path, obs, manifest={"binding": keys(("guide", "grna"))})
    assert len(found.axes["guide"].levels) == 3
    assert labels(found, "target") == ["KLF1", "KLF1", "MYB", None]


def test_scaffolds_are_computed_where_no_column_tells_them(tmp_path):
    pytest.importorskip("rdkit")
    obs = {
        "drug": ["aspirin", "valproate", "salicylate", "DMSO"],
        "smiles": [
            "CC(=O)Oc1ccccc1C(=O)O",
            "CCCC(CCC)C(=O)[O-].[Na+]",
            "OC(=O)c1ccccc1O",
            "CS(C)=O",
        ],
    }
    binding = keys(DRUG, ("structure", "smiles"))
    found = seen(tmp_path, obs, manifest={"binding": binding, "unit_of_split": "compound_cluster"})
    assert labels(found, "scaffold") == ["c1ccccc1", None, "c1ccccc1", None]
    assert found.axes["scaffold"].source == "computed"
    assert found.structures["aspirin"] == obs["smiles"][0]
    assert "compound_cluster" in found.axes


def test_clusters_are_not_computed_unless_asked_for(tmp_path):
    pytest.importorskip("rdkit")
    obs = {"drug": ["aspirin", "benzene"], "smiles": ["CC(=O)Oc1ccccc1C(=O)O", "c1ccccc1"]}
    found = seen(tmp_path, obs, manifest={"binding": keys(DRUG, ("structure", "smiles"))})
    assert "compound_cluster" not in found.axes


def test_places_are_read_from_where_spatial_files_keep_them(tmp_path):
    places = np.array([[0.0, 1.0], [2.0, 3.0]])
    found = seen(
        tmp_path,
        {"slice": ["A", "B"]},
        {"binding": keys(("section", "slice"))},
        obsm={"spatial": places},
    )
    assert found.coordinates.values.tolist() == places.tolist()
    assert found.coordinates.section.tolist() == [0, 1]


def test_the_manifest_names_columns_of_places(tmp_path):
    manifest = {"coordinates": ["x", "y"], "coordinate_unit": "um"}
    found = seen(tmp_path, {"x": [1.0, np.nan], "y": [2.0, 3.0]}, manifest=manifest)
    assert found.coordinates.unit == "um"
    assert np.isnan(found.coordinates.values[1, 0])
    assert found.coordinates.values[0].tolist() == [1.0, 2.0]


def test_places_that_are_not_there_are_said_to_be_absent(tmp_path):
    found = seen(tmp_path, {"x": ["left", "right"], "y": [0, 1]}, {"coordinates": ["x", "y"]})
    assert found.coordinates is None
    assert "text" in found.absent["coordinates"]


def test_the_rows_of_a_mudata_are_those_of_all_modalities(tmp_path):
    rna, protein = table({"lane": ["L1", "L2"]}), table({"hto": ["H1", "H2"]})
    protein.obs_names = ["r1", "r2"]
    whole = mudata.MuData({"rna": rna, "prot": protein})
    whole.write_h5mu(tmp_path / "data.h5mu")
    manifest = {
        "binding": {
            "keys": [
                {"role": "lane", "columns": ["lane"], "in_table": "mod/rna"},
                {"role": "sample", "columns": ["hto"], "in_table": "mod/prot"},
            ]
        }
    }
    with open_dataset(tmp_path / "data.h5mu") as dataset:
        shared = observe(dataset, read_card({}), None, {"sample": ("hto",)})
        names = shared.names_of([0, 1, 2])
        bound = observe(dataset, read_card({}), read(SplitManifest, manifest))
    assert shared.n_rows == 3
    assert dict(zip(names, labels(shared, "sample"), strict=True)) == {
        "r0": None,
        "r1": "H1",
        "r2": "H2",
    }
    assert bound.table == "mod/rna"
    assert labels(bound, "sample") == [None, "H1"]


def test_the_card_tells_through_its_entities(tmp_path):
    found = specimen_seen(tmp_path, "drug", DropColumn("obs", "donor_id"))
    assert set(labels(found, "donor")) == {"D1", "D2", "D3"}
    assert found.axes["donor"].source == "card"
    assert set(found.axes["agent"].levels) == {
        "dexamethasone",
        "panobinostat",
        "dexamethasone+panobinostat",
    }
    assert found.axes["dose"].unit == "umol/L"
    assert labels(found, "agent").count("dexamethasone+panobinostat") == 6
    assert int(found.is_control.sum()) == 12
    assert set(labels(found, "lane")) == {"lane_1", "lane_2"}
    assert set(filter(None, labels(found, "time"))) == {"24 h"}


def test_the_card_tells_families_of_donors(tmp_path):
    found = specimen_seen(tmp_path, "drug", SetCard("/donors/0/family_id", "F1"))
    assert labels(found, "family")[:17] == [*["F1"] * 16, None]


def test_the_card_tells_guides_and_their_targets(tmp_path):
    found = specimen_seen(
        tmp_path,
        "guides",
        DropColumn("obs", "target"),
        SetCard("/binding/keys", [{"role": "guide", "columns": ["guide_id"]}]),
        SetCard("/conditions", []),
        DropColumn("obs", "condition_id"),
    )
    assert set(found.axes["target"].levels) == {"GATA1", "HSPA5", "KLF1", "MYB", "KLF1+MYB"}
    assert int(found.is_control.sum()) == 18


def test_a_batch_that_is_no_lane_tells_no_lane(tmp_path):
    found = specimen_seen(tmp_path, "drug", SetCard("/batches/0/batch_kind", "library"))
    assert "batch" in found.axes
    assert "lane" not in found.axes


def test_renaming_rows_changes_no_axis(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one = specimen_seen(tmp_path / "one", "drug")
    other = specimen_seen(tmp_path / "other", "drug", SetColumn("obs", "note", "x"))
    assert list(one.axes) == list(other.axes)
    for axis, found in one.axes.items():
        assert found.levels == other.axes[axis].levels
        assert np.array_equal(found.codes, other.axes[axis].codes)


def test_very_many_labels_are_compared_as_they_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr("aivc.validators.split_facts.observe_identity.MOST_RESOLVED", 3)
    obs = {"drug": ["b", "a", "B", "DMSO", "nan"], "donor_id": ["D1", "d1", "D2", "D3", "unknown"]}
    found = seen(tmp_path, obs, manifest={"binding": keys(DRUG)})
    assert labels(found, "agent") == ["b", "a", "B", None, None]
    assert labels(found, "donor") == ["D1", "d1", "D2", "D3", None]
    assert found.is_control.tolist() == [False, False, False, True, False]
    assert [doubt.kind for doubt in found.axes["donor"].resolution.doubts] == ["unresolved"]
