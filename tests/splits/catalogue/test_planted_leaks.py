"""Each kind of leak is found by the rule that is meant for it, and by no other."""

import pytest
from catalogue.auditing import audit, audit_leak, codes
from catalogue.leaks import LEAKS, by_base

SEEDS = (0,)
"""``benchmarks/split_catalogue.py`` tries fifty."""


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_planted_leak_is_found_by_its_rule_alone(leak, seed, tmp_path):
    report = audit_leak(leak, seed, tmp_path)

    assert leak.code in codes(report, leak.severity)
    assert set(codes(report)) <= {leak.code}


@pytest.mark.parametrize("leaks", by_base(LEAKS), ids=lambda leaks: leaks[0].name)
def test_the_rules_are_silent_without_the_leak(leaks, tmp_path):
    design = leaks[0].base(0)
    report = audit(design, tmp_path)

    assert design.same_as(leaks[-1].base(0))
    assert codes(report) == []
    for leak in leaks:
        assert leak.code not in codes(report, leak.severity)


def test_every_leak_has_a_name_of_its_own():
    assert len({leak.name for leak in LEAKS}) == len(LEAKS)


@pytest.mark.parametrize("leak", LEAKS, ids=lambda leak: leak.name)
def test_planting_changes_the_design(leak):
    assert leak.tamper is not None or not leak.leaking(0).same_as(leak.base(0))
