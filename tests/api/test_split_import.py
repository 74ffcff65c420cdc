"""``aivc split import`` and ``aivc split diff``: formats in, manifests out, and what is unsaid."""

import json
import pickle

import pytest

from aivc.splits.manifest.document import read_manifest
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen

DONORS = "donor_id,split\nD1,train\nD2,val\nD3,test\n"


@pytest.fixture
def data(tmp_path):
    return write_specimen(specimen_of("drug"), tmp_path)


@pytest.fixture
def manifest(aivc, data, tmp_path):
    (tmp_path / "donors.csv").write_text(DONORS)
    path = tmp_path / "a.split.yaml"
    assert aivc("split", "import", tmp_path / "donors.csv", "--data", data, "-o", path).code == 0
    return path


def test_what_is_written_can_be_audited(aivc, data, manifest):
    answer = aivc("split", "audit", data, manifest, "--level", "obs", "--json")
    assert answer.code in {0, 1}
    found = {one["code"] for one in json.loads(answer.out)["findings"]}
    assert not {code for code in found if code.startswith("SPL")} - {"SPL032"}


def test_the_header(manifest):
    view = read_manifest(manifest).view
    assert view.unit_of_split == "donor"
    assert view.split_of.dataset_id == "https://w3id.org/aivc/examples/drug"
    assert view.split_of.observations_digest.startswith("ids1:")
    assert [p.n_observations for p in view.partitions] == [16, 16, 16]


def test_the_summary(aivc, data, tmp_path):
    (tmp_path / "s.csv").write_text(DONORS.replace("D3", "D9"))
    out = tmp_path / "b.split.yaml"
    answer = aivc("split", "import", tmp_path / "s.csv", "--data", data, "-o", out, "--json")
    told = json.loads(answer.out)
    assert told["keys"] == ["donor_id"]
    assert {one.split(":")[0] for one in told["unsaid"]} >= {"claims", "purpose", "seed"}
    assert any("D9" in one for one in told["remarks"])


def test_the_same_input_gives_the_same_bytes(aivc, data, manifest, tmp_path):
    before = manifest.read_bytes(), manifest.with_suffix(".parquet").read_bytes()
    again = ("split", "import", tmp_path / "donors.csv", "--data", data, "-o", manifest)
    assert aivc(*again).code == 2
    assert aivc(*again, "--force").code == 0
    assert (manifest.read_bytes(), manifest.with_suffix(".parquet").read_bytes()) == before


def test_a_plain_table_is_asked_by_donor_in_two_commands(aivc, tmp_path):
    cells = tmp_path / "cells.csv"
    rows = [f"c{k},D{k // 4},w{k},{'train' if k < 8 else 'test'}\n" for k in range(12)]
    cells.write_text("cell,donor_id,well,split\n" + "".join(rows))
    out = tmp_path / "cells.split.yaml"
    stated = ("--unit", "Donor", "--unseen", "donor", "--controls", "train_only")
    made = aivc("split", "import", cells, "--data", cells, "-o", out, *stated, "--json")
    assert made.code == 0, made.err
    told = {one.split(":")[0] for one in json.loads(made.out)["unsaid"]}
    assert not told & {"unit_of_split", "claims", "control_policy"}
    view = read_manifest(out).view
    assert (view.unit_of_split, view.control_policy) == ("donor", "train_only")
    assert [(c.claim_axis, c.novelty, c.partition) for c in view.claims] == [
        ("donor", "unseen", "test")
    ]
    report = json.loads(aivc("split", "audit", cells, out, "--json").out)
    assert [one["claim_result"] for one in report["split_audit"]["claim_verdicts"]] == ["supported"]

    cells.write_text("cell,donor_id,well,split\n" + "".join([*rows[:-1], "c11,D0,w11,test\n"]))
    assert aivc("split", "import", cells, "--data", cells, "-o", out, *stated, "--force").code == 0
    report = json.loads(aivc("split", "audit", cells, out, "--json").out)
    assert "LEK001" in {one["code"] for one in report["findings"]}


def test_every_evaluated_part_is_claimed_for(aivc, data, manifest, tmp_path):
    out = tmp_path / "c.split.yaml"
    source = (tmp_path / "donors.csv", "--data", data, "-o", out)
    assert aivc("split", "import", *source, "--unseen", "donor", "--unseen", "sample").code == 0
    view = read_manifest(out).view
    assert [(c.partition, c.claim_axis) for c in view.claims] == [
        ("val", "donor"),
        ("val", "sample"),
        ("test", "donor"),
        ("test", "sample"),
    ]


@pytest.mark.parametrize(
    "stated",
    [
        ["--unit", "mood"],
        ["--unseen", "mood"],
        ["--controls", "anywhere"],
        ["--unseen", "donor", "--role", "x=training", "--role", "y=excluded"],
    ],
)
def test_what_cannot_be_stated_is_refused_and_nothing_is_written(aivc, tmp_path, stated):
    (tmp_path / "s.csv").write_text("donor_id,split\nD1,x\nD2,y\n")
    out = tmp_path / "n.split.yaml"
    answer = aivc("split", "import", tmp_path / "s.csv", "-o", out, "--column", "split", *stated)
    assert answer.code == 2
    assert "Traceback" not in answer.err
    assert not list(tmp_path.glob("n.*"))


