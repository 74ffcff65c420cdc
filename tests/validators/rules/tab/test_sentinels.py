"""Numbers that stand for a missing value are told from measured ones."""

from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.rules.tab.columns import PlacedColumn
from aivc.validators.rules.tab.sentinels import POSITIVE, sentinels_of
from tests.validators.rules.handmade import number_column, text_column


def found(numbers: dict[float, int], *, is_dose: bool = False) -> list[tuple[str, int]]:
    column = number_column("c", numbers)
    return sentinels_of(PlacedColumn("", "obs", "c", column), is_dose=is_dose)


@given(st.lists(st.floats(0, 1e6).filter(lambda x: x not in POSITIVE), min_size=1, unique=True))
def test_minus_666_is_found_among_numbers_that_are_not_negative(others: list[float]) -> None:
    assert found({**dict.fromkeys(others, 2), -666.0: 3}) == [("-666", 3)]


@given(st.lists(st.floats(-5000, 5000).filter(lambda x: x != -666), min_size=20, unique=True))
def test_minus_666_among_many_negative_numbers_is_one_of_them(others: list[float]) -> None:
    numbers = {**dict.fromkeys(others, 1), **dict.fromkeys((-1.5, -2.5, -3.5), 1), -666.0: 1}
    assert ("-666", 1) not in found(numbers)


@given(st.integers(200, 998))
def test_999_at_the_end_of_a_range_is_a_number(largest: int) -> None:
    assert found({1.0: 1, float(largest): 1, 999.0: 1}) == []


@given(st.integers(0, 199))
def test_999_far_beyond_all_others_is_none(largest: int) -> None:
    assert found({-1.0: 1, float(largest): 1, 999.0: 4}) == [("999", 4)]


def test_minus_1_is_a_sentinel_for_doses_only() -> None:
    numbers = {0.0: 5, 10.0: 5, -1.0: 2}
    assert found(numbers, is_dose=True) == [("-1", 2)]
    assert found(numbers) == []


def test_a_column_of_one_number_says_nothing() -> None:
    assert found({999.0: 10}) == []
    assert found({-99.0: 10}) == []
    assert found({-666.0: 10}) == [("-666", 10)]


def test_minus_666_is_found_as_text() -> None:
    column = text_column("c", {"0.5": 3, "-666": 2, "-666.000": 1, "-6660": 1})
    placed = PlacedColumn("", "obs", "c", column)
    assert sentinels_of(placed, is_dose=False) == [("-666", 2), ("-666.000", 1)]
