"""`aivc convert`: a container, its card and its log, or nothing."""

from __future__ import annotations

import gzip
import json
import os
import re
import zipfile

import anndata
import h5py
import numpy as np
import pytest
import yaml

from aivc.cli import run
from aivc.schema.structure import check_structure

SCREEN = """\
Plate,Well,Compound,Dose,Viability
P1,A1,DMSO,,100.5
P1,A2,imatinib,10 uM,50.25
P1,A3,imatinib,500 nM,80
P1,B1,DMSO,,99
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def screen(tmp_path):
    source = tmp_path / "lab"
    source.mkdir()
    (source / "screen.csv").write_text(SCREEN)
    return source / "screen.csv"


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def convert(source, target, *more):
    return run(["convert", str(source), "-o", str(target), *more])


def card_of(out, name="screen"):
    return yaml.safe_load((out / f"{name}.aivc.yaml").read_text())


def test_a_screen_becomes_a_dataset_with_card_and_log(screen, out, capsys):
    assert convert(screen, out / "screen.h5ad") == 0
    assert names(out) == ["screen.aivc.yaml", "screen.conversion.yaml", "screen.h5ad"]
    said = capsys.readouterr().out
    assert "read as plate-screen" in said
    data = anndata.read_h5ad(out / "screen.h5ad")
    assert data.X.ravel().tolist() == [100.5, 50.25, 80.0, 99.0]
    assert data.obs["Dose"].isna().tolist() == [True, False, False, True]
    assert data.obs["well_position"].tolist() == ["A01", "A02", "A03", "B01"]
    card = card_of(out)
    doses = {
        (event["amount"]["value"], event["amount"]["unit"])
        for intervention in card["interventions"]
        for event in intervention["events"]
    }
    assert doses == {(10, "umol/L"), (500, "nmol/L")}
    log = yaml.safe_load((out / "screen.conversion.yaml").read_text())
    assert not check_structure(log, class_name="ConversionLog")
    assert data.uns["aivc_conversion"] == (out / "screen.conversion.yaml").read_text()


def test_a_conversion_is_the_same_every_time(screen, out, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    assert convert(screen, out / "screen.h5ad") == convert(screen, other / "screen.h5ad") == 0
    for name in names(out):
        assert (out / name).read_bytes() == (other / name).read_bytes(), name


def test_what_is_there_is_not_overwritten_unasked(screen, out, capsys):
    (out / "screen.aivc.yaml").write_text("title: mine\n")
    assert convert(screen, out / "screen.h5ad") == 2
    assert "--force" in capsys.readouterr().err
    assert names(out) == ["screen.aivc.yaml"]
    assert convert(screen, out / "screen.h5ad", "--force") == 0


def test_a_mapping_decides_and_the_card_asks_no_more(screen, out):
    screen.with_name("screen.mapping.yaml").write_text(
        "aivc_schema_version: 0.1.0\n"
        "mapped_columns:\n"
        "- {column: Compound, role: agent,\n"
        "   label_readings: [{source_label: imatinib, read_as: dasatinib}]}\n"
        "constants:\n"
        "- {role: cell_line, constant_value: A-549}\n"
        "- {role: time, constant_value: 72 h}\n"
    )
    assert convert(screen, out / "screen.h5ad") == 0
    card = card_of(out)
    assert {agent["label"] for agent in card["agents"]} >= {"dasatinib"}
    assert {c["harvest_time"]["value"] for c in card["conditions"]} == {72}
    assert {s["tissue_ontology_term_id"] for s in card["samples"]} == {"CVCL_0023"}
    obs = anndata.read_h5ad(out / "screen.h5ad").obs
    assert obs["Compound"].tolist() == ["DMSO", "imatinib", "imatinib", "DMSO"]
    assert obs["Compound_as_read"].tolist() == ["DMSO", "dasatinib", "dasatinib", "DMSO"]


def test_init_begins_card_and_mapping_and_convert_uses_the_card(screen, out):
    assert run(["init", str(screen)]) == 0
    beside = screen.parent
    assert names(beside) == ["screen.aivc.yaml", "screen.csv", "screen.mapping.yaml"]
    mapping = yaml.safe_load((beside / "screen.mapping.yaml").read_text())
    assert mapping == {"aivc_schema_version": "0.1.0", "adapter": "plate-screen"}
    card = (beside / "screen.aivc.yaml").read_text()
    (beside / "screen.aivc.yaml").write_text(card.replace("title: screen", "title: My screen"))
    assert convert(screen, out / "screen.h5ad") == 0
    assert card_of(out)["title"] == "My screen"
    assert "condition_id" in anndata.read_h5ad(out / "screen.h5ad").obs


def test_json_says_what_was_done(screen, out, capsys):
    assert convert(screen, out / "screen.h5ad", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["adapter"] == "plate-screen"
    assert {step["action"] for step in said["steps"]} >= {"mapped", "added"}


def write_mtx(folder, *, features=True):
    folder.mkdir()
    with gzip.open(folder / "matrix.mtx.gz", "wt") as opened:
        opened.write("%%MatrixMarket matrix coordinate integer general\n2 2 2\n1 1 3\n2 2 4\n")
    with gzip.open(folder / "barcodes.tsv.gz", "wt") as opened:
        opened.write("AAAC-1\nAAAG-1\n")
    if features:
        with gzip.open(folder / "features.tsv.gz", "wt") as opened:
            opened.write("ENSG1\tA\tGene Expression\nENSG2\tB\tGene Expression\n")
    return folder


def write_gct(path):
    path.write_text("#1.3\n2\t1\t0\t0\nid\ts1\ng1\t1.5\ng2\t-666\n")
    return path


def write_gctx(path):
    with h5py.File(path, "w") as file:
        file["0/DATA/0/matrix"] = np.ones((2, 3), np.float32)
        file["0/META/ROW/id"] = np.array([b"g1", b"g2", b"g3"])
        file["0/META/COL/id"] = np.array([b"s1", b"s2"])
    return path


def write_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../evil.txt", "x")
        archive.writestr("a.zarr/.zgroup", '{"zarr_format": 2}')
    return path


def test_a_gct_that_is_called_gctx_is_read_as_what_it_is(tmp_path, out):
    assert convert(write_gct(tmp_path / "data.gctx"), out / "x.h5ad") == 0
    assert np.isnan(anndata.read_h5ad(out / "x.h5ad").X).sum() == 1


def test_a_gctx_without_metadata_converts_and_asks(tmp_path, out, capsys):
    assert convert(write_gctx(tmp_path / "data.gctx"), out / "x.h5ad") == 0
    assert anndata.read_h5ad(out / "x.h5ad").shape == (2, 3)
    assert "To be filled in" in capsys.readouterr().out


def test_wells_that_are_missing_are_counted_in_the_log(tmp_path, out):
    rows = [f"P1,{row}{column},{column}" for row in "ABCDEFGH" for column in range(1, 9)]
    (tmp_path / "s.csv").write_text("Plate,Well,Viability\n" + "\n".join(rows) + "\n")
    map_rows = [f"{row}{column},DMSO" for row in "ABCDEFGH" for column in range(1, 13)]
    (tmp_path / "platemap.csv").write_text("well,compound\n" + "\n".join(map_rows) + "\n")
    folder = tmp_path / "screen"
    folder.mkdir()
    for name in ("s.csv", "platemap.csv"):
        (tmp_path / name).rename(folder / name)
    assert convert(folder, out / "x.h5ad") == 0
    data = anndata.read_h5ad(out / "x.h5ad")
    assert (data.n_obs, int(np.isnan(data.X).sum())) == (96, 32)
    assert "32 of 96" in (out / "x.conversion.yaml").read_text()


def test_a_unit_that_nobody_knows_is_named_and_not_guessed(screen, out):
    screen.write_text(SCREEN.replace("10 uM", "10 squirts"))
    assert convert(screen, out / "screen.h5ad") == 0
    card = (out / "screen.aivc.yaml").read_text()
    assert "squirts" in card + (out / "screen.conversion.yaml").read_text()
    amounts = [
        event.get("amount", {}).get("unit")
        for intervention in yaml.safe_load(card)["interventions"]
        for event in intervention["events"]
    ]
    assert set(amounts) <= {"nmol/L", None}


REFUSED = {
    "an adapter for something else": lambda t: (write_gct(t / "a.gct"), ["--adapter", "tenx-h5"]),
    "an adapter that is not there": lambda t: (write_gct(t / "a.gct"), ["--adapter", "tenx"]),
    "a matrix without its features": lambda t: (write_mtx(t / "m", features=False), []),
    "an archive that climbs out": lambda t: (write_zip(t / "a.zip"), []),
    "nothing": lambda t: (t / "none", []),
    "an empty folder": lambda t: ((t / "e").mkdir() or t / "e", []),
    "an option for reading, when writing": lambda t: (
        write_gct(t / "a.gct"),
        ["--to", "sdrf", "--mapping", "x"],
    ),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_what_is_refused_gets_a_sentence_and_leaves_nothing(case, tmp_path, out, capsys):
    source, options = REFUSED[case](tmp_path)
    before = names(tmp_path)
    assert convert(source, out / "x.h5ad", *options) in {2, 3}
    said = capsys.readouterr().err.strip()
    assert said
    assert "Traceback" not in said
    assert "a fault of aivc" not in said
    assert names(out) == []
    assert names(tmp_path) == before


def test_a_map_for_another_plate_is_refused(tmp_path, out, capsys):
    folder = tmp_path / "screen"
    folder.mkdir()
    rows = [f"P1,{row}{column},{column}" for row in "ABCDEFGH" for column in range(1, 13)]
    (folder / "s.csv").write_text("Plate,Well,Viability\n" + "\n".join(rows) + "\n")
    (folder / "platemap.csv").write_text("well,compound\nA1,DMSO\nP24,imatinib\n")
    assert convert(folder, out / "x.h5ad") == 3
    assert "P24" in capsys.readouterr().err
    assert names(out) == []


def test_a_full_disk_leaves_nothing(screen, out, monkeypatch, capsys):
    import aivc.storage.atomic

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(aivc.storage.atomic, "write_text", full)
    assert convert(screen, out / "screen.h5ad") == 2
    assert "No space left" in capsys.readouterr().err
    assert names(out) == []


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_folder_is_written_into(screen, out, slash):
    assert convert(screen, f"{out}{slash}") == 0
    assert names(out) == ["screen.aivc.yaml", "screen.conversion.yaml", "screen.h5ad"]


@pytest.mark.parametrize("target", ["x.csv", "x", "none/", "none/x.h5ad"])
def test_a_target_that_cannot_be_is_refused_before_reading(target, out, tmp_path, capsys):
    (tmp_path / "cut.h5ad").write_bytes(b"\x89HDF")
    assert convert(tmp_path / "cut.h5ad", f"{out}/{target}") == 2
    assert "cut.h5ad" not in capsys.readouterr().err
    assert names(out) == []


def test_the_next_command_can_be_pasted(screen, out, capsys):
    assert convert(screen, out / "my screen.h5ad") == 0
    assert f"aivc validate '{out / 'my screen.h5ad'}'" in capsys.readouterr().out


def test_a_source_without_measurements_is_said_to_have_none(tmp_path, out, capsys):
    (tmp_path / "platemap.csv").write_text("Well,Compound\nA1,DMSO\nA2,imatinib\n")
    assert convert(tmp_path / "platemap.csv", out) == 0
    assert "holds no measurements" in capsys.readouterr().out


def test_the_card_that_init_drafted_is_used_where_it_lies(screen, monkeypatch, capsys):
    monkeypatch.chdir(screen.parent)
    assert run(["init", "screen.csv"]) == 0
    card = screen.with_name("screen.aivc.yaml")
    card.write_text(f"creators: [A. Person]\n{card.read_text()}")
    assert run(["convert", "screen.csv"]) == 0
    assert "was changed after" not in capsys.readouterr().out
    assert yaml.safe_load(card.read_text())["creators"] == ["A. Person"]


def test_a_mapping_that_the_card_does_not_know_is_said(screen, out, capsys):
    assert run(["init", str(screen)]) == 0
    card, mapping = (screen.with_name(f"screen.{kind}.yaml") for kind in ("aivc", "mapping"))
    os.utime(mapping, ns=(0, card.stat().st_mtime_ns + 1))
    assert convert(screen, out) == 0
    assert f"aivc init {screen} --force" in capsys.readouterr().out


def test_two_columns_of_agents_need_no_separator(tmp_path, out, capsys):
    rows = [
        ("DMSO", "DMSO"),
        ("imatinib", "DMSO"),
        ("DMSO", "dasatinib"),
        ("imatinib", "dasatinib"),
    ]
    lines = [f"P1,{r}{c},{a},{b},{c}5" for r in "AB" for c, (a, b) in enumerate(rows, 1)]
    (tmp_path / "combo.csv").write_text("\n".join(["Plate,Well,Drug1,Drug2,Viability", *lines]))
    assert convert(tmp_path / "combo.csv", out) == 0
    run(["validate", str(out / "combo.h5ad"), "--profile", "minimal"])
    assert "INT033" not in capsys.readouterr().out


def blanks(card):
    return {n["about"] for n in card["draft_notes"] if n["draft_status"] == "blank"}


def test_open_questions_of_a_card_stay_open_until_a_person_deletes_them(screen, out, capsys):
    assert run(["init", str(screen)]) == 0
    beside = screen.with_name("screen.aivc.yaml")
    drafted = yaml.safe_load(beside.read_text())
    assert convert(screen, out / "screen.h5ad") == 0
    assert blanks(card_of(out)) == blanks(drafted)
    said = capsys.readouterr().out.split("Wrote")[1]
    assert re.search(r"^  agent +Compound$", said, re.MULTILINE)
    kept = [note for note in drafted["draft_notes"] if note["about"] != "/license"]
    answered = drafted | {"license": "CC0-1.0", "draft_notes": [*kept, "oops"]}
    beside.write_text(yaml.safe_dump(answered))
    assert convert(screen, out / "screen.h5ad", "--force") == 0
    assert blanks(card_of(out)) == blanks(drafted) - {"/license"}


def test_a_card_beside_the_source_is_read_and_never_written(screen):
    assert run(["init", str(screen)]) == 0
    card = screen.with_name("screen.aivc.yaml")
    before = card.read_bytes()
    for _ in range(2):
        assert convert(screen, screen.with_name("screen.h5ad"), "--force") == 0
        assert card.read_bytes() == before
        obs = anndata.read_h5ad(screen.with_name("screen.h5ad")).obs
        assert {"condition_id", "well_position"} <= set(obs)


def test_a_given_card_that_binds_nothing_gets_the_keys_that_the_format_names(screen, out, tmp_path):
    assert convert(screen, out / "drafted.h5ad") == 0
    drafted = anndata.read_h5ad(out / "drafted.h5ad").obs
    card = {"aivc_schema_version": "0.1.0", "id": "aivc:screen", "title": "A screen"}
    given = tmp_path / "mine.yaml"
    given.write_text(yaml.safe_dump(card))
    assert convert(screen, out / "given.h5ad", "--card", str(given)) == 0
    keyed = anndata.read_h5ad(out / "given.h5ad").obs
    assert keyed["well_position"].tolist() == drafted["well_position"].tolist()
    # The conditions of a draft are guesses; a card that a person gave says its own or none.
    assert "condition_id" not in keyed
