"""Every law catches predictors that break it, and blames them for nothing else."""

from __future__ import annotations

import pytest

from aivc.reference_models.conformance.check import check_subject
from aivc.reference_models.conformance.law import Verdict
from aivc.reference_models.conformance.registry import LAWS, laws_named
from aivc.reference_models.conformance.subjects.in_process import subject_of
from tests.reference_models.conformance.honest import Honest
from tests.reference_models.conformance.zoo import BROKEN_LAWS, AveragesTies

NEEDS_PROCESSES = "hash-seed"
QUICK = tuple(law for law in LAWS if law.name != NEEDS_PROCESSES)
ANIMALS = [pytest.param(animal, law, id=animal.__name__) for animal, law in BROKEN_LAWS.items()]


def test_every_law_has_a_predictor_that_breaks_it():
    assert set(BROKEN_LAWS.values()) == {law.name for law in LAWS}


@pytest.mark.parametrize(
    ("animal", "law"), [each for each in ANIMALS if each.values[1] != NEEDS_PROCESSES]
)
def test_a_broken_predictor_breaks_its_law(animal, law):
    report = check_subject(subject_of(animal), laws_named((law,)))
    assert report.broken == (law,)
    assert not report.conforms
    (result,) = [r for r in report.results if r.outcome.verdict is Verdict.FAILED]
    assert result.outcome.because


@pytest.mark.slow
@pytest.mark.parametrize(("animal", "law"), ANIMALS)
def test_a_broken_predictor_breaks_no_other_law(animal, law):
    laws = LAWS if law == NEEDS_PROCESSES else QUICK
    assert check_subject(subject_of(animal), laws).broken == (law,)


@pytest.mark.parametrize("kind", [Honest, AveragesTies])
def test_an_honest_predictor_breaks_none(kind):
    report = check_subject(subject_of(kind), QUICK)
    assert report.conforms
    left = {r.law.name for r in report.results if r.outcome.verdict is Verdict.NOT_APPLICABLE}
    assert left == {"space", "project-after-lift", "until-harvest", "after-harvest", "restore"}


@pytest.mark.slow
def test_an_honest_predictor_answers_the_same_in_other_processes():
    report = check_subject(subject_of(Honest), laws_named((NEEDS_PROCESSES,)))
    assert report.conforms
