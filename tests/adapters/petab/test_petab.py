"""PEtab problems of both versions, written here and published."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.adapters.petab.adapter import Petab
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.adapter import SourceReading
    from aivc.storage.model import Frame

V1 = {
    "problem.yaml": (
        "format_version: 1\nparameter_file: parameters.tsv\nproblems:\n- condition_files:\n"
        "  - conditions.tsv\n  measurement_files:\n  - data.tsv\n  observable_files:\n"
        "  - observables.tsv\n  sbml_files:\n  - model.xml\n"
    ),
    "conditions.tsv": (
        "conditionId\tconditionName\tEpo\tActD\nc0\tbefore\t0\t1\nc1\tEpo\t1.25E-07\t1\n"
    ),
    "observables.tsv": (
        "observableId\tobservableFormula\tnoiseFormula\tobservableTransformation\n"
        "pA\tA\tsd\tlog10\npB\tB\tsd\tlog10\n"
    ),
    "data.tsv": (
        "observableId\tpreequilibrationConditionId\tsimulationConditionId\tmeasurement\ttime\t"
        "noiseParameters\tdatasetId\n"
        "pB\tc0\tc1\t2.5\t10\tsd_B\td1\n"
        "pA\tc0\tc1\t1.5\t10\tsd_A\td1\n"
        "pA\tc0\tc1\t1.75\t10\tsd_A\td1\n"
        "pA\tc0\tc1\t0.25\t0\tsd_A\td2\n"
        "pA\tc0\tc1\t9\tinf\tsd_A\td2\n"
    ),
    "parameters.tsv": "parameterId\tnominalValue\testimate\nsd_A\t1\t1\nsd_B\t1\t1\n",
    "model.xml": "<sbml/>\n",
    "simulations.tsv": "observableId\tsimulation\n",
}
V2 = {
    "problem.yaml": (
        "format_version: 2.0.0\nparameter_file: parameters.tsv\nmodel_files:\n  m:\n"
        "    location: model.xml\n    language: sbml\ncondition_files: [conditions.tsv]\n"
        "experiment_files: [experiments.tsv]\nmeasurement_files: [data.tsv]\n"
        "observable_files: [observables.tsv]\n"
    ),
    "conditions.tsv": (
        "conditionId\ttargetId\ttargetValue\nlow\tEpo\t1\nhigh\tEpo\t5\nwash\tEpo\t0\n"
    ),
    "experiments.tsv": (
        "experimentId\ttime\tconditionId\ne1\t-inf\tlow\ne1\t0\thigh\ne2\t20\twash\ne2\t0\thigh\n"
    ),
    "observables.tsv": "observableId\tobservableFormula\tnoiseFormula\tnoiseDistribution\n"
    "pA\tA\t0.1\tlog-laplace\n",
    "data.tsv": (
        "observableId\texperimentId\tmeasurement\ttime\tnoiseParameters\n"
        "pA\te2\t3\t30\t0.5\npA\te1\t1\t5\t0.25\npA\te1\t2\t5\t0.75\npA\t\t7\t5\t0.25\n"
    ),
    "parameters.tsv": "parameterId\testimate\nk\t1\n",
    "model.xml": "<sbml/>\n",
}


def write(folder: Path, files: dict[str, str], **changed: str) -> Path:
    """Write a problem, some of its files changed; ``data`` stands for ``data.tsv``."""
    folder.mkdir(exist_ok=True)
    suffixes = {"problem": "yaml"}
    changes = {f"{name}.{suffixes.get(name, 'tsv')}": text for name, text in changed.items()}
    for name, text in {**files, **changes}.items():
        (folder / name).write_text(text)
    return folder


def read(source: Path) -> tuple[SourceReading, ConversionNotes]:
    """Read a problem."""
    notes = ConversionNotes(source)
    return Petab().read(source, ConversionMapping(), notes), notes


def labels(frame: Frame, name: str) -> list[str | None]:
    """Return the labels of a column, row by row."""
    column = frame.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes]


def values(reading: SourceReading, name: str = "X") -> NDArray[Any]:
    """Return a matrix."""
    matrix = reading.dataset.tables[0].matrix(name)
    assert matrix is not None
    return np.concatenate([block.data for block in matrix.blocks()])


def names(frame: Frame) -> list[str]:
    """Return the names of rows."""
    return [name for block in frame.index() for name in block]


class TestPetabContract(AdapterContract):
    """The contract, on both versions."""

    adapter = Petab()

    def sources(self, folder: Path) -> Sequence[Path]:
        """Write a folder of each, and a problem that is named by one of its files."""
        first, second = write(folder / "one", V1), write(folder / "two", V2)
        third = write(folder / "three", V1)
        return [first, second, third / "problem.yaml", third / "data.tsv"]


def test_measurements_stand_at_condition_and_time(tmp_path: Path) -> None:
    reading, _ = read(write(tmp_path / "p", V1))
    table = reading.dataset.tables[0]
    assert names(table.obs) == ["c0/c1/0/1", "c0/c1/10/1", "c0/c1/10/2", "c0/c1/inf/1"]
    assert names(table.var) == ["pA", "pB"]
    np.testing.assert_array_equal(
        values(reading), [[0.25, np.nan], [1.5, 2.5], [1.75, np.nan], [9, np.nan]]
    )
    np.testing.assert_array_equal(table.obs.numbers("time"), [0, 10, 10, math.inf])
    np.testing.assert_array_equal(table.obs.numbers("measurement_repeat"), [1, 1, 2, 1])


def test_conditions_join_the_observations(tmp_path: Path) -> None:
    table = read(write(tmp_path / "p", V1))[0].dataset.tables[0]
    np.testing.assert_array_equal(table.obs.numbers("Epo"), [1.25e-7] * 4)
    np.testing.assert_array_equal(table.obs.numbers("preequilibration.Epo"), [0] * 4)
    assert labels(table.obs, "conditionName") == ["Epo"] * 4
    assert labels(table.obs, "datasetId") == ["d2", "d1", "d1", "d2"]


def test_what_differs_between_measurements_is_kept_for_each(tmp_path: Path) -> None:
    reading, _ = read(write(tmp_path / "p", V1))
    frame = reading.dataset.tables[0].obsm_frames["noiseParameters"]
    assert labels(frame, "pA") == ["sd_A"] * 4
    assert labels(frame, "pB") == [None, "sd_B", None, None]
    with_numbers, _ = read(write(tmp_path / "q", V2))
    found = values(with_numbers, "layers/noiseParameters")
    np.testing.assert_array_equal(found, [[0.25], [0.25], [0.75], [0.5]])


def test_tables_that_are_not_measured_throughout_are_kept_whole(tmp_path: Path) -> None:
    reading, notes = read(write(tmp_path / "p", V1))
    kept = reading.dataset.tables[0].uns("petab")
    assert kept["parameters"]["parameterId"] == ["sd_A", "sd_B"]
    assert kept["conditions"]["Epo"] == ["0", "1.25E-07"]
    left = {step.subject for step in notes.steps if step.action == "left_alone"}
    assert left == {"model.xml", "simulations.tsv"}


def test_periods_of_an_experiment_are_columns(tmp_path: Path) -> None:
    table = read(write(tmp_path / "p", V2))[0].dataset.tables[0]
    assert names(table.obs) == ["5/1", "e1/5/1", "e1/5/2", "e2/30/1"]
    assert labels(table.obs, "conditionId@-inf") == [None, "low", "low", None]
    assert labels(table.obs, "Epo@0") == [None, "5", "5", "5"]
    assert labels(table.obs, "Epo@20") == [None, None, None, "0"]


def test_one_period_needs_no_time_in_its_columns(tmp_path: Path) -> None:
    experiments = "experimentId\ttime\tconditionId\ne1\t0\tlow\ne2\t0\thigh\n"
    table = read(write(tmp_path / "p", V2, experiments=experiments))[0].dataset.tables[0]
    np.testing.assert_array_equal(table.obs.numbers("Epo"), [np.nan, 1, 1, 5])


def test_noise_is_what_the_observables_say(tmp_path: Path) -> None:
    first, _ = read(write(tmp_path / "p", V1))
    second, _ = read(write(tmp_path / "q", V2))
    families = [
        reading.hints.card["/operators/*/noise_model"].value["noise_family"]
        for reading in (first, second)
    ]
    assert families == ["log_normal", "log_laplace"]
    mixed = V1["observables.tsv"].replace("pB\tB\tsd\tlog10", "pB\tB\tsd\tlin")
    assert list(read(write(tmp_path / "r", V1, observables=mixed))[0].hints.card) == [
        "/tables/*/value_type"
    ]


BLOTS = (
    "observableId\tobservableName\tobservableFormula\tnoiseFormula\n"
    "pA\tpA by Western blot\tA\tsd\npB\tpB {second}\tB\tsd\n"
)


@pytest.mark.parametrize(
    ("second", "platform"),
    [("(WB)", "immunoblot"), ("by ELISA", None), ("", None), ("in the growth chamber", None)],
)
def test_how_proteins_were_read_is_what_all_observables_say(
    tmp_path: Path, second: str, platform: str | None
) -> None:
    observables = BLOTS.format(second=second)
    hints = read(write(tmp_path / "p", V1, observables=observables))[0].hints
    kinds = {path: said.value for path, said in hints.operators.items()}
    assert kinds == ({} if platform is None else {"X": "BulkProteomics"})
    said = hints.card.get("/operators/*/protein_platform")
    assert (said and said.value) == platform


def test_replicates_that_are_named_tell_observations_apart(tmp_path: Path) -> None:
    data = "observableId\tsimulationConditionId\tmeasurement\ttime\treplicateId\n"
    data += "pA\tc1\t1\t5\tr2\npB\tc1\t2\t5\tr1\npA\tc1\t3\t5\tr1\n"
    reading, _ = read(write(tmp_path / "p", V1, data=data))
    assert names(reading.dataset.tables[0].obs) == ["c1/5/r2/1", "c1/5/r1/1"]
    np.testing.assert_array_equal(values(reading), [[1, np.nan], [3, 2]])
    assert reading.hints.roles["replicate"].value == ("replicateId",)


def test_units_of_time_are_the_models_and_so_not_known(tmp_path: Path) -> None:
    hints = read(write(tmp_path / "p", V1))[0].hints
    assert hints.time_unit is None
    assert hints.roles["condition"].value == ("simulationConditionId",)
    assert hints.roles["time"].value == ("time",)


@pytest.mark.parametrize(
    ("files", "changed", "said"),
    [
        (V1, {"data": V1["data.tsv"].replace("1.75", "1,75")}, r"line 4: measurement is '1,75'"),
        (V1, {"data": V1["data.tsv"].replace("pB", "pC")}, r"line 2: the observable 'pC'"),
        (V1, {"data": V1["data.tsv"].replace("\tc1\t2.5", "\tc9\t2.5")}, r"line 2: .*'c9'"),
        (V1, {"data": V1["data.tsv"].replace("\t0\tsd", "\t\tsd")}, r"line 5: the time is empty"),
        (V1, {"data": "observableId\ttime\npA\t1\n"}, r"no column 'measurement'"),
        (V1, {"data": V1["data.tsv"].split("\n")[0] + "\n"}, r"no measurement"),
        (V1, {"conditions": V1["conditions.tsv"] + "c1\tagain\t1\t1\n"}, r"line 4: .*second time"),
        (V2, {"conditions": V2["conditions.tsv"] + "low\tEpo\t9\n"}, r"line 5: .*second time"),
        (V2, {"experiments": V2["experiments.tsv"].replace("wash", "dry")}, r"line 4: .*'dry'"),
        (V1, {"problem": V1["problem.yaml"].replace("data.tsv", "../data.tsv")}, "outside"),
        (V1, {"problem": V1["problem.yaml"].replace("data.tsv", "/etc/passwd")}, "outside"),
        (V1, {"problem": V1["problem.yaml"].replace("data.tsv", "C:\\data.tsv")}, "outside"),
        (V1, {"problem": V1["problem.yaml"].replace("data.tsv", "https://a/data.tsv")}, "the web"),
        (V1, {"problem": V1["problem.yaml"].replace("data.tsv", "dots.tsv")}, "no such file"),
        (V1, {"problem": V1["problem.yaml"].replace("version: 1", "version: 3")}, "version 3"),
        (V1, {"problem": V1["problem.yaml"] + "- condition_files: []\n"}, "2 problems"),
        (V1, {"problem": V1["problem.yaml"] + "  bad: [\n"}, "no YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, files: dict[str, str], changed: dict[str, str], said: str
) -> None:
    with pytest.raises(UnreadableInputError, match=said):
        read(write(tmp_path / "p", files, **changed) / "problem.yaml")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.tsv").write_text(V1["data.tsv"])
    folder = write(tmp_path / "p", V1)
    (folder / "data.tsv").unlink()
    (folder / "data.tsv").symlink_to(tmp_path / "secret.tsv")
    with pytest.raises(UnreadableInputError, match="outside"):
        read(folder)


def test_several_problems_of_a_folder_are_not_guessed_at(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", V1)
    (folder / "other.yaml").write_text(V1["problem.yaml"])
    found = Petab().detect(folder)
    assert found is not None
    assert found.confidence is Confidence.POSSIBLE
    with pytest.raises(UnreadableInputError, match=r"other\.yaml, problem\.yaml"):
        read(folder)


MEASUREMENT = st.tuples(
    st.sampled_from(["pA", "pB"]),
    st.sampled_from(["c0", "c1"]),
    st.sampled_from([0.0, 0.5, 10.0]),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
)


@given(measured=st.lists(MEASUREMENT, min_size=1, max_size=20))
def test_every_measurement_stands_once(
    tmp_path_factory: pytest.TempPathFactory, measured: list[tuple[str, str, float, float]]
) -> None:
    lines = [f"{name}\t{place}\t{value!r}\t{time}" for name, place, time, value in measured]
    header = "observableId\tsimulationConditionId\tmeasurement\ttime"
    folder = write(tmp_path_factory.mktemp("petab") / "p", V1, data="\n".join([header, *lines]))
    reading, _ = read(folder)
    table = reading.dataset.tables[0]
    found = values(reading)
    places = list(
        zip(labels(table.obs, "simulationConditionId"), table.obs.numbers("time").tolist(),
            strict=True)
    )  # fmt: skip
    back = [
        (names(table.var)[column], *places[row], float(found[row, column]))
        for row, column in zip(*np.nonzero(~np.isnan(found)), strict=True)
    ]
    assert sorted(map(repr, back)) == sorted(map(repr, measured))


@pytest.mark.realdata
def test_bachmann(real_data: Path) -> None:
    source = real_data / "petab_bachmann_dose_time"
    found = Petab().detect(source)
    assert found is not None
    assert found.confidence is Confidence.CERTAIN
    reading, notes = read(source)
    table = reading.dataset.tables[0]
    assert (table.n_obs, table.n_var) == (181, 20)
    matrix = values(reading)
    path = source / "Bachmann_MSB2011" / "measurementData_Bachmann_MSB2011.tsv"
    written = [float(line.split("\t")[3]) for line in path.read_text().splitlines()[1:]]
    assert np.isfinite(matrix).sum() == len(written) == 541
    assert math.isclose(np.nansum(matrix), math.fsum(written), rel_tol=1e-12)
    doses = labels(table.obs, "Epo")
    assert len(set(doses)) == 8
    left = {step.subject for step in notes.steps if step.action == "left_alone"}
    assert left == {"model_Bachmann_MSB2011.xml", "simulatedData_Bachmann_MSB2011.tsv"}
