"""The verb that mends splits, and the option of the command."""

import pytest
import yaml

from aivc.splits.errors import ManifestError
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.example import AssignmentsText, SetManifest, SetParts
from aivc.validators.examples.specimens.donor_split import specimen
from aivc.validators.examples.write import write_specimen, write_split
from aivc.verbs.judging import SettingsError
from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_repair import split_repair


@pytest.fixture
def leaking(tmp_path):
    """Write the specimen with a row of a training donor in test."""
    return written(tmp_path, SetParts({0: "test"}))


def written(folder, *edits):
    made = apply_edits(specimen(), edits)
    return write_specimen(made, folder), write_split(made, folder)


def header_of(path):
    return yaml.safe_load(path.read_text())


def test_a_row_that_leaks_is_excluded_with_its_reason(leaking, tmp_path):
    data, split = leaking
    mended = split_repair(data, split, tmp_path / "new.split.yaml", by="drop")
    header, before = header_of(mended.path), header_of(split)

    assert (mended.repair.n_dropped, mended.errors) == (1, ())
    assert header["partitions"][-1] == {
        "partition_name": "excluded",
        "partition_role": "excluded",
        "n_observations": 1,
    }
    [exclusion] = header["exclusions"]
    assert exclusion["n_observations"] == 1
    assert "donor" in exclusion["exclusion_reason"]
    assert header["claims"] == before["claims"]
    assert header["manifest_id"] != before["manifest_id"]


def test_a_row_that_leaks_is_moved_home(leaking, tmp_path):
    data, split = leaking
    mended = split_repair(data, split, tmp_path / "new.split.yaml")

    assert (mended.repair.n_dropped, mended.repair.n_moved) == (0, 1)
    assert "exclusions" not in header_of(mended.path)
    assert [str(step) for step in mended.repair.steps] == [
        "move 1 observation of test to train: its donor is in train or validation too"
    ]


def test_a_repaired_split_needs_no_repair(leaking, tmp_path):
    data, split = leaking
    once = split_repair(data, split, tmp_path / "once.split.yaml", by="drop")
    twice = split_repair(data, once.path, tmp_path / "twice.split.yaml", by="drop")

    assert twice.repair.n_touched == 0
    assert header_of(twice.path)["manifest_id"] == header_of(once.path)["manifest_id"]


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_neither_the_manifest_nor_its_table_is_replaced(leaking, suffix):
    data, split = leaking

    with pytest.raises(ManifestError):
        split_repair(data, split, split.with_suffix(suffix))
    assert split_audit(data, split, level="obs").outcome.failing


def test_another_way_than_the_three_is_refused(leaking, tmp_path):
    with pytest.raises(SettingsError, match="drop"):
        split_repair(*leaking, tmp_path / "new.split.yaml", by="hope")


def test_a_split_that_divides_nothing_is_refused(tmp_path):
    data, split = written(tmp_path, AssignmentsText("observation_id,partition\nnobody,train\n"))

    with pytest.raises(ManifestError):
        split_repair(data, split, tmp_path / "new.split.yaml")


def test_paths_of_fingerprints_lead_there_from_another_folder(tmp_path):
    corpora = [{"corpus_id": "atlas", "fingerprint_file": {"path": "atlas.fingerprint"}}]
    data, split = written(tmp_path, SetManifest("/corpora", corpora))
    (tmp_path / "sub").mkdir()
    mended = split_repair(data, split, tmp_path / "sub" / "new.split.yaml", level="obs")

    [corpus] = header_of(mended.path)["corpora"]
    assert corpus["fingerprint_file"]["path"] == "../atlas.fingerprint"


def test_the_command_writes_what_it_proposes(aivc, leaking, tmp_path):
    data, split = leaking
    out = tmp_path / "new.split.yaml"
    answer = aivc("split", "audit", data, split, "--repair", out, "--repair-by", "drop")

    assert answer.code == 1
    assert "drop 1 observation of test" in answer.err
    assert not split_audit(data, out).outcome.failing
