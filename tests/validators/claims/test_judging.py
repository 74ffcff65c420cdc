"""Each kind of claim against rows written by hand, and against the rows themselves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.validators.claims.judge import judge
from aivc.validators.claims.model import Obstacle, Verdict
from tests.validators.claims.handmade_split import CONTROL, claim, split_of

SUPPORTED, REFUTED, NOT_CHECKED = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_CHECKED


def verdict(parts, columns, *claims, **more):
    [found] = judge(split_of(parts, columns, *claims, **more))
    return found


HALF = ["train", "train", "test", "test"]


def test_an_unseen_donor_is_unseen():
    found = verdict(HALF, {"donor": list("AABB")}, claim("donor"))

    assert (found.verdict, found.said_by, found.n_levels) == (SUPPORTED, "", 1)


def test_a_shared_donor_is_a_leak_and_its_rows_are_counted():
    found = verdict([*["train"] * 3, *["test"] * 4], {"donor": [*"AAB", *"BBCD"]}, claim("donor"))

    assert (found.verdict, found.said_by) == (REFUTED, "LEK001")
    assert (found.n_counter_levels, found.n_levels) == (1, 3)
    assert (found.n_counter_rows, found.n_rows) == (2, 4)
    [example] = found.counter_examples
    assert (example.level, example.n_evaluated, example.n_reference) == ("B", 2, 1)


def test_counter_examples_are_the_largest_and_at_most_five():
    donors = [f"D{k}" for k in range(8) for _ in range(k + 1)]
    found = verdict(
        [*["train"] * len(donors), *["test"] * len(donors)],
        {"donor": [*donors, *donors]},
        claim("donor"),
    )

    assert [example.level for example in found.counter_examples] == ["D7", "D6", "D5", "D4", "D3"]


def test_all_training_parts_count_unless_one_is_named():
    columns = {"donor": list("ABB")}
    parts = ["train", "train_2", "test"]

    assert verdict(parts, columns, claim("donor")).verdict is REFUTED
    named = claim("donor", against_partition="train")
    assert verdict(parts, columns, named).verdict is SUPPORTED
    named = claim("donor", against_partition="train_2")
    assert verdict(parts, columns, named).verdict is REFUTED


def test_validation_is_not_training():
    """leakage.md 1.5 #5: merged with test, validation made correct splits fail."""
    found = verdict(["train", "val", "test"], {"agent": list("aab")}, claim("agent"))

    assert found.verdict is SUPPORTED


def test_other_roles_than_train_and_test_are_no_error():
    """leakage.md 1.5 #17."""
    found = verdict(["train", "test", "out"], {"donor": list("ABA")}, claim("donor"))

    assert found.verdict is SUPPORTED


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("train_only", SUPPORTED), ("shared_all", SUPPORTED), ("split_with_group", REFUTED)],
)
def test_controls_of_a_donor_in_training_count_by_policy(policy, expected):
    columns = {"donor": list("ABBB"), "agent": ["x", CONTROL, "x", CONTROL]}
    found = verdict(HALF, columns, claim("donor"), control_policy=policy)

    assert found.verdict is expected
    assert any("baseline" in one for one in found.qualifiers) is (expected is SUPPORTED)


def test_controls_are_no_shared_agent():
    """leakage.md 1.5 #4: every ordinary split with controls on both sides failed."""
    found = verdict(
        HALF, {"agent": ["a", CONTROL, "b", CONTROL]}, claim("agent"), control_policy="split_random"
    )

    assert found.verdict is SUPPORTED


def test_a_missing_value_matches_nothing_and_is_said():
    found = verdict(HALF * 2, {"donor": ["A", None, "B", None, *"AABB"]}, claim("donor"))

    assert found.verdict is SUPPORTED
    assert len(found.qualifiers) == 2


@pytest.mark.parametrize("donors", [[None, None, "B", "B"], ["A", "A", None, None]])
def test_a_side_without_a_value_is_not_checked(donors):
    found = verdict(HALF, {"donor": donors}, claim("donor"))

    assert (found.verdict, found.obstacle) == (NOT_CHECKED, Obstacle.NOT_KNOWN)
    assert found.said_by == "CLM011"


def test_mostly_missing_values_support_nothing():
    donors = ["A", "A", "B", None, None]
    found = verdict(["train", "train", "test", "test", "test"], {"donor": donors}, claim("donor"))

    assert found.verdict is NOT_CHECKED


def test_what_the_data_do_not_say_is_not_checked():
    found = verdict(HALF, {"donor": list("AABB")}, claim("site"))

    assert (found.verdict, found.obstacle, found.said_by) == (
        NOT_CHECKED,
        Obstacle.NO_AXIS,
        "CLM011",
    )


def test_one_value_shows_nothing():
    found = verdict(HALF, {"site": list("SSSS")}, claim("site", "seen"))

    assert (found.verdict, found.said_by) == (NOT_CHECKED, "CLM012")


