"""The rule that a verdict names is the rule that speaks, at the claim and as an error."""

import pytest

from aivc.splits.axes import AXES
from aivc.validators.claims.judge import judge
from aivc.validators.claims.model import Verdict
from aivc.validators.engine import run_rules
from aivc.validators.examples.example import Example, SetColumn, SetManifest, SetParts
from aivc.validators.examples.run import measure_example
from aivc.validators.findings import Level
from aivc.validators.profile import load_profile
from aivc.validators.registry import split_rules

UNSEEN = [
    axis
    for axis in AXES
    # Rows in two parts are SPL010's; blocks are told by their places alone.
    if axis not in {"observation", "spatial_block"}
]


def said(edits, specimen="donor_split"):
    card, facts = measure_example(Example("", edits=edits, specimen=specimen), Level.OBS, "minimal")
    outcome = run_rules(
        card, facts, level=Level.OBS, profile=load_profile("minimal"), rules=split_rules()
    )
    errors = {
        (finding.code, finding.location.pointer)
        for finding in outcome.findings
        if finding.severity == "error"
    }
    return judge(facts.split), errors


@pytest.mark.parametrize("specimen", ["donor_split", "guide_split"])
@pytest.mark.parametrize("axis", UNSEEN)
def test_what_is_not_supported_has_an_error_at_the_claim(axis, specimen):
    claim = {"claim_axis": axis, "novelty": "unseen", "partition": "test"}
    if axis == "combination":
        claim["members_seen"] = 2
    edits = (
        SetManifest("/claims", [claim]),
        SetManifest("/shared_axes", ["cell_type"] if axis != "cell_type" else ["agent"]),
        SetManifest("/unit_of_split", "observation"),
    )
    [verdict], errors = said(edits, specimen)

    if verdict.verdict is Verdict.SUPPORTED:
        assert ("/claims/0" not in {pointer for _, pointer in errors}) and not verdict.said_by
    else:
        assert (verdict.said_by, "/claims/0") in errors


@pytest.mark.parametrize(
    "claim",
    [
        {"claim_axis": "donor", "novelty": "unseen", "partition": "nowhere"},
        {"claim_axis": "plate", "novelty": "few_shot", "partition": "test"},
        {"claim_axis": "agent", "novelty": "seen_in_other_context", "partition": "test"},
        {"claim_axis": "planet", "novelty": "unseen", "partition": "test"},
        {"claim_axis": "donor", "novelty": "unseen", "partition": "train"},
        {
            "claim_axis": "donor",
            "novelty": "unseen",
            "partition": "test",
            "against_partition": "no",
        },
    ],
)
def test_a_claim_that_was_not_checked_has_an_error(claim):
    [verdict], errors = said((SetManifest("/claims", [claim]),))

    assert verdict.verdict is Verdict.NOT_CHECKED
    assert verdict.said_by in {code for code, _ in errors}


@pytest.mark.parametrize(
    "edits",
    [
        (SetParts(dict.fromkeys(range(32, 48), "train")),),
        (SetColumn("obs", "donor_id", [*["D1"] * 16, *["D2"] * 16, *[None] * 16]),),
        (
            SetManifest(
                "/partitions",
                [
                    {"partition_name": "validation", "partition_role": "validation"},
                    {"partition_name": "test", "partition_role": "test"},
                ],
            ),
            SetParts(dict.fromkeys(range(16))),
        ),
    ],
)
def test_nothing_is_supported_that_has_nobody_to_speak_for_it(edits):
    verdicts, errors = said(edits)
    [of_test] = [verdict for verdict in verdicts if verdict.evaluated == "test"]

    assert of_test.verdict is Verdict.NOT_CHECKED
    assert of_test.said_by in {code for code, _ in errors}
