"""``aivc init`` from outside: files, questions, exit codes."""

from __future__ import annotations

import json

import anndata
import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import aivc as package
from aivc.cli import commands
from aivc.schema.card_document import read_document
from aivc.schema.structure import check_structure
from aivc.verbs.init import CardExistsError

GENES = ["ENSG00000141510", "ENSG00000012048", "ENSG00000139618", "ENSG00000146648"]
RELEASE_PROBLEMS = {"CRD001", "CRD007"}


@pytest.fixture
def screen(tmp_path):
    """Write a drug screen of bare numbers, as a laboratory has it."""
    rng = np.random.default_rng(0)
    obs = pd.DataFrame(
        {
            "patient": np.tile(["p1", "p2"], 60),
            "compound": np.repeat(["DMSO", "imatinib", "imatinib"], 40),
            "dose": np.repeat([0.0, 0.1, 10.0], 40),
            "time": 24,
            "gender": np.tile(["F", "M"], 60),
        },
        index=[f"{'ACGT' * 3}{k}" for k in range(120)],
    )
    counts = rng.poisson(3, (120, 4)).astype(np.float32)
    path = tmp_path / "screen.h5ad"
    anndata.AnnData(counts, obs=obs, var=pd.DataFrame(index=GENES)).write_h5ad(path)
    return path


def card_of(path):
    return read_document(path.read_text("utf-8")).data


def notes_of(card, status):
    return {n["about"] for n in card.get("draft_notes", ()) if n["draft_status"] == status}


def test_a_card_is_written_beside_the_data(aivc, screen):
    answer = aivc("init", screen)
    assert answer.code == 0
    card = card_of(screen.parent / "screen.aivc.yaml")
    assert card["distributions"] == [{"path": "screen.h5ad", "container_format": "h5ad"}]
    for part in ("patient", "compound", "To be filled in by a person", "vehicle", "raw_counts"):
        assert part in answer.out
    assert "/binding/dose_unit" in notes_of(card, "blank")


def test_a_card_that_is_there_is_kept(aivc, screen):
    card = screen.parent / "screen.aivc.yaml"
    card.write_text("title: mine\n")
    answer = aivc("init", screen)
    assert answer.code == 2
    assert "--force" in answer.err
    assert card.read_text() == "title: mine\n"
    assert aivc("init", screen, "--force").code == 0
    assert card_of(card)["title"] == "screen"
    with pytest.raises(CardExistsError):
        package.init(screen)


def test_units_fill_every_amount_and_time(screen, tmp_path):
    result = package.init(screen, output=tmp_path / "c.yaml", dose_unit="uM", time_unit="h")
    card = card_of(result.path)
    amounts = [i["events"][0]["amount"]["value"] for i in card["interventions"]]
    assert amounts == [0.1, 10]
    assert all(c["harvest_time"] == {"value": 24, "unit": "h"} for c in card["conditions"])
    assert not {"/binding/dose_unit", "/binding/time_unit"} & notes_of(card, "blank")


def test_a_unit_that_is_none_is_refused_before_anything_is_read(aivc, screen):
    answer = aivc("init", screen, "--dose-unit", "furlongs per fortnight")
    assert answer.code == 2
    assert not (screen.parent / "screen.aivc.yaml").exists()


def test_json_has_what_the_text_has(aivc, screen):
    document = json.loads(aivc("init", screen, "--json").out)
    assert dict(document["understood"])["organism"] == "Homo sapiens (NCBITaxon:9606)"
    assert {"/license", "/binding/dose_unit"} <= {q["about"] for q in document["questions"]}


@pytest.mark.parametrize(("folder", "path"), [("cards", None), ("..", "{parent}/screen.h5ad")])
def test_the_file_is_named_from_where_the_card_lies(screen, folder, path):
    target = screen.parent / folder
    target.mkdir(exist_ok=True)
    card = card_of(package.init(screen, output=target / "x.aivc.yaml", force=True).path)
    assert check_structure(card, "DatasetCard", "minimal") == ()
    named = [distribution["path"] for distribution in card.get("distributions", [])]
    assert named == ([path.format(parent=screen.parent.name)] if path else [])


def test_unreadable_input_and_missing_folder(aivc, screen, tmp_path):
    (tmp_path / "broken.h5ad").write_bytes(b"\x89HDF\r\n\x1a\nno more")
    assert aivc("init", tmp_path / "broken.h5ad").code == 3
    assert aivc("init", tmp_path / "absent.h5ad").code == 3
    answer = aivc("init", screen, "-o", tmp_path / "no" / "such" / "card.yaml")
    assert answer.code == 2
    assert "cannot write" in answer.err


def test_what_validation_misses_is_what_the_draft_asks(aivc, screen):
    assert aivc("init", screen).code == 0
    report = json.loads(aivc("validate", screen, "--json").out)
    found = report["findings"]
    assert "SYS001" not in {finding["code"] for finding in found}
    asked = notes_of(card_of(screen.parent / "screen.aivc.yaml"), "blank")
    errors = {f["code"] for f in found if f["severity"] == "error"}
    assert errors <= {*RELEASE_PROBLEMS, "CRD019", "INT001"}
    assert {"/license", "/creators", "/binding/dose_unit"} <= asked


def test_the_same_file_gives_the_same_card(screen, tmp_path):
    first = package.init(screen, output=tmp_path / "1.yaml").text
    assert package.init(screen, output=tmp_path / "2.yaml").text == first


def interview(screen, *answers):
    runner = CliRunner()
    lines = "".join(f"{answer}\n" for answer in answers)
    result = runner.invoke(
        commands, ["init", str(screen), "--interactive"], input=lines, standalone_mode=False
    )
    assert result.exception is None, result.output
    return card_of(screen.parent / "screen.aivc.yaml"), result


def test_units_are_asked_first_and_fill_the_card(screen):
    card, result = interview(screen, "uM", "h")
    assert card["binding"]["dose_unit"] == "umol/L"
    assert card["conditions"][0]["harvest_time"] == {"value": 24, "unit": "h"}
    assert result.return_value == 0


def test_answers_fill_blanks_and_an_empty_line_confirms_a_guess(screen):
    card, _ = interview(
        screen, "uM", "h", "", "Imatinib in two patients", "", "Two patients.", "1.0.0", "A; B"
    )
    assert card["title"] == "Imatinib in two patients"
    assert card["creators"] == [{"name": "A"}, {"name": "B"}]
    guessed = notes_of(card, "guessed")
    assert not {"/title", "/id", "/organism_ontology_term_id"} & guessed
    assert "/license" in notes_of(card, "blank")


def test_an_answer_that_does_not_fit_is_asked_again(screen):
    card, result = interview(screen, "bananas", "uM", "h", *[""] * 4, "one", "1.2.0")
    assert result.stderr.count("That does not fit") == 2
    assert card["version"] == "1.2.0"


def test_the_end_of_the_input_keeps_the_rest_blank(screen):
    card, _ = interview(screen)
    assert {"/license", "/binding/dose_unit"} <= notes_of(card, "blank")
    assert "/title" in notes_of(card, "guessed")
