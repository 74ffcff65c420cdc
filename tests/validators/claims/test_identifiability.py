"""A claim that holds is refused where something else is new with it, and only there."""

import pytest

from aivc.validators.claims.judge import judge
from aivc.validators.claims.model import Verdict
from tests.validators.claims.handmade_split import CONTROL, claim, split_of

SUPPORTED, REFUSED = Verdict.SUPPORTED, Verdict.NOT_IDENTIFIABLE


def crossed(**columns):
    """Return columns of rows, each given as a text of one letter per row."""
    return {name: list(values) for name, values in columns.items()}


def verdict(parts, columns, *claims, **more):
    names = {"r": "train", "v": "val", "e": "test"}
    return judge(split_of([names[p] for p in parts], columns, *claims, **more))[0]


def test_each_compound_in_one_lot_makes_lots_prove_nothing():
    columns = crossed(batch="1111222233", agent="aabbccddee")
    found = verdict("rrrrrrrree", columns, claim("batch"))

    assert (found.verdict, found.said_by, found.confounders) == (REFUSED, "CLM010", ("agent",))


def test_nor_do_they_prove_anything_about_compounds():
    columns = crossed(batch="1111222233", agent="aabbccddee")
    found = verdict("rrrrrrrree", columns, claim("agent"))

    assert (found.verdict, found.confounders) == (REFUSED, ("batch",))


def test_a_claim_of_both_says_what_is_tested():
    columns = crossed(batch="1111222233", agent="aabbccddee")
    found = judge(split_of(["train"] * 8 + ["test"] * 2, columns, claim("batch"), claim("agent")))

    assert [one.verdict for one in found] == [SUPPORTED, SUPPORTED]
    assert all(one.qualifiers for one in found)


def test_perfect_confounding_is_refused_not_insufficient():
    """leakage.md 1.5 #10 and 4.1 #10: 200 perturbations, each on one of 20 plates."""
    agents = [f"p{k:03d}" for k in range(200)]
    plates = [f"plate {k % 20}" for k in range(200)]
    parts = ["test" if k % 20 == 7 else "train" for k in range(200)]
    found = judge(split_of(parts, {"agent": agents, "plate": plates}, claim("agent")))[0]

    assert (found.verdict, found.confounders) == (REFUSED, ("plate",))


def test_agents_on_known_plates_are_told_apart():
    agents = [f"p{k:03d}" for k in range(200)]
    plates = [f"plate {k % 20}" for k in range(200)]
    parts = ["test" if k < 20 else "train" for k in range(200)]
    found = judge(split_of(parts, {"agent": agents, "plate": plates}, claim("agent")))[0]

    assert found.verdict is SUPPORTED


def test_a_donor_brings_samples_and_runs_of_its_own():
    columns = crossed(donor="AAAABBBBCCCC", sample="112233445566", batch="111122223333")
    found = verdict("rrrrrrrreeee", columns, claim("donor"))

    assert found.verdict is SUPPORTED
    assert found.confounders == ()


def test_two_donors_of_two_sites_are_a_donor_claim():
    columns = crossed(donor="AAAABBBB", site="SSSSTTTT")

    assert verdict("rrrreeee", columns, claim("donor")).verdict is SUPPORTED


def test_all_donors_of_a_site_held_out_are_a_site():
    columns = crossed(donor="AABBCCDD", site="SSSSTTTT", agent="xyxyxyxy")
    found = verdict("rrrreeee", columns, claim("donor"))

    assert (found.verdict, found.confounders) == (REFUSED, ("site",))


def test_unless_controls_shift_with_them():
    agents = ["x", CONTROL] * 4
    columns = {**crossed(donor="AABBCCDD", site="SSSSTTTT"), "agent": agents}
    found = verdict("rrrreeee", columns, claim("donor"), control_policy="split_with_group")

    assert found.verdict is SUPPORTED
    assert found.qualifiers


def test_a_line_in_a_batch_of_its_own_is_refused_without_controls():
    columns = crossed(cell_line="AAAABBBBCCCC", batch="111122223333", agent="xyxyxyxyxyxy")
    found = verdict("rrrrrrrreeee", columns, claim("cell_line"))

    assert (found.verdict, found.confounders) == (REFUSED, ("batch",))