def test_one_value_on_both_sides_is_a_leak_all_the_same():
    found = verdict(HALF, {"site": list("SSSS")}, claim("site"))

    assert (found.verdict, found.said_by) == (REFUTED, "LEK016")


def test_an_unknown_part_is_for_the_manifest_to_mend():
    found = verdict(HALF, {"donor": list("AABB")}, claim("donor", partition="ood"))

    assert (found.verdict, found.said_by) == (NOT_CHECKED, "SPL024")


def test_a_part_is_not_compared_with_itself():
    found = verdict(HALF, {"donor": list("AABB")}, claim("donor", partition="train"))

    assert (found.verdict, found.obstacle) == (NOT_CHECKED, Obstacle.ITSELF)


def test_an_agent_is_new_where_training_holds_controls_alone():
    found = verdict(HALF, {"agent": [CONTROL, CONTROL, "a", "b"]}, claim("agent"))

    assert found.verdict is SUPPORTED
    assert found.qualifiers


PAIR = claim("agent", joint_with=["cell_line"])


def test_pairs_may_be_new_though_each_is_known():
    """leakage.md 4.1 #9, and 3 #3: drug and line known, their pair held out."""
    columns = {"agent": list("aabba"), "cell_line": list("KMKMK")}
    parts = ["train", "train", "train", "test", "train"]

    assert verdict(parts, columns, PAIR).verdict is SUPPORTED
    shared = verdict([*parts[:-1], "test"], columns, PAIR)
    assert (shared.verdict, shared.said_by, shared.n_counter_levels) == (REFUTED, "CLM001", 1)
    assert shared.counter_examples[0].level == "K | a"


def test_another_context_means_known_and_not_here():
    there = claim("agent", "seen_in_other_context", joint_with=["cell_line"])
    lines = {"cell_line": list("KMKM")}

    known = verdict(["train", "train", "train", "test"], {"agent": list("abba"), **lines}, there)
    assert known.verdict is SUPPORTED
    here = verdict(["train", "train", "test", "test"], {"agent": list("abaa"), **lines}, there)
    assert (here.verdict, here.said_by) == (REFUTED, "CLM004")
    assert [e.level for e in here.counter_examples] == ["K | a"]
    nowhere = verdict(["train", "train", "train", "test"], {"agent": list("abbc"), **lines}, there)
    assert nowhere.verdict is REFUTED
    assert nowhere.counter_examples[0].n_reference == 0


@pytest.mark.parametrize(("limit", "expected"), [(2, SUPPORTED), (1, REFUTED)])
def test_few_shot_counts_rows_of_training(limit, expected):
    found = verdict(
        [*["train"] * 6, *["test"] * 4],
        {"cell_type": [*"TTBBBB", *"TTTT"]},
        claim("cell_type", "few_shot", few_shot_limit=limit),
    )

    assert found.verdict is expected


def test_few_shot_without_a_limit_is_incomplete():
    found = verdict(HALF, {"donor": list("ABAB")}, claim("donor", "few_shot"))

    assert (found.verdict, found.obstacle) == (NOT_CHECKED, Obstacle.INCOMPLETE)


def test_seen_means_every_value():
    agents = claim("agent", "seen")

    assert verdict(HALF, {"agent": list("abab")}, agents).verdict is SUPPORTED
    found = verdict(HALF, {"agent": list("abac")}, agents)
    assert (found.verdict, found.said_by, found.n_counter_levels) == (REFUTED, "CLM003", 1)


BETWEEN = claim("dose", "interpolation")
BEYOND = claim("dose", "extrapolation")


@pytest.mark.parametrize(
    ("dose", "between", "beyond"),
    [
        (3, SUPPORTED, REFUTED),
        (1, REFUTED, REFUTED),
        (10, REFUTED, REFUTED),
        (30, REFUTED, SUPPORTED),
        (0.1, REFUTED, SUPPORTED),
        (10.000000001, REFUTED, REFUTED),
    ],
)
def test_doses_lie_between_or_beyond(dose, between, beyond):
    columns = {"agent": ["a"] * 4, "dose": [1, 5, 10, dose]}
    parts = ["train", "train", "train", "test"]

    assert verdict(parts, columns, BETWEEN).verdict is between
    assert verdict(parts, columns, BEYOND).verdict is beyond


def test_doses_of_another_agent_are_no_range():
    columns = {"agent": list("aabbb"), "dose": [1, 100, 20, 40, 50]}
    parts = ["train", "train", "train", "train", "test"]

    assert verdict(parts, columns, BETWEEN).verdict is REFUTED
    assert verdict(parts, columns, BEYOND).verdict is SUPPORTED


def test_doses_of_an_agent_that_training_lacks_lie_nowhere():
    columns = {"agent": list("aab"), "dose": [1, 10, 100]}

    for wanted in (BETWEEN, BEYOND):
        found = verdict(["train", "train", "test"], columns, wanted)
        assert (found.verdict, found.said_by) == (REFUTED, "CLM005")


