"""What is planted in a clean design is mended, and the audit of what is written finds no error."""

import pytest
from catalogue.leaks import LEAKS, by_base
from catalogue.writing import write

from aivc.verbs.split_repair import split_repair

MENDED = {
    *(f"LEK{number:03d}" for number in range(1, 19)),
    "SPL010",
    "LEK030",
    "LEK045",
    "LEK070",
    "CLM001",
    "CLM002",
    "CLM004",
    "CLM005",
    "CLM006",
}
BEYOND = {"time of test outside training"}
"""No time of test would be left."""

PLANTED = [leak for leak in LEAKS if leak.code in MENDED and leak.name not in BEYOND]
FIRST_OF_EACH_RULE = {leak.code: leak.name for leak in reversed(PLANTED)}


def ways():
    """Yield each leak with both ways to mend it; dropping is quick for one leak of each rule."""
    for leak in PLANTED:
        yield pytest.param(leak, "smallest", id=f"{leak.name}-smallest")
        is_first = FIRST_OF_EACH_RULE[leak.code] == leak.name
        marks = () if is_first else pytest.mark.slow
        yield pytest.param(leak, "drop", id=f"{leak.name}-drop", marks=marks)


def mended(leak, by, folder):
    design = leak.leaking(0)
    written = write(design, folder)
    if leak.tamper is not None:
        leak.tamper(written)
    goal = folder / "mended.split.yaml"
    return split_repair(written.data, written.manifest, goal, by=by, level=design.level)


@pytest.mark.parametrize(("leak", "by"), [*ways()])
def test_a_planted_leak_is_mended(leak, by, tmp_path):
    found = mended(leak, by, tmp_path)

    assert [error.message for error in found.errors] == []
    assert {claim.result for claim in found.report.split.claims} <= {"supported"}
    assert found.repair.n_touched > 0
    assert found.repair.obstacles == ()


@pytest.mark.parametrize("leaks", by_base(PLANTED), ids=lambda leaks: leaks[0].name)
def test_nothing_is_mended_where_nothing_is_wrong(leaks, tmp_path):
    design = leaks[0].base(0)
    written = write(design, tmp_path)
    goal = tmp_path / "mended.split.yaml"
    found = split_repair(written.data, written.manifest, goal, level=design.level)

    assert found.repair.n_touched == 0
    assert found.errors == ()


def test_what_would_leave_no_test_is_said(tmp_path):
    [leak] = [leak for leak in LEAKS if leak.name in BEYOND]
    found = mended(leak, "drop", tmp_path)

    assert found.repair.obstacles
    assert {error.code for error in found.errors} == {leak.code}
