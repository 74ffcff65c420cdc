"""Answers of a person, put into a draft."""

from __future__ import annotations

import pandas as pd
import pytest

from aivc.adapters.drafting.answers import (
    AnswerError,
    can_be_answered,
    fill_blank,
    read_answer,
    settle_guess,
)
from aivc.schema.slots import class_spec


@pytest.fixture
def draft(draft_of):
    return draft_of(
        pd.DataFrame(
            {"treatment": ["DMSO", "drugA", "drugB"] * 20, "donor": ["d1", "d2"] * 30},
            index=[f"c{k}" for k in range(60)],
        )
    )


def blank(draft, slot):
    return next(b for b in draft.blanks if b.slot == slot)


def test_one_answer_fills_all_places_of_a_shared_question(draft):
    filled = fill_blank(draft, blank(draft, "harvest_time"), None, "24 hours")
    times = [condition["harvest_time"] for condition in filled.card["conditions"]]
    assert times == [{"value": 24, "unit": "h"}] * 3
    assert not any(b.slot == "harvest_time" for b in filled.blanks)
    assert all("harvest_time" not in condition for condition in draft.card["conditions"])


def test_an_answer_about_one_entity_leaves_the_others_asked(draft):
    question = blank(draft, "inchikey")
    filled = fill_blank(draft, question, question.paths[0], "FPOHNWQLNRZRFC-ZHACJKMWSA-N")
    assert filled.card["agents"][0]["inchikey"] == "FPOHNWQLNRZRFC-ZHACJKMWSA-N"
    assert blank(filled, "inchikey").paths == question.paths[1:]
    assert "drugB" in blank(filled, "inchikey").text


@pytest.mark.parametrize(
    ("slot", "answer"),
    [("license", "CC BY 4"), ("version", "one"), ("harvest_time", "soon"), ("has_umi", "perhaps")],
)
def test_answers_that_do_not_fit_are_refused(draft, slot, answer):
    with pytest.raises(AnswerError):
        fill_blank(draft, blank(draft, slot), None, answer)


def test_a_near_miss_of_a_choice_is_named(draft):
    with pytest.raises(AnswerError, match="nucleus"):
        fill_blank(draft, blank(draft, "suspension_type"), None, "nuclus")


def test_a_confirmed_guess_loses_its_note_and_a_corrected_one_its_value(draft):
    guess = next(g for g in draft.guesses if g.path == ("title",))
    slot = class_spec("DatasetCard").slots["title"]
    assert guess not in settle_guess(draft, guess, slot, None).guesses
    corrected = settle_guess(draft, guess, slot, "A better title")
    assert corrected.card["title"] == "A better title"
    assert guess not in corrected.guesses


def test_organisms_may_be_named(draft):
    slot = class_spec("DatasetCard").slots["organism_ontology_term_id"]
    assert read_answer(slot, "mouse, human") == ["NCBITaxon:10090", "NCBITaxon:9606"]


def test_what_no_line_can_hold_is_not_asked(draft):
    assert not can_be_answered(blank(draft, "activities"))
    assert can_be_answered(blank(draft, "creators"))
