"""Real data: numbers that were computed elsewhere, and regimes that labels tell."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.tasks.prepare import prepare
from aivc.evaluation.tasks.resolve import resolve_task
from aivc.schema.reading import read_card
from aivc.splits.manifest.document import read_manifest
from aivc.storage import find_card, open_observations
from aivc.storage.card_tables.reading import read_whole_card

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.tasks.prepare import Prepared

pytestmark = pytest.mark.realdata

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"

GBM = {
    "PW030": (0.579, 0.757),
    "PW032": (0.467, 0.475),
    "PW034": (0.619, 0.657),
    "PW036": (0.389, 0.376),
    "PW040": (0.755, 0.680),
}
"""RMSE of the mean response of the other donors, and of no change, by donor."""

N_FOLDS = 5


def _prepared(
    folder: Path,
    data: Path,
    example: str,
    key: str,
    parts: Mapping[str, str],
    task: dict[str, Any],
    **header: Any,
) -> Prepared:
    for file in (EXAMPLES / example).iterdir():
        if file.is_file():
            shutil.copy(file, folder / file.name)
    lines = [f"{key}\tpartition", *(f"{value}\t{part}" for value, part in parts.items())]
    (folder / "split.tsv").write_text("\n".join(lines) + "\n")
    written = {
        "aivc_schema_version": "0.1.0",
        "manifest_id": "aivc:splits/tried",
        "purpose": "benchmark",
        "partitions": [
            {"partition_name": "train", "partition_role": "training"},
            {"partition_name": "test", "partition_role": "test"},
        ],
        "assignments": {"path": "split.tsv"},
        "tasks": [{"task_id": "tried", "task_kind": "response", **task}],
        **header,
    }
    (folder / "split.yaml").write_text(yaml.safe_dump(written))
    (card_path,) = folder.glob("*.aivc.yaml")
    document = read_manifest(folder / "split.yaml")
    with open_observations(data) as dataset:
        card = read_card(read_whole_card(find_card(data, card_path)[0]).whole)
        return prepare(dataset, card, document, resolve_task(dataset, card, document))


def _rmse(difference: Any) -> float:
    return float(np.sqrt(np.mean(difference**2)))


@pytest.mark.parametrize("donor", GBM)
def test_leaving_a_donor_out_gives_the_known_errors(
    tmp_path: Path, real_data: Path, donor: str
) -> None:
    prepared = _prepared(
        tmp_path,
        real_data / "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad",
        "drug_gbm_panobinostat",
        "patient_id",
        {each: "test" if each == donor else "train" for each in GBM},
        {"aggregation": "mean_of_log", "context_axes": ["donor"], "cluster_axes": ["donor"]},
    )
    response = prepared.truth.states - prepared.truth.controls
    found = _rmse(response - prepared.truth.training_mean), _rmse(response)
    assert tuple(round(value, 3) for value in found) == GBM[donor]
    assert [stratum.name for stratum in prepared.truth.strata] == ["seen, new donor"]


@pytest.mark.slow
def test_leaving_compounds_out_gives_the_known_errors(tmp_path: Path, real_data: Path) -> None:
    data = real_data / "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad"
    with open_observations(data) as dataset:
        compounds = sorted(dataset.tables[0].obs.column("treatmentid").categories)
    found = []
    for fold in range(N_FOLDS):
        folder = tmp_path / str(fold)
        folder.mkdir()
        prepared = _prepared(
            folder,
            data,
            "dose_time_tggates_hepatocyte",
            "treatmentid",
            {c: "test" if k % N_FOLDS == fold else "train" for k, c in enumerate(compounds)},
            {"aggregation": "mean", "context_axes": ["replicate"], "cluster_axes": ["agent"]},
        )
        assert {stratum.regime for stratum in prepared.truth.strata} == {Regime.UNSEEN_AGENT}
        found.append(_by_level_and_time(prepared))
    response, predicted = (np.vstack(each) for each in zip(*found, strict=True))
    assert response.shape == (1712, 196)
    assert round(_rmse(response), 4) == 0.2575
    # The mean of a level and time depends a little on which compounds share a fold.
    assert abs(_rmse(response - predicted) - 0.2441) < 0.0005


def _by_level_and_time(prepared: Prepared) -> tuple[Any, Any]:
    """Return responses, and the mean of training at the same level and time."""
    view, truth = prepared.view, prepared.truth
    doses: dict[str, set[float]] = {}
    for unit in (*view.units, *truth.units):
        for step in unit.intervention.acting:
            doses.setdefault(step.agent, set()).add(step.dose)

    def level(unit: Any) -> tuple[int, float]:
        (step,) = unit.intervention.acting
        return sorted(doses[step.agent], reverse=True).index(step.dose), unit.harvest_hours

    place = {unit.unit_id: row for row, unit in enumerate(view.units)}
    seen: dict[tuple[int, float], list[Any]] = {}
    for row, unit in enumerate(view.units):
        if not unit.is_control and unit.control:
            seen.setdefault(level(unit), []).append(
                view.states[row] - view.states[place[unit.control]]
            )
    predicted = np.array([np.mean(seen[level(unit)], axis=0) for unit in truth.units])
    return truth.states - truth.controls, predicted


def test_combinations_are_told_by_the_members_that_training_has_alone(
    tmp_path: Path, real_data: Path
) -> None:
    data = real_data / "crispr_norman19_mcfaline23_perturbench/devel.h5ad"
    with open_observations(data) as dataset:
        labels = sorted({*dataset.tables[0].obs.column("condition").categories})
    tested = {label for label in labels if "+" in label} | {"KLF1", "MAPK1"}
    prepared = _prepared(
        tmp_path,
        data,
        "crispr_norman19_mcfaline23_perturbench",
        "condition",
        {label: "test" if label in tested else "train" for label in labels},
        {"context_axes": ["cell_line"], "cluster_axes": ["combination"]},
    )
    alone = {
        u.intervention.agents[0] for u in prepared.view.units if len(u.intervention.agents) == 1
    }
    expected = (
        Regime.COMBINATION_NONE_SEEN,
        Regime.COMBINATION_SOME_SEEN,
        Regime.COMBINATION_ALL_SEEN,
    )
    found = set()
    for unit, stratum in zip(prepared.truth.units, prepared.truth.strata, strict=True):
        agents = unit.intervention.agents
        if len(agents) == 2:
            assert stratum.regime is expected[len(alone.intersection(agents))]
            found.add(stratum.regime)
    assert found == {*expected}


@pytest.mark.parametrize(
    ("tested", "regime"),
    [
        ("1", Regime.DOSE_INTERPOLATION),
        ("100", Regime.DOSE_EXTRAPOLATION),
        ("0.1", Regime.DOSE_EXTRAPOLATION),
    ],
)
def test_doses_lie_between_or_beyond(
    tmp_path: Path, real_data: Path, tested: str, regime: Regime
) -> None:
    doses = ("0", "0.1", "0.5", "1", "5", "10", "50", "100")
    prepared = _prepared(
        tmp_path,
        real_data / "drug_a549_dex_sciplex2/derived/a549_dex.h5ad",
        "drug_a549_dex_sciplex2",
        "dose",
        {dose: "test" if dose == tested else "train" for dose in doses},
        {"context_axes": ["plate"]},
    )
    assert {stratum.regime for stratum in prepared.truth.strata} == {regime}
    # Controls of the same plate are in training, so that no grant is needed.
    assert [unit.control for unit in prepared.queries.units] == ["A|control|24 h", "B|control|24 h"]
    assert not np.isnan(prepared.truth.controls).any()
