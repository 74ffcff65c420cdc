"""Balanced designs raise nothing; planted faults are always found, and named once."""

import pytest

from tests.validators.rules.dsg.simulated import FAULTS, crossed
from tests.validators.rules.laid_out import judge, serious

MORE = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(20, 50)]


@pytest.mark.parametrize("seed", [*range(20), *MORE])
def test_what_is_crossed_raises_no_error_and_no_warning(seed: int) -> None:
    # The larger ones have few vehicle cells in each donor and plate, which is said rightly.
    assert serious(judge(*crossed(seed))) <= {"CTL007"}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("seed", range(3))
def test_a_planted_fault_is_found_under_its_own_name_only(fault, seed: int) -> None:
    obs, card = crossed(seed)
    spoilt, code = fault(obs, card)
    spoilt.index = [f"cell{row}" for row in range(len(spoilt))]
    assert serious(judge(spoilt, card)) - {"CTL007"} == {code}
