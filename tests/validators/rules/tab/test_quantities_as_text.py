"""Numbers with a unit in one cell are read as the field writes them."""

from aivc.validators.rules.tab.columns import PlacedColumn
from aivc.validators.rules.tab.quantities_as_text import doses_in, make_up, times_in
from tests.validators.rules.handmade import text_column


def column(*labels: str) -> PlacedColumn:
    facts = text_column("c", dict.fromkeys(labels, 1))
    return PlacedColumn("", "obs", "c", facts)


def test_doses_are_read_as_the_sources_write_them() -> None:
    assert doses_in(column("0.2 uM panobinostat", "10.0nM", "5 ng/ml"), "field") == [
        "'0.2 uM panobinostat' = 0.2 umol/L",
        "'10.0nM' = 10 nmol/L",
        "'5 ng/ml' = 5 ng/mL",
    ]
    assert doses_in(column("[('Infigratinib', 0.05, 'uM')]"), "field") == [
        "\"[('Infigratinib', 0.05, 'uM')]\" = 0.05 umol/L"
    ]


def test_the_dialect_decides_what_um_is() -> None:
    assert doses_in(column("10.0 um"), "lincs") == ["'10.0 um' = 10 umol/L"]
    assert doses_in(column("10.0 um"), "field") == ["'10.0 um' = 10 of an unclear unit"]


def test_a_sum_of_doses_says_that_it_is_several() -> None:
    assert doses_in(column("1+1", "1"), "field") == ["'1+1' = several values"]


def test_names_words_and_bare_numbers_are_no_doses() -> None:
    assert doses_in(column("5-fluorouracil", "17-AAG", "DMSO", "1", "high", "2-DG"), "field") == []


def test_times_are_read_and_bins_are_not() -> None:
    assert times_in(column("500_minutes", "24h", "mixed", "270-330", "> 650")) == [
        "'500_minutes' = 500 min",
        "'24h' = 24 h",
    ]


def test_half_of_the_labels_make_up_a_column() -> None:
    assert make_up(["a"], column("DMSO", "1 uM"))
    assert not make_up(["a"], column("DMSO", "water", "1 uM"))
    assert not make_up([], column())
