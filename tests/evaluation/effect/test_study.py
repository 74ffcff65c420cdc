"""Effects of a dataset: its units, blocks and controls, and what is refused."""

from __future__ import annotations

import json

import anndata as ad
import numpy as np
import pandas as pd
import pytest

import aivc
from aivc.cli import run
from aivc.evaluation.errors import TaskError, UnidentifiableError

FEATURES = ["area", "texture", "idle"]


def plates(tmp_path, *, cells=3, change=None):
    """Four plates of six wells of a few cells; plates with more treated wells stain brighter."""
    rng = np.random.default_rng(0)
    rows, values = [], []
    for plate, n_treated in enumerate([1, 2, 4, 5]):
        order = rng.permutation(6)
        for well in range(6):
            treated = order[well] < n_treated
            moved = np.array([plate * 2.0 + treated, plate * 2.0, 0])
            well_state = moved + rng.normal(0, 0.3, 3)
            for _ in range(cells):
                rows.append((f"P{plate}", f"A{well + 1:02}", "drug" if treated else "DMSO"))
                values.append(well_state + rng.normal(0, 0.5, 3))
    obs = pd.DataFrame(rows, columns=["plate_id", "well_position", "compound"])
    obs.index = [f"cell {row}" for row in range(len(obs))]
    obs["dose"] = np.where(obs["compound"] == "drug", 2.0, 0.0)
    if change is not None:
        change(obs)
    data = ad.AnnData(np.asarray(values), obs, pd.DataFrame(index=FEATURES))
    path = tmp_path / "plates.h5ad"
    data.write_h5ad(path)
    return path


def effect(path, treatment="compound", **said):
    return aivc.effect(path, treatment, **{"control": ["DMSO"], "draws": 499, **said})


def only(summary):
    (found,) = summary.study.contrasts
    return found


def test_wells_are_units_and_plates_are_blocks(tmp_path):
    found = effect(plates(tmp_path))
    assert found.study.unit == "well"
    assert found.study.blocks == ("plate",)
    assert (found.study.n_units, found.study.n_rows) == (24, 72)
    area = only(found).effects.of("area")
    assert area.within.low < 1 < area.within.high
    assert area.across.value > 2.5
    assert area.is_confounded
    texture = only(found).effects.of("texture")
    assert texture.within.low < 0 < texture.within.high
    # What plates do alone looks like an effect to who ignores them.
    assert texture.across.p < 0.02
    assert texture.within.p > 0.02


def test_cells_as_units_are_called_out(tmp_path):
    path = plates(tmp_path)
    found = effect(path, unit=["row"])
    assert found.study.n_units == 72
    assert "well" in found.study.treated_whole
    assert "Caution" in str(found)
    wells = only(effect(path)).effects.of("area").within
    cells = only(found).effects.of("area").within
    assert cells.value == pytest.approx(wells.value)
    assert effect(path).study.treated_whole == ()


def test_outcome_of_a_well_is_the_mean_of_its_cells(tmp_path):
    path = plates(tmp_path)
    data = ad.read_h5ad(path)
    wells = (
        data.to_df()
        .groupby([data.obs["plate_id"], data.obs["well_position"]], observed=True)
        .mean()
    )
    treated = (
        data.obs.groupby(["plate_id", "well_position"], observed=True)["dose"].first().to_numpy()
        > 0
    )
    plate = wells.index.get_level_values(0)
    design = np.column_stack([treated, *(plate == one for one in plate.unique())]).astype(float)
    slope = np.linalg.lstsq(design, wells["area"].to_numpy(), rcond=None)[0][0]
    assert only(effect(path)).effects.of("area").within.value == pytest.approx(slope)


def test_numbers_are_a_dose(tmp_path):
    path = plates(tmp_path)
    slope = only(effect(path, "dose", control=()))
    assert slope.control == ""
    labelled = only(effect(path)).effects.of("area").within
    assert slope.effects.of("area").within.value == pytest.approx(labelled.value / 2)


def test_order_of_rows_means_nothing(tmp_path):
    path = plates(tmp_path)
    data = ad.read_h5ad(path)
    moved = tmp_path / "moved.h5ad"
    data[np.random.default_rng(1).permutation(data.n_obs)].copy().write_h5ad(moved)
    first, second = (only(effect(one)).effects for one in (path, moved))
    assert first.of("area").within.p == second.of("area").within.p
    assert first.of("area").within.low == pytest.approx(second.of("area").within.low)


def test_rows_of_one_value_only(tmp_path):
    found = effect(plates(tmp_path), where={"plate_id": "P1"})
    assert found.study.n_units == 6
    assert only(found).effects.n_blocks == 1


def separate(obs):
    obs["plate_id"] = np.where(obs["compound"] == "drug", "P1", "P2")


def test_a_plate_that_holds_one_treatment_is_refused_named_as_block_or_not(tmp_path):
    path = plates(tmp_path, change=separate)
    with pytest.raises(UnidentifiableError, match="plate"):
        effect(path, unit=["row"])
    with pytest.raises(UnidentifiableError, match="ignoring"):
        effect(path, unit=["row"], block=["well_position"])
    found = effect(path, unit=["row"], block=["well_position"], ignore=["plate"])
    assert found.study.ignored == ("plate",)
    assert "plate" in str(found)


def test_uneven_design_that_is_not_blocked_is_called_out(tmp_path):
    path = plates(tmp_path)
    found = effect(path, block=["well_position"])
    assert only(found).uneven == ("plate",)
    assert "unevenly" in str(found)


