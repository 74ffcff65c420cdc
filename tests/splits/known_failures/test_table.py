"""The table of known failures names tests that are there."""

import re
from pathlib import Path

import pytest

import known_failures

TESTS = Path(__file__).parents[2]
NAMED = re.findall(r"(\S+\.py)::(\w+)", known_failures.__doc__)


@pytest.mark.parametrize(("path", "name"), sorted(set(NAMED)))
def test_what_the_table_names_is_there(path, name):
    assert f"def {name}(" in (TESTS / path).read_text("utf-8")


def test_all_numbered_defects_are_there():
    numbers = re.findall(r"^    (\d+)\. ", known_failures.__doc__, re.MULTILINE)

    assert [int(number) for number in numbers] == list(range(1, 21))
