"""A table of records has no matrix: rules about copies are not run, and nothing pretends else."""

import h5py
import pytest

from aivc.splits.making.request import SplitRequest
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen
from aivc.validators.outcome import NotRunReason
from aivc.verbs.split_audit import split_audit
from aivc.verbs.split_make import split_make

OF_COPIES = {"LEK070", "LEK071", "LEK072", "LEK073", "LEK076"}


@pytest.mark.parametrize("level", ["obs", "full"])
def test_records_are_not_compared_and_the_list_of_rules_says_so(level, tmp_path):
    data = tmp_path / "cells.csv"
    data.write_text("cell,donor_id\n" + "".join(f"c{k},D{k // 4}\n" for k in range(12)))
    split_make(data, SplitRequest(("donor",), tolerance=0.2), binding={"donor": ["donor_id"]})
    outcome = split_audit(data, level=level).outcome
    assert not OF_COPIES & {found.code for found in outcome.findings}
    assert not OF_COPIES & set(outcome.rules_run)
    told = {entry.code: entry.reason for entry in outcome.rules_not_run if entry.code in OF_COPIES}
    assert told == dict.fromkeys(OF_COPIES, NotRunReason.NOT_APPLICABLE)


def test_a_container_that_has_lost_its_matrix_is_told_of(tmp_path):
    data = write_specimen(specimen_of("drug"), tmp_path)
    split_make(data, SplitRequest(("donor",), tolerance=0.2))
    with h5py.File(data, "r+") as file:
        del file["X"]
        for name in list(file["layers"]):
            del file["layers"][name]
    outcome = split_audit(data, level="full").outcome
    assert "LEK073" in {found.code for found in outcome.findings}
    assert set(outcome.rules_run) >= OF_COPIES
