"""What claims say of one another."""

import pytest

from aivc.schema.generated.views import Claim, SplitManifest
from aivc.validators.claims.relations import contradictions, repetitions


def made(axis, novelty="unseen", partition="test", number=0, **more):
    return Claim(
        pointer=f"/claims/{number}", claim_axis=axis, novelty=novelty, partition=partition, **more
    )


def header(*claims, shared=()):
    return SplitManifest(claims=claims, shared_axes=shared)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (made("donor"), made("donor", "seen", number=1)),
        (made("donor", "seen"), made("donor", number=1)),
        (made("donor"), made("donor", "few_shot", few_shot_limit=5, number=1)),
        (
            made("agent"),
            made("agent", "seen_in_other_context", joint_with=("donor",), number=1),
        ),
        (made("donor"), made("agent", "seen", joint_with=("donor",), number=1)),
        (made("dose", "interpolation"), made("dose", "extrapolation", number=1)),
        (made("combination", members_seen=0), made("combination", members_seen=2, number=1)),
    ],
)
def test_these_exclude_one_another(one, other):
    [(claim, said)] = contradictions(header(one, other))

    assert claim is other
    assert "/claims/0" in said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (made("donor"), made("donor", "seen", "val", number=1)),
        (made("donor"), made("agent", "seen", number=1)),
        (
            made("agent", joint_with=("donor",)),
            made("agent", "seen_in_other_context", joint_with=("donor",), number=1),
        ),
        (made("agent", joint_with=("donor",)), made("agent", "seen", number=1)),
        (made("dose", "interpolation"), made("time", "extrapolation", number=1)),
    ],
)
def test_these_do_not(one, other):
    assert list(contradictions(header(one, other))) == []


def test_what_is_unseen_is_not_shared():
    assert len(list(contradictions(header(made("donor"), shared=("donor",))))) == 1
    assert not list(contradictions(header(made("donor"), shared=("agent",))))
    pair = made("donor", joint_with=("agent",))
    assert not list(contradictions(header(pair, shared=("donor", "agent"))))


@pytest.mark.parametrize(
    ("claim", "other", "follows"),
    [
        (made("sample"), made("donor"), True),
        (made("donor"), made("sample"), False),
        (made("agent", joint_with=("donor",)), made("donor"), True),
        (made("donor"), made("agent", joint_with=("donor",)), False),
        (made("sample", joint_with=("agent",)), made("donor", joint_with=("agent",)), True),
        (made("donor"), made("family"), True),
        (made("donor"), made("donor", partition="val"), False),
        (made("donor", "seen"), made("donor"), False),
    ],
)
def test_a_claim_may_follow_from_another(claim, other, follows):
    found = [one for one, _ in repetitions((other, claim))]

    assert (claim in found) is follows


def test_of_two_that_are_the_same_the_second_is_redundant():
    first, second = made("donor"), made("donor", number=1)

    assert [one.pointer for one, _ in repetitions((first, second))] == ["/claims/1"]
