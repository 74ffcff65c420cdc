"""The verbs `export` and `flatten`: outputs, refusals, and what is printed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from aivc.adapters.errors import UnknownAdapterError
from aivc.adapters.exporting.exporter import (
    ExportError,
    IncompleteForTargetError,
    Lacking,
    Unheld,
)
from aivc.adapters.exporting.registry import exporter_names, load_exporter
from aivc.reports.exported import Exported
from aivc.verbs.export import export
from aivc.verbs.flatten import flatten
from aivc.verbs.output_files import OutputError, OutputExistsError

ENDINGS = {
    "cellxgene-pre-analysis": "out.h5ad", "scperturb": "out.h5ad", "croissant": "croissant.json",
    "ro-crate": "ro-crate-metadata.json", "petab": "problem", "sdrf": "out.tsv",
    "nonmem": "out.csv", "huggingface": "README.md",
}  # fmt: skip


@pytest.mark.parametrize("name", exporter_names())
def test_every_writer_is_called_as_it_is_listed(name):
    assert load_exporter(name).name == name


def test_an_unknown_target_names_those_there_are():
    with pytest.raises(UnknownAdapterError, match="scperturb"):
        load_exporter("excel")


@pytest.mark.parametrize("name", ENDINGS)
def test_an_output_is_replaced_only_on_request(written, tmp_path, name):
    data = written("drug")
    target = tmp_path / ENDINGS[name]
    result = export(data, name, output=target)
    assert target.exists()
    assert (result.output, result.target) == (str(target), name)
    with pytest.raises(OutputExistsError):
        export(data, name, output=target)
    assert export(data, name, output=target, force=True) == result
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_the_source_and_its_card_are_never_written(written):
    data = written("drug")
    card = data.with_name("drug.aivc.yaml")
    before = data.read_bytes(), card.read_bytes()
    with pytest.raises(OutputExistsError):
        export(data, "scperturb", output=data, force=True)
    with pytest.raises(ExportError, match="ends in"):
        export(data, "sdrf", output=card, force=True)
    assert (data.read_bytes(), card.read_bytes()) == before


def test_a_failed_export_leaves_the_old_output_whole(written, tmp_path):
    data = written("drug")
    target = tmp_path / "out.h5ad"
    target.write_bytes(b"old")
    with pytest.raises(IncompleteForTargetError):
        export(data, "cellxgene", output=target, force=True)
    assert target.read_bytes() == b"old"


def test_a_missing_folder_is_said(written, tmp_path):
    with pytest.raises(OutputError, match="no folder"):
        export(written("drug"), "nonmem", output=tmp_path / "away" / "out.csv")


def test_a_dataset_without_a_card_is_refused(written, tmp_path):
    data = written("drug")
    data.with_name("drug.aivc.yaml").unlink()
    with pytest.raises(ExportError, match="aivc init"):
        export(data, "nonmem", output=tmp_path / "out.csv")


def test_a_card_that_is_no_yaml_is_refused_with_its_line(written, tmp_path):
    data = written("drug")
    data.with_name("drug.aivc.yaml").write_text("title: a\nagents: [\n")
    with pytest.raises(ExportError, match="line"):
        flatten(data, output=tmp_path / "flat.csv")


def test_another_card_can_be_given(written, tmp_path):
    data = written("drug")
    other = tmp_path / "other.yaml"
    data.with_name("drug.aivc.yaml").rename(other)
    result = flatten(data, output=tmp_path / "flat.csv", card=other)
    assert result.card == str(other)


def test_the_text_groups_by_reason_and_escapes_what_cannot_be_printed():
    entries = tuple(Unheld(f"condition {k}", "its time", "no place") for k in range(9))
    odd = Unheld("agent", "a\x1b[2Jb", "odd")
    text = str(Exported("a.h5ad", "a.aivc.yaml", "b.tsv", "sdrf", "SDRF", (*entries, odd)))
    assert "What it cannot hold (10)" in text
    assert text.count("no place:") == 1
    assert "and 3 more" in text
    assert "\x1b" not in text


def test_nothing_left_behind_is_said():
    assert "Nothing was left behind" in str(Exported("a", "b", "c", "x", "X", ()))


def test_a_refusal_lists_every_thing_once():
    lack = Lacking("/title", "the title")
    error = IncompleteForTargetError("X", [lack, lack, Lacking("/license", "the licence")])
    assert len(error.lacking) == 2
    assert "2 things" in str(error)


def test_listing_the_targets_loads_nothing_heavy():
    code = (
        "import sys, aivc.adapters.exporting.registry as r; r.exporter_names();"
        "print([m for m in ('numpy', 'h5py', 'pyarrow', 'pandas') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