def test_and_not_with_them():
    agents = ["x", CONTROL] * 6
    columns = {**crossed(cell_line="AAAABBBBCCCC", batch="111122223333"), "agent": agents}
    found = verdict("rrrrrrrreeee", columns, claim("cell_line"), control_policy="split_with_group")

    assert found.verdict is SUPPORTED


def test_several_batches_of_each_line_show_what_a_batch_does():
    columns = crossed(cell_line="AAAABBBBCCCC", batch="112233445566", agent="xyxyxyxyxyxy")

    assert verdict("rrrrrrrreeee", columns, claim("cell_line")).verdict is SUPPORTED


@pytest.mark.parametrize(
    ("claimed", "columns"),
    [
        ("sample", {"sample": "112233", "donor": "AABBCC"}),
        ("donor", {"donor": "AABBCC", "sample": "112233"}),
        ("guide", {"guide": "112233", "target": "AABBCC"}),
        ("target", {"target": "AABBCC", "guide": "112233"}),
        ("condition", {"condition": "112233", "agent": "AABBCC"}),
        ("cell_line", {"cell_line": "AABBCC", "donor": "112233"}),
        ("donor", {"donor": "AABBCC", "tissue": "112233", "disease": "xxyyzz"}),
        ("agent", {"agent": "AABBCC", "scaffold": "112233"}),
        ("plate", {"plate": "AABBCC", "batch": "112233"}),
        ("site", {"site": "AABBCC", "donor": "112233"}),
        ("section", {"section": "AABBCC", "donor": "112233"}),
    ],
)
def test_natural_nesting_is_no_confounding(claimed, columns):
    assert verdict("rrrree", crossed(**columns), claim(claimed)).verdict is SUPPORTED


def test_doses_are_chosen_for_each_agent():
    columns = {**crossed(agent="AABBCC"), "dose": [1, 2, 3, 4, 50, 60]}

    assert verdict("rrrree", columns, claim("agent")).verdict is SUPPORTED


def test_doses_that_only_new_agents_have_prove_nothing():
    columns = {**crossed(agent="AABBCC"), "dose": [1, 2, 3, 4, 50, 60]}
    found = verdict("rrrree", columns, claim("dose"))

    assert (found.verdict, found.confounders) == (REFUSED, ("agent",))


def test_a_time_among_times_is_not_new():
    columns = {**crossed(donor="AABBCC"), "time": [23.5, 24.1, 22.0, 26.0, 24.0, 24.3]}
    found = verdict("rrrree", columns, claim("donor"))

    assert found.verdict is SUPPORTED
    assert found.qualifiers == ()


def test_a_shared_axis_is_not_held_against_a_claim():
    columns = crossed(batch="1111222233", agent="aabbccddee")
    found = verdict("rrrrrrrree", columns, claim("batch"), shared_axes=["agent"])

    assert found.verdict is SUPPORTED


def test_a_value_that_most_rows_lack_explains_nothing():
    columns = {"donor": list("AABBCC"), "agent": ["x", "y", "x", "y", "z", None]}
    columns["agent"] = ["x", "y", "x", "y", None, None]
    found = verdict("rrrree", columns, claim("donor"))

    assert found.verdict is SUPPORTED


def test_tissues_of_a_donor_each_are_donors():
    columns = crossed(tissue="LLMMKK", donor="AABBCC")
    found = verdict("rrrree", columns, claim("tissue"))

    assert (found.verdict, found.confounders) == (REFUSED, ("donor",))


def test_tissues_of_several_donors_are_told_apart():
    columns = crossed(tissue="LLMMKKLMK", donor="ABCDEFGHI")

    assert verdict("rrrreerre", columns, claim("tissue")).verdict is SUPPORTED


def test_what_is_new_and_crossed_elsewhere_is_only_said():
    columns = crossed(donor="AABBAABBCC", plate="1212121233", agent="xyxyxyxyxy")
    found = verdict("rrrrrrrree", columns, claim("donor"))

    assert found.verdict is SUPPORTED
    assert len(found.qualifiers) == 1


def test_patients_who_got_one_drug_each_are_several_of_it():
    columns = crossed(agent="aaaabbbbcccc", donor="112233445566")

    assert verdict("rrrrrrrreeee", columns, claim("agent")).verdict is SUPPORTED


def test_one_patient_for_each_drug_is_one_thing():
    columns = crossed(agent="aaaabbbbcccc", donor="111122223333")
    found = verdict("rrrrrrrreeee", columns, claim("agent"))

    assert (found.verdict, found.confounders) == (REFUSED, ("donor",))