def test_times_without_agents_are_judged_over_all_rows():
    columns = {"time": [0, 10, 5]}
    between = claim("time", "interpolation")

    assert verdict(["train", "train", "test"], columns, between).verdict is SUPPORTED


def test_an_axis_without_order_has_no_between():
    found = verdict(HALF, {"donor": list("ABAB")}, claim("donor", "interpolation"))

    assert (found.verdict, found.obstacle) == (NOT_CHECKED, Obstacle.NO_NUMBERS)


def members(n):
    return claim("combination", members_seen=n)


@pytest.mark.parametrize(
    ("trained", "tested", "seen"),
    [
        (["A", "B"], ["A+B"], 2),
        (["A", "B"], ["B+A"], 2),
        (["A", "B"], ["A+C"], 1),
        (["A", "B"], ["C+D"], 0),
        (["A", "B", "A+B"], ["C+D"], 0),
    ],
)
def test_members_that_training_knows_alone_are_counted(trained, tested, seen):
    parts = [*["train"] * len(trained), *["test"] * len(tested)]
    for n in (0, 1, 2):
        found = verdict(parts, {"agent": [*trained, *tested]}, members(n))
        assert (found.verdict is SUPPORTED) is (n == seen)
        assert found.said_by == ("" if n == seen else "CLM006")


def test_mixtures_of_members_seen_are_refuted_whatever_is_claimed():
    """leakage.md 2.4: combo_seen1 held 19 combinations of which no member was seen."""
    agents = ["A", "B", "A+C", "C+D"]
    for n in (0, 1, 2):
        found = verdict(["train", "train", "test", "test"], {"agent": agents}, members(n))
        assert found.verdict is REFUTED
        assert found.said_by == "CLM006"


def test_a_member_known_from_another_combination_is_not_unseen():
    agents = ["A", "C+E", "A+C"]
    found = verdict(["train", "train", "test"], {"agent": agents}, members(1))

    assert found.verdict is REFUTED


def test_a_reversed_combination_is_the_same():
    """leakage.md 1.5 #8, 2.3, 2.4."""
    found = verdict(
        ["train", "train", "train", "test"], {"agent": ["A", "B", "A+B", "B+A"]}, members(2)
    )

    assert (found.verdict, found.said_by) == (REFUTED, "LEK013")


def test_singles_beside_combinations_are_said():
    """leakage.md 2.4: combo_seen0 held ten singles and one combination."""
    agents = ["A", "B", "A+B", "C"]
    found = verdict(["train", "train", "test", "test"], {"agent": agents}, members(2))

    assert found.verdict is SUPPORTED
    assert any("single" in one for one in found.qualifiers)


rows = st.integers(2, 25).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from(["train", "val", "test"]), min_size=n, max_size=n),
        st.lists(st.sampled_from(["a", "b", "c", CONTROL, None]), min_size=n, max_size=n),
        st.lists(st.sampled_from(["K", "M", "N"]), min_size=n, max_size=n),
    )
)

CLAIMS = (
    claim("agent"),
    claim("cell_line"),
    PAIR,
    claim("agent", "seen"),
    claim("agent", "few_shot", few_shot_limit=2),
    claim("agent", "seen_in_other_context", joint_with=["cell_line"]),
)


@given(rows, st.integers(0, 99))
@settings(max_examples=60)
def test_the_order_of_rows_changes_nothing(design, seed):
    parts, agents, lines = design
    order = np.random.default_rng(seed).permutation(len(parts)).tolist()
    turned = [[values[k] for k in order] for values in (parts, agents, lines)]
    one = judge(split_of(parts, {"agent": agents, "cell_line": lines}, *CLAIMS))
    other = judge(split_of(turned[0], {"agent": turned[1], "cell_line": turned[2]}, *CLAIMS))

    assert one == other


@given(rows)
@settings(max_examples=100)
def test_a_verdict_is_what_the_rows_say(design):
    parts, agents, lines = design
    facts = split_of(parts, {"agent": agents, "cell_line": lines}, *CLAIMS)
    found = judge(facts)
    treated = [
        (part, agent, line)
        for part, agent, line in zip(parts, agents, lines, strict=True)
        if agent not in {CONTROL, None}
    ]
    tested = [(a, c) for part, a, c in treated if part == "test"]
    trained = [(a, c) for part, a, c in treated if part == "train"]
    known = {a for a, _ in trained}
    expected = (
        not {a for a, _ in tested} & known,
        None,
        not set(tested) & set(trained),
        {a for a, _ in tested} <= known,
        all(sum(b == a for b, _ in trained) <= 2 for a, _ in tested),
        all(pair not in trained and pair[0] in known for pair in tested),
    )
    for one, holds in zip(found, expected, strict=True):
        if one.verdict is NOT_CHECKED or holds is None:
            continue
        assert (one.verdict is not REFUTED) is holds
