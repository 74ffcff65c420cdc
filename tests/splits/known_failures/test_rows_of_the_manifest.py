"""Every row is in the part that the manifest says, or the audit says otherwise.

Peers keep the last of two lines for one cell, take cells that are not listed for training, read
``007`` as a number, and let a misspelt name pass without a word.
"""

from dataclasses import replace

import pytest
from catalogue.auditing import codes
from catalogue.headers import unseen

from known_failures.small import audited, design_of

DONORS = [
    {"donor": "001", "part": "train"},
    {"donor": "002", "part": "train"},
    {"donor": "003", "part": "test"},
]


def donors(**changes):
    design = design_of(DONORS, "donor", [unseen("donor")], binding={"donor": ["donor"]})
    return replace(design, **changes)


def numbered(**changes):
    design = donors(**changes)
    return design.renamed({name: f"{k:03d}" for k, name in enumerate(design.ids)}.__getitem__)


@pytest.mark.parametrize("table_format", ["csv", "parquet"])
def test_leading_zeros_survive(table_format, tmp_path):
    report = audited(numbered(table_format=table_format), tmp_path)

    assert codes(report) == []
    assert [part.n_rows for part in report.split.parts] == [20, 10]


@pytest.mark.parametrize("table_format", ["csv", "parquet"])
def test_a_leak_is_found_where_ids_look_like_numbers(table_format, tmp_path):
    design = numbered(table_format=table_format)
    report = audited(design.with_parts({25: "train"}), tmp_path)

    assert codes(report) != []
    shared = [line for line in report.split.overlaps if line.axes == ("donor",)]
    assert [line.n_shared for line in shared] == [1]


def test_leading_zeros_of_donors_survive_in_a_table_of_donors(tmp_path):
    report = audited(donors(keyed_by=("donor",), table_format="csv"), tmp_path)

    assert codes(report) == []
    assert [part.n_rows for part in report.split.parts] == [20, 10]


def test_rows_that_are_not_listed_are_in_no_part(tmp_path):
    report = audited(donors().with_parts(dict.fromkeys(range(5))), tmp_path)

    assert [part.n_rows for part in report.split.parts] == [15, 10]
    assert codes(report) != []


def test_a_misspelt_donor_is_not_silently_nowhere(tmp_path):
    misspelt = donors(keyed_by=("donor",), misspelt={"003": "0O3"})

    assert codes(audited(misspelt, tmp_path)) != []
