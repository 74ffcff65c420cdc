"""What the report of a split says in a terminal."""

import click

from aivc.reports.split_summary import ClaimLine, OverlapLine, PartLine, SplitSummary
from aivc.reports.split_text import NOT_DIVIDED, NOTHING_NEW, split_details, split_lines

PARTS = (PartLine("train", "training", 3, 0), PartLine("test", "test", 2, 0))
SHARED = (OverlapLine(("donor",), "test", "train", 1, 1, 2, 2),)
CLAIMS = (ClaimLine("test holds donors that train does not", "refuted", "one is in both"),)


def text(lines):
    return click.unstyle("\n".join(lines))


def test_rows_that_were_not_divided_support_nothing_that_was_looked_at():
    assert NOTHING_NEW in text(split_details(SplitSummary("split.yaml", parts=PARTS)))
    undivided = text(split_details(SplitSummary("split.yaml")))
    assert NOT_DIVIDED in undivided
    assert NOTHING_NEW not in undivided


def test_quiet_leaves_the_verdicts_on_claims():
    split = SplitSummary("split.yaml", parts=PARTS, overlaps=SHARED, claims=CLAIMS)
    loud, quiet = text(split_lines(split)), text(split_lines(split, quiet=True))
    assert "REFUTED" in quiet
    assert "Shared between parts" in loud
    assert "Shared between parts" not in quiet


def test_shares_are_percent():
    line = OverlapLine(("donor",), "test", "train", 2, 1, 1_000_000, 816_514)
    told = text(split_lines(SplitSummary("split.yaml", parts=PARTS, overlaps=(line,))))
    assert "81.65% of rows" in told
