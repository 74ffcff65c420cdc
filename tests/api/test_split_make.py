"""``aivc split make`` and its verb, on specimens that are written for the test."""

import json

import h5py
import numpy as np
import pytest
import yaml

from aivc.cli import run
from aivc.splits.making.request import PartRequest, SplitRequest
from aivc.validators.examples.specimens import drug, guides
from aivc.validators.examples.write import write_specimen
from aivc.verbs.made_audit import LeakingSplitError
from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_make import split_make


@pytest.fixture
def screen(tmp_path):
    return write_specimen(drug.specimen(), tmp_path)


def header_of(path):
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_manifest_lies_beside_the_data_and_passes_its_audit(screen, capsys):
    assert run(["split", "make", str(screen), "--hold-out", "donor", "--tolerance", "0.2"]) == 0
    written = screen.with_name("drug.split.yaml")
    header = header_of(written)
    assert header["split_of"]["observations_digest"].startswith("ids1:")
    assert header["claims"] == [{"claim_axis": "donor", "novelty": "unseen", "partition": "test"}]
    assert header["assignments"]["path"] == "drug.split.parquet"
    assert header["assignments"]["n_rows"] == 3
    assert "test holds donors that train does not" in capsys.readouterr().out
    assert run(["split", "audit", str(screen)]) == 0


