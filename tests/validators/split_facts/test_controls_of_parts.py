"""Where controls are, against treated rows of their groups."""

import numpy as np
import pytest

from aivc.schema.generated.views import Claim, Control, DatasetCard, SplitManifest
from aivc.splits.observations import Partitioning
from aivc.validators.rules.lek.misplaced_controls import misplaced_controls
from tests.validators.split_facts.divided import divided
from tests.validators.split_facts.rows_by_hand import parts, rows

DONORS = ["D1", "D1", "D2", "D2", "D3", "D3"]
IS_CONTROL = [False, True] * 3
BY_DONOR = [0, 0, 0, 0, 1, 1]
CLAIM = Claim(claim_axis="donor", novelty="unseen", partition="test")


def split_of(codes, policy, *, card=None, also=(), claims=(CLAIM,)):
    observations = rows(len(DONORS), {"donor": DONORS}, controls=IS_CONTROL)
    partitioning = parts(codes)
    if also:
        partitioning = Partitioning(
            partitioning.names, partitioning.roles, partitioning.codes, np.array(also, np.int64)
        )
    manifest = SplitManifest(control_policy=policy, claims=claims)
    return divided(observations, partitioning, manifest, card)


def test_controls_are_compared_on_what_the_card_matches_them_on():
    card = DatasetCard(controls=(Control(matched_on=("donor",)),))
    found = split_of(BY_DONOR, None, card=card, claims=()).controls
    assert (found.match_axes, found.matched_by) == (("donor",), "card")
    assert found.n_controls == (2, 1)


def test_without_a_card_they_are_compared_on_what_is_kept_whole():
    found = split_of(BY_DONOR, None).controls
    assert (found.match_axes, found.matched_by) == (("donor",), "manifest")
    assert split_of(BY_DONOR, None, claims=()).controls.match_axes == ()


def test_groups_without_controls_of_their_own_are_counted():
    # The control of D3 is in training.
    found = split_of([0, 0, 0, 0, 1, 0], None).controls
    (test,) = [group for group in found.groups if group.part == 1]
    assert (test.n_groups, test.n_without, test.rows_without, test.n_nowhere) == (1, 1, 1, 0)
    assert test.without == (("D3", 1),)
    (elsewhere,) = found.elsewhere
    assert (elsewhere.n_groups, elsewhere.n_controls, elsewhere.groups) == (1, 1, (("D3", 1),))


def test_groups_without_any_control_are_told_apart():
    found = split_of([0, 0, 0, 0, 1, -1], None).controls
    (test,) = [group for group in found.groups if group.part == 1]
    assert (test.n_without, test.n_nowhere) == (1, 1)
    assert found.n_unassigned == 1


def test_control_rows_of_both_parts_are_counted_and_named():
    found = split_of(BY_DONOR, "shared_all", also=[(1, 1), (3, 1)]).controls
    (shared,) = found.shared
    assert (shared.n_rows, shared.n_controls, shared.examples) == (2, 3, ("r1", "r3"))


@pytest.mark.parametrize(
    ("codes", "policy", "also", "counts"),
    [
        (BY_DONOR, "split_with_group", (), []),
        ([0, 0, 0, 0, 1, 0], "split_with_group", (), [1]),
        ([0, 0, 0, 0, 1, 0], "split_random", (), [1]),
        ([0, 0, 0, 0, 1, 0], None, (), [1]),
        ([0, 0, 0, 0, 1, 0], "train_only", (), []),
        (BY_DONOR, "train_only", (), [1]),
        ([0, 1, 0, 0, 1, 1], "split_with_group", (), [1]),
        (BY_DONOR, "shared_all", (), [3]),
        (BY_DONOR, "shared_all", ((1, 1), (3, 1), (5, 0)), []),
    ],
)
def test_controls_lie_where_the_policy_says_or_are_told(codes, policy, also, counts):
    found = misplaced_controls(split_of(codes, policy, also=also))
    assert [each.count for each in found] == counts
