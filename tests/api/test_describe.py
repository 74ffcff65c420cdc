"""``aivc describe`` from outside."""

from __future__ import annotations

import json

import aivc as package
from aivc.validators.examples.example import NoCard, SetCard


def test_one_line_for_each_table_and_family(aivc, write):
    answer = aivc("describe", write(name="cite"))
    assert answer.code == 0
    assert "mod/prot/X" in answer.out
    assert "Measure[SurfaceProtein, cell]" in answer.out
    assert "control: untreated" in answer.out


def test_json_names_the_conditions_of_a_family(aivc, write):
    document = json.loads(aivc("describe", "--json", write()).out)
    chains = {tuple(chain["conditions"]): chain["text"] for chain in document["chains"]}
    assert any("control" in text and "dmso" in ids for ids, text in chains.items())
    assert all("Measure[SingleCellRNA, cell]" in text for ids, text in chains.items() if ids)


def test_python_prints_the_same(aivc, write):
    path = write()
    assert aivc("describe", path).out == str(package.describe(path))


def test_without_a_card_it_says_how_to_get_one(aivc, write):
    answer = aivc("describe", write(NoCard()))
    assert answer.code == 1
    assert "aivc init" in answer.out


def test_a_card_that_cannot_be_parsed_is_told(aivc, write, tmp_path):
    card = tmp_path / "odd.yaml"
    card.write_text("samples: [")
    answer = aivc("describe", write(), "--card", card)
    assert answer.code == 1
    assert "cannot be read" in answer.out


def test_several_inputs_and_one_that_cannot_be_read(aivc, write, tmp_path):
    answer = aivc("describe", write(), tmp_path / "absent.h5ad")
    assert answer.code == 3
    assert "Measure[" in answer.out
    assert aivc("describe", write(), write(), "--card", "x.yaml").code == 2


def test_a_chain_that_does_not_compose_names_what_is_missing(aivc, write):
    lacking = SetCard("/readouts/1/output_scale", "organ")
    document = json.loads(aivc("describe", "--json", write(lacking)).out)
    (wrong,) = [chain for chain in document["chains"] if chain["fault"]]
    assert wrong["result"] == "signature"
    assert "no project from cell to organ is declared" in wrong["fault"]
    assert wrong["fault"] in aivc("describe", write(lacking)).out


def test_each_link_is_a_line_with_its_declared_coverage(aivc, write):
    answer = aivc("describe", write(SetCard("/links/0/coverage/n_source_linked", 40)))
    (line,) = [line for line in answer.out.splitlines() if line.strip().startswith("link ")]
    assert "cells (cell) → samples (sample), project by sum" in line
    assert "40 of 48 of the source, 6 of 6 of the target" in line