def test_a_pickle_that_is_more_than_plain(aivc, tmp_path):
    (tmp_path / "s.pkl").write_bytes(pickle.dumps({"train": slice(1)}))
    answer = aivc("split", "import", tmp_path / "s.pkl", "-o", tmp_path / "s.yaml")
    assert answer.code == 2
    assert "json.dump" in answer.err
    assert not (tmp_path / "s.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["lost.csv", "-o", "x.yaml"], 3),
        (["-o", "x.yaml"], 2),
        (["s.xyz", "-o", "x.yaml"], 2),
        (["s.csv"], 2),
        (["s.csv", "-o", "x.yaml", "--role", "test"], 2),
        (["s.csv", "-o", "x.yaml", "--role", "test=tests"], 2),
        (["s.csv", "-o", "x.yaml", "--column", "no"], 2),
    ],
)
def test_exit_codes(aivc, tmp_path, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.csv").write_text(DONORS)
    assert aivc("split", "import", *arguments).code == code


def test_a_column_of_obs(aivc, data, tmp_path):
    out = tmp_path / "o.split.yaml"
    answer = aivc(
        "split", "import", "--data", data, "--column", "donor_id", "-o", out,
        "--role", "D1=training", "--role", "D2=validation", "--role", "D3=test",
    )  # fmt: skip
    assert answer.code == 0
    assert read_manifest(out).table.n_rows == 3


def test_diff(aivc, data, manifest, tmp_path):
    (tmp_path / "donors.csv").write_text(DONORS.replace("D2,val", "D2,test"))
    other = tmp_path / "b.split.yaml"
    aivc("split", "import", tmp_path / "donors.csv", "--data", data, "-o", other)
    assert aivc("split", "diff", manifest, manifest).code == 0
    answer = aivc("split", "diff", manifest, other, "--data", data, "--json")
    assert answer.code == 1
    found = json.loads(answer.out)
    (move,) = found["moves"]
    assert (move["from"], move["to"], move["count"]) == ("val", "test", 16)
    assert found["same"] == 32
    assert "val -> test: 1 key, D2\n" in aivc("split", "diff", manifest, other).out
    assert aivc("split", "diff", manifest, tmp_path / "lost.yaml").code == 3


def test_manifests_of_other_keys_are_compared_beside_their_data_only(aivc, tmp_path):
    cells = tmp_path / "cells.csv"
    cells.write_text("cell,donor_id\n" + "".join(f"c{k},D{k // 2}\n" for k in range(6)))
    (tmp_path / "donors.csv").write_text("donor_id,split\nD0,train\nD1,train\nD2,test\n")
    by_cell = [f"c{k},{'train' if k < 3 else 'test'}\n" for k in range(6)]
    (tmp_path / "by_cell.csv").write_text("cell,split\n" + "".join(by_cell))
    one, other = tmp_path / "one.split.yaml", tmp_path / "other.split.yaml"
    aivc("split", "import", tmp_path / "donors.csv", "--data", cells, "-o", one)
    aivc("split", "import", tmp_path / "by_cell.csv", "--data", cells, "-o", other)
    refused = aivc("split", "diff", one, other)
    assert refused.code == 2
    assert refused.out == ""
    assert len(refused.err.strip().splitlines()) == 1
    assert "--data" in refused.err
    answer = aivc("split", "diff", one, other, "--data", cells, "--json")
    [move] = json.loads(answer.out)["moves"]
    assert (answer.code, move["from"], move["to"], move["count"]) == (1, "train", "test", 1)
    text = aivc("split", "diff", one, other, "--data", cells).out
    assert "5 observations are in the same part" in text
    assert "train -> test: 1 observation, c3\n" in text


def test_a_header_alone_that_differs_is_told_as_such(aivc, manifest, tmp_path):
    other = tmp_path / "b.split.yaml"
    other.write_text(manifest.read_text().replace("purpose: benchmark", "purpose: training"))
    answer = aivc("split", "diff", manifest, other)
    assert answer.code == 1
    assert "1 slot of the header differs" in answer.out
    assert "No key is in another part: 3 keys" in answer.out


def test_a_split_of_other_data_is_refused_and_nothing_is_written(aivc, data, tmp_path):
    (tmp_path / "s.csv").write_text("donor_id,split\nX1,train\nX2,test\n")
    out = tmp_path / "none.split.yaml"
    answer = aivc(
        "split", "import", tmp_path / "s.csv", "--data", data, "--key", "donor_id", "-o", out
    )
    assert answer.code == 2
    assert "X1" in answer.err
    assert not list(tmp_path.glob("none*"))
