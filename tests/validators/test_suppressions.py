"""Suppressions end, need a reason, and do not stay when there is nothing left to suppress."""

from __future__ import annotations

from datetime import date

import pytest

from aivc.validators.baseline import BaselineError, mark_known, read_baseline
from aivc.validators.findings import Finding, Location, Severity
from aivc.validators.suppressions import SuppressionError, read_suppressions, suppress

TODAY = date(2026, 6, 1)


def make_finding(code="SYS001", column="x", count=1):
    return Finding(
        code, "a-rule", Severity.ERROR, Location("obs", column=column), "m", "f", count=count
    )


def text_of(**changes):
    entry = {"code": "SYS001", "suppression_reason": "in the paper", "expires": "2027-01-01"}
    entry |= changes
    lines = ", ".join(f"{key}: '{value}'" for key, value in entry.items() if value is not None)
    return f"suppressions: [{{{lines}}}]"


def apply(text, *findings):
    return suppress(findings, read_suppressions(text, "s.yaml"), TODAY)


def test_a_suppressed_finding_no_longer_counts():
    (finding,) = apply(text_of(), make_finding())
    assert finding.suppressed_because == "in the paper"
    assert not finding.counts


def test_a_location_pattern_narrows_it():
    first, second = apply(
        text_of(location_glob="obs/x*"), make_finding(column="x1"), make_finding(column="y")
    )
    assert (first.counts, second.counts) == (False, True)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"location_glob": "obs/nowhere"}, "SYS002"),
        ({"expires": "2026-06-01"}, "SYS003"),
        ({"code": "XXX999"}, "SYS004"),
    ],
)
def test_an_idle_suppression_is_reported(changes, code):
    finding, about = apply(text_of(**changes), make_finding())
    assert finding.counts
    assert about.code == code


@pytest.mark.parametrize(
    "text",
    [
        text_of(suppression_reason=None),
        text_of(expires=None),
        text_of(expires="next year"),
        text_of(expires="2026-13-01"),
        text_of(suppression_reason=" "),
        "suppressions: 3",
        "a: [",
        "",
    ],
)
def test_a_suppression_without_reason_or_end_is_refused(text):
    with pytest.raises(SuppressionError):
        read_suppressions(text, "s.yaml")


def test_what_the_baseline_lists_is_known_until_it_grows():
    known = {("SYS001", "obs/x"): 3}
    same, more, other = mark_known(
        [make_finding(count=3), make_finding(count=4), make_finding(column="y")], known
    )
    assert (same.is_known, more.is_known, other.is_known) == (True, False, False)


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{}]}', "not json"])
def test_a_baseline_that_is_none_says_so(text):
    with pytest.raises(BaselineError):
        read_baseline(text, "b.json")