def test_several_treatments_each_against_control(tmp_path):
    def two(obs):
        second = (obs["compound"] == "drug") & obs["plate_id"].isin(["P2", "P3"])
        obs.loc[second, "compound"] = "other"

    found = effect(plates(tmp_path, change=two))
    assert [each.treated for each in found.study.contrasts] == ["drug", "other"]
    ps = [each.effects.p_any for each in found.study.contrasts]
    adjusted = [each.adjusted_p_any for each in found.study.contrasts]
    assert min(adjusted) == pytest.approx(2 * min(ps))
    assert max(adjusted) == pytest.approx(max(2 * min(ps), *ps))
    assert all(each.effects.n_blocks_alike == 2 for each in found.study.contrasts)
    assert "2 treatments" in str(found)


def test_one_of_several_treatments_cannot_be_told(tmp_path):
    def alone(obs):
        obs.loc[obs["plate_id"] == "P3", "compound"] = "lonely"

    found = effect(plates(tmp_path, change=alone))
    lonely = next(each for each in found.study.contrasts if each.treated == "lonely")
    assert lonely.effects is None
    assert "plate" in lonely.because
    assert "lonely" in str(found)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"treatment": "no_such"}, "no_such"),
        ({"control": ["nothing"]}, "nothing"),
        ({"treated": ["nothing"]}, "nothing"),
        ({"treated": ["DMSO"]}, "nothing is left"),
        ({"unit": ["plate_id"]}, "changes within single units"),
        ({"where": {"plate_id": "P9"}}, "P9"),
        ({"features": ["no_such"]}, "no_such"),
        ({"layer": "layers/no_such"}, "no_such"),
        ({"space": "share"}, "share"),
        ({"space": "mean_of_log"}, "negative"),
        ({"draws": 0}, "draws"),
    ],
)
def test_refused(tmp_path, said, words):
    with pytest.raises(TaskError, match=words):
        effect(plates(tmp_path), **said)


def test_units_are_not_guessed(tmp_path):
    path = plates(tmp_path, change=lambda obs: obs.drop(columns="well_position", inplace=True))
    with pytest.raises(TaskError, match="name the unit"):
        effect(path)


def test_counts_become_logarithms_of_sums(tmp_path):
    path = plates(tmp_path)
    data = ad.read_h5ad(path)
    data.X = np.random.default_rng(0).poisson(5, data.shape).astype(float)
    data.write_h5ad(path)
    found = effect(path)
    assert found.study.space == "log_of_sum"
    assert effect(path, space="mean").study.space == "mean"


def test_command_prints_text_and_strict_json(tmp_path, capsys):
    path = plates(tmp_path)
    said = ["effect", str(path), "--treatment", "compound", "--control", "DMSO", "--draws", "99"]
    assert run(said) == 0
    text = capsys.readouterr().out
    assert "smallest p" in text
    assert "ignoring blocks" in text
    assert run([*said, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    (contrast,) = document["contrasts"]
    assert contrast["effects"]["smallest_p"] == pytest.approx(0.01)
    assert [one["feature"] for one in contrast["effects"]["features"]] == FEATURES
    assert contrast["effects"]["log10_arrangements"] == pytest.approx(np.log10(6.0 * 15 * 15 * 6))


def test_infinite_bounds_are_null_in_json(tmp_path, capsys):
    path = plates(tmp_path)
    said = ["effect", str(path), "--treatment", "compound", "--control", "DMSO"]
    assert run([*said, "--where", "plate_id=P0", "--json"]) == 0
    (contrast,) = json.loads(capsys.readouterr().out)["contrasts"]
    assert contrast["effects"]["features"][0]["within"]["low"] is None


def test_command_refuses_with_a_sentence(tmp_path, capsys):
    path = plates(tmp_path)
    said = ["effect", str(path), "--treatment", "compound", "--control", "DMSO"]
    assert run([*said, "--where", "plate_id"]) == 2
    assert "NAME=VALUE" in capsys.readouterr().err
    assert run([*said, "--block", "compound"]) == 2
    assert "cannot be told" in capsys.readouterr().err
    assert run(["effect", str(tmp_path / "absent.h5ad"), "--treatment", "compound"]) == 3


@pytest.mark.realdata
def test_donors_of_glioblastoma_are_too_few_pairs_for_an_interval(real_data):
    path = real_data / "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad"
    found = aivc.effect(path, "treatment")
    effects = only(found).effects
    assert (found.study.unit, found.study.blocks) == ("sample", ("donor",))
    assert only(found).control == "vehicle (DMSO)"
    assert effects.is_exact
    assert effects.smallest_p == pytest.approx(2 / 32)
    assert all(each.within.low == -np.inf for each in effects.features)


@pytest.mark.slow
@pytest.mark.realdata
def test_one_plate_of_cell_painting(real_data, tmp_path):
    path = tmp_path / "plate.h5ad"
    aivc.convert(real_data / "cellpainting_lincs_SQ00015054", output=path)
    found = effect(path, "agent", control=(), treated=["BRD-K60230970-001-10-0"])
    assert found.study.unit == "well"
    # One plate is one block, which the report says; nothing is left to be confounded with it.
    assert found.study.blocks == ()
    assert only(found).effects.n_blocks == 1
    assert (only(found).n_treated, only(found).n_control) == (12, 24)
    assert only(found).effects.p_any == pytest.approx(1 / 500)
    strong = [each for each in only(found).effects.features if each.adjusted_p < 0.01]
    assert len(strong) > 50
    assert all(each.within == each.across for each in strong)
