"""Rows of two tables that were not compared are told, not passed over."""

import numpy as np

from aivc.schema.generated.views import SplitManifest
from aivc.validators.findings import Location
from aivc.validators.rules.lek.space_not_judged import RULE
from aivc.validators.split_facts.space import measure_space
from tests.validators.split_facts.rows_by_hand import PAIR, parts
from tests.validators.split_facts.test_places_of_elements import seen, serial


class _Facts:
    def __init__(self, space):
        self.split = _Split(space)


class _Split:
    is_divided = True
    absent = {}  # noqa: RUF012 - nothing changes it

    def __init__(self, space):
        self.space = space


def test_what_covers_one_place_and_was_not_compared_is_named(tmp_path):
    for shift, expected in ((1.0, [Location("manifest", pointer="/binding")]), (11.0, [])):
        rows = seen(serial(tmp_path / str(shift), shift))
        codes = np.arange(rows.n_rows) % 2
        space = measure_space(rows, parts(codes), [PAIR], SplitManifest())
        found = list(RULE.check(None, _Facts(space)))
        assert [evidence.location for evidence in found] == expected