@pytest.mark.parametrize("name", ["drug.h5ad", "drug.aivc.yaml", "none/a.yaml", "a.parquet"])
def test_nothing_is_written_over_data_or_where_no_folder_is(screen, name, capsys):
    before = {path: path.read_bytes() for path in screen.parent.iterdir()}
    target = str(screen.parent / name)
    card = str(screen.with_name("drug.aivc.yaml"))
    asked = ["--hold-out", "donor", "--tolerance", "0.2", "--card", card, "-o", target]
    assert run(["split", "make", str(screen), *asked]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert {path: path.read_bytes() for path in screen.parent.iterdir()} == before


@pytest.mark.parametrize("turns", [["--folds", "3"], ["--leave-one-out"]])
def test_a_size_that_folds_would_ignore_is_refused(screen, turns, capsys):
    assert run(["split", "make", str(screen), "--hold-out", "donor", "--test", "0.3", *turns]) == 2
    assert "leave --test out" in capsys.readouterr().err


def test_folds_have_a_file_each(screen, tmp_path, capsys):
    made = tmp_path / "loo.split.yaml"
    arguments = ["--hold-out", "Donor", "--leave-one-out", "-o", str(made), "--json"]
    assert run(["split", "make", str(screen), *arguments]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["held_out"]["donor"] for each in told] == [["D1"], ["D2"], ["D3"]]
    for k, each in enumerate(told, 1):
        path = tmp_path / f"loo.fold-{k}.split.yaml"
        assert each["manifest"] == str(path)
        assert header_of(path)["fold"] == {"fold_index": k, "n_folds": 3}
        assert header_of(path)["manifest_id"] == f"aivc:splits/drug-by-donor.fold-{k}"


def test_a_manifest_that_is_there_is_replaced_only_with_force(screen, capsys):
    asked = ["split", "make", str(screen), "--hold-out", "donor", "--tolerance", "0.2"]
    assert run(asked) == 0
    written = [screen.with_name(f"drug.split.{suffix}") for suffix in ("yaml", "parquet")]
    before = [path.read_bytes() for path in written]
    capsys.readouterr()
    other = [*asked, "--seed", "1", "--exclude", "donor=D3", "--test", "0.5"]
    assert run(other) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert [path.read_bytes() for path in written] == before
    assert run([*other, "--force"]) == 0
    assert [path.read_bytes() for path in written] != before


def test_one_fold_that_is_there_keeps_all_from_being_written(screen, tmp_path, capsys):
    (tmp_path / "loo.fold-3.split.yaml").write_text("kept")
    made = tmp_path / "loo.split.yaml"
    asked = ["split", "make", str(screen), "--hold-out", "donor", "--leave-one-out", "-o"]
    assert run([*asked, str(made)]) == 2
    assert "fold-3" in capsys.readouterr().err
    assert [path.name for path in tmp_path.glob("loo.*")] == ["loo.fold-3.split.yaml"]
    assert run([*asked, str(made), "--force"]) == 0
    assert len(list(tmp_path.glob("loo.*"))) == 6


def test_the_same_command_writes_the_same_bytes(screen, tmp_path):
    for name in ("one", "two"):
        target = tmp_path / name / "made.split.yaml"
        target.parent.mkdir()
        arguments = ["--hold-out", "agent", "--tolerance", "0.5", "-o", str(target)]
        assert run(["split", "make", str(screen), *arguments]) == 0
    for suffix in ("yaml", "parquet"):
        one, two = (tmp_path / name / f"made.split.{suffix}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_given_values_and_what_is_left_out(screen, tmp_path):
    made = tmp_path / "given.split.yaml"
    arguments = ["--hold-out", "donor", "--test", "donor=D2", "--exclude", "donor=D3"]
    assert run(["split", "make", str(screen), *arguments, "-o", str(made)]) == 0
    header = header_of(made)
    assert header["exclusions"] == [
        {"exclusion_reason": "donor D3 left out on request", "n_observations": 16}
    ]
    assert [part["partition_name"] for part in header["partitions"]] == [
        "train",
        "test",
        "excluded",
    ]


def test_what_was_said_of_columns_is_in_the_manifest(tmp_path):
    specimen = drug.specimen()
    data = write_specimen(specimen, tmp_path)
    with h5py.File(data, "r+") as file:
        file.move("obs/donor_id", "obs/who")
        order = [n if n != "donor_id" else "who" for n in file["obs"].attrs["column-order"]]
        file["obs"].attrs["column-order"] = order
    data.with_name("drug.aivc.yaml").unlink()
    arguments = ["--hold-out", "donor", "--bind", "donor=who", "--tolerance", "0.2"]
    assert run(["split", "make", str(data), *arguments]) == 0
    header = header_of(tmp_path / "drug.split.yaml")
    roles = {key["role"]: key["columns"] for key in header["binding"]["keys"]}
    assert roles["donor"] == ["who"]
    assert header["grouping_keys"] == ["who"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--hold-out", "nothing"], "no axis 'nothing'"),
        (["--hold-out", "section"], "--bind section=COLUMN"),
        (["--hold-out", "donor", "--test", "much"], "size such as 0.2"),
        (["--hold-out", "donor", "--test", "donor=D9"], "No observation has the donor 'D9'"),
        (["--hold-out", "donor", "--bind", "donor"], "AXIS=VALUE"),
        (["--hold-out", "donor", "--folds", "9"], "ask for 3 folds"),
        (["--hold-out", "donor", "--strata", "mood"], "'mood'"),
        (["--block", "100"], "coordinates"),
        (["--hold-out", "donor", "--control-label", "nosuch"], "'nosuch'"),
        (["--hold-out", "donor", "--control-label", "DMSO", "--control-label", "no"], "'no'"),
        (["--hold-out", "donor", "--coordinate-unit", "um"], "--coordinate-unit"),
        (["--hold-out", "donor", "--coordinates", "places"], "--coordinates: there is no obsm"),
        (["--hold-out", "donor", "--tile", "5", "5"], "--tile"),
        (["--hold-out", "donor", "--tile", "0", "5"], "--tile"),
        (["--hold-out", "donor", "--similarity", "0.5"], "--similarity"),
        (["--hold-out", "donor", "--similarity", "0"], "--similarity"),
        (["--hold-out", "agent", "--share", "donor"], "--share donor"),
        (["--hold-out", "donor", "--share", "cell"], "--share cell"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(screen, arguments, told, capsys):
    before = sorted(path.name for path in screen.parent.iterdir())
    assert run(["split", "make", str(screen), *arguments]) == 2
    assert told in capsys.readouterr().err
    assert sorted(path.name for path in screen.parent.iterdir()) == before


def test_a_control_label_of_the_data_is_taken(screen):
    asked = ["--hold-out", "donor", "--tolerance", "0.2", "--control-label", "dmso"]
    assert run(["split", "make", str(screen), *asked]) == 0
    assert header_of(screen.with_name("drug.split.yaml"))["control_labels"] == ["dmso"]


def test_a_member_of_combinations_can_be_a_control_label(tmp_path):
    data = tmp_path / "pairs.csv"
    pairs = [f"{gene}+blank" for gene in ("A", "B", "C", "D", "E")]
    rows = [f"c{k},{pair}\n" for k, pair in enumerate([*pairs, *pairs])]
    data.write_text("cell,agent\n" + "".join(rows))
    asked = ["--hold-out", "agent", "--separator", "+", "--tolerance", "0.6"]
    asked += ["--bind", "agent=agent", "--control-label"]
    assert run(["split", "make", str(data), *asked, "nosuch"]) == 2
    assert run(["split", "make", str(data), *asked, "blank"]) == 0


def test_wells_that_nobody_told_cannot_be_shared(tmp_path, capsys):
    cells = tmp_path / "cells.csv"
    cells.write_text("cell,donor_id\n" + "".join(f"c{k},D{k // 4}\n" for k in range(12)))
    asked = ["--hold-out", "donor", "--bind", "donor=donor_id", "--tolerance", "0.2"]
    assert run(["split", "make", str(cells), *asked, "--share", "well"]) == 2
    assert "--share well" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["cells.csv"]
    assert run(["split", "make", str(cells), *asked]) == 0


def test_unreadable_data_have_their_own_code(tmp_path):
    assert run(["split", "make", str(tmp_path / "absent.h5ad"), "--hold-out", "donor"]) == 3


def test_a_split_with_an_error_is_not_written(tmp_path, monkeypatch):
    from aivc.splits.making import make as making

    data = write_specimen(drug.specimen(), tmp_path)
    honest = making.make_split

    def leaking(*arguments, **more):
        splits = honest(*arguments, **more)
        splits[0].partitioning.codes[0] = 1 - splits[0].partitioning.codes[0]
        return splits

    monkeypatch.setattr(making, "make_split", leaking)
    with pytest.raises(LeakingSplitError, match="LEK"):
        split_make(data, SplitRequest(("donor",), tolerance=0.2))
    assert not data.with_name("drug.split.yaml").exists()


def test_copies_of_a_row_stay_together_at_level_full(tmp_path):
    data = write_specimen(guides.specimen(), tmp_path)
    with h5py.File(data, "r+") as file:
        counts = file["layers/counts"]
        start = counts["indptr"][:]
        lengths = np.diff(start)
        copied = int(np.flatnonzero(lengths == lengths[0])[-1])
        for name in ("indices", "data"):
            stored = counts[name][:]
            stored[start[copied] : start[copied + 1]] = stored[start[0] : start[1]]
            counts[name][:] = stored
    assert copied
    parts = (PartRequest("train", "training"), PartRequest("test", "test", 0.5))
    codes = [
        split_make(data, SplitRequest((), parts, seed=seed), level="full", force=True)[0]
        for seed in range(6)
    ]
    divided = [made.made.partitioning.codes for made in codes]
    assert all(each[0] == each[copied] for each in divided)
    assert len({int(each[0]) for each in divided}) > 1 or np.ptp(divided) == 1


def test_every_control_policy_passes_its_audit(screen, tmp_path):
    for policy in ("split_with_group", "split_random", "train_only", "shared_all"):
        held = "donor" if policy == "split_with_group" else "agent"
        request = SplitRequest((held,), controls=policy, tolerance=0.5)
        written = split_make(screen, request, tmp_path / f"{policy}.split.yaml")
        report = split_audit(screen, written[0].path, level="obs")
        assert [f.code for f in report.findings if f.severity == "error"] == []
        assert header_of(written[0].path)["control_policy"] == policy


TASKS = """tasks:
  - task_id: response
    task_kind: response
    context_axes: [donor]
    grid_rows:
      - {grid_row_id: new_donor, regime: seen, shifted_axes: [donor], decision: none}
grants:
  - {granted: controls, grant_reason: the baseline of a donor is known}
"""


def test_tasks_and_grants_are_declared_in_every_manifest(screen, tmp_path):
    tasks, made = tmp_path / "tasks.yaml", tmp_path / "made.split.yaml"
    tasks.write_text(TASKS, "utf-8")
    asked = ["--hold-out", "donor", "--tolerance", "0.2", "--tasks", str(tasks), "-o", str(made)]
    assert run(["split", "make", str(screen), *asked]) == 0
    header = header_of(made)
    assert header["tasks"] == yaml.safe_load(TASKS)["tasks"]
    assert header["grants"][0]["granted"] == "controls"
    assert run(["split", "audit", str(screen), str(made)]) == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tasks: [{task_id: a, task_kind: guess}]\n", "/tasks/0/task_kind"),
        ("tasks: [{task_id: a, task_kind: composition}]\n", "/tasks/0"),
        ("grants: []\n", "no tasks"),
        ("tasks: []\nseed: 1\n", "seed"),
        ("tasks: [\n", "line"),
    ],
    ids=["unknown-kind", "no-states", "no-tasks", "something-else", "no-yaml"],
)
def test_tasks_that_are_none_are_refused_in_one_line(screen, tmp_path, text, told, capsys):
    tasks = tmp_path / "tasks.yaml"
    tasks.write_text(text, "utf-8")
    made = tmp_path / "made.split.yaml"
    asked = ["--hold-out", "donor", "--tasks", str(tasks), "-o", str(made)]
    assert run(["split", "make", str(screen), *asked]) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert told in line
    assert not made.exists()


def test_observations_can_be_dealt_one_by_one(screen, tmp_path):
    made = tmp_path / "rows.split.yaml"
    asked = ["--hold-out", "observation", "--share", "well", "--profile", "minimal"]
    code = run(["split", "make", str(screen), *asked, "--test", "0.25", "-o", str(made)])
    assert code == 0
    header = header_of(made)
    assert (header["unit_of_split"], header["claims"][0]["claim_axis"]) == ("observation",) * 2
    assert [part["n_observations"] for part in header["partitions"]] == [36, 12]
