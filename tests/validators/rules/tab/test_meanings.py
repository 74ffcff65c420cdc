"""What a column is about is told by whole words of its name."""

import pytest

from aivc.validators.rules.tab.columns import PlacedColumn
from aivc.validators.rules.tab.meanings import meaning_of, words_of
from tests.validators.rules.handmade import facts_of, table_of, text_column


def meaning(name: str, frame: str = "obs") -> str:
    column = text_column(name, {"a": 1})
    table = table_of(obs={name: column})
    return meaning_of(facts_of(table), PlacedColumn(table.name, frame, name, column))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dose", "dose"),
        ("dose_value", "dose"),
        ("pert_dose_uM", "dose"),
        ("Dose.2", "dose"),
        ("concentration", "dose"),
        ("time.point", "time"),
        ("timePoint", "time"),
        ("pert_time", "time"),
        ("embryo.time", "time"),
        ("age", "age"),
        ("donor_age", "age"),
        ("dose_unit", ""),
        ("dose_level", ""),
        ("embryo.time.bin", ""),
        ("time_unit", ""),
        ("latent_time", ""),
        ("development_stage", ""),
        ("language", ""),
        ("lifetime_id", ""),
        ("leiden", ""),
    ],
)
def test_a_name_tells_a_quantity(name: str, expected: str) -> None:
    assert meaning(name) == expected


def test_columns_of_var_are_no_doses() -> None:
    assert meaning("dose", "var") == ""


def test_names_are_split_at_signs_and_humps() -> None:
    assert words_of("n.umi") == ("n", "umi")
    assert words_of("pert_dose_uM") == ("pert", "dose", "um")
