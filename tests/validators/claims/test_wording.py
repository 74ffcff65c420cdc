"""Numbers in what is said of claims: one thing is not several."""

import re

import pytest

from aivc.validators.claims.judge import judge
from aivc.validators.claims.supported import supported
from tests.validators.claims.handmade_split import claim, split_of

SEVERAL = re.compile(r"(?<![\d.,])1 (\w+ ){0,2}?(combinations|members|donors|agents|doses)\b")
PAIR = claim("donor", joint_with=["cell_line"])
DONORS = {"donor": list("AB")}
MADE = {"agent": ["A", "C+D"]}
DOSES = {"agent": list("AAA"), "dose": [1.0, 3.0, 2.0]}
BESIDE = {"donor": list("ABBA"), "cell_line": list("KMKM")}
TWO = ["train", "test"]
THREE = ["train", "train", "test"]
FOUR = ["train", "train", "test", "test"]


@pytest.mark.parametrize(
    ("parts", "columns", "made"),
    [
        (TWO, DONORS, claim("donor")),
        (TWO, {"donor": list("AA")}, claim("donor")),
        (TWO, {"donor": list("AA")}, claim("donor", "seen")),
        (THREE, {"donor": list("ABA")}, claim("donor")),
        (THREE, {"donor": list("ABA")}, claim("donor", "seen")),
        (THREE, {"donor": list("ABA")}, claim("donor", "few_shot", few_shot_limit=3)),
        (TWO, {"donor": list("AB"), "cell_line": list("KM")}, PAIR),
        (FOUR, BESIDE, PAIR),
        (THREE, DOSES, claim("dose", "interpolation")),
        (THREE, DOSES, claim("dose", "extrapolation")),
        (TWO, MADE, claim("combination", members_seen=0)),
        (TWO, MADE, claim("combination", members_seen=1)),
        (THREE, {"agent": ["A", "X", "A+C"]}, claim("combination", members_seen=1)),
        (THREE, {"agent": ["A", "X", "A+C"]}, claim("combination", members_seen=2)),
    ],
)
def test_one_is_never_said_as_several(parts, columns, made):
    facts = split_of(parts, columns, made)
    for found in (*judge(facts), *supported(facts)):
        said = " ".join((found.claim, found.because, *found.qualifiers))
        assert not SEVERAL.search(said), said


def test_the_only_combination_and_its_only_known_member():
    facts = split_of(THREE, {"agent": ["A", "X+Y", "A+C"]}, claim("combination", members_seen=1))
    [found] = judge(facts)
    assert found.because == "of the only combination of test, train knows 1 member alone"
    assert "with 1 member that" in found.claim
