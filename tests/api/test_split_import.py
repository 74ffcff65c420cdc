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
    assert "val -> test: 1 keys" in aivc("split", "diff", manifest, other).out
    assert aivc("split", "diff", manifest, tmp_path / "lost.yaml").code == 3


def test_a_split_of_other_data_is_refused_and_nothing_is_written(aivc, data, tmp_path):
    (tmp_path / "s.csv").write_text("donor_id,split\nX1,train\nX2,test\n")
    out = tmp_path / "none.split.yaml"
    answer = aivc(
        "split", "import", tmp_path / "s.csv", "--data", data, "--key", "donor_id", "-o", out
    )
    assert answer.code == 2
    assert "X1" in answer.err
    assert not list(tmp_path.glob("none*"))
