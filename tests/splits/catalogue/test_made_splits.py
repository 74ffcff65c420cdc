"""What ``split make`` writes, ``split audit`` passes."""

import pytest
from catalogue.auditing import of_severity
from catalogue.made import MAKINGS, make

import aivc


@pytest.mark.parametrize("making", MAKINGS, ids=lambda making: making.name)
def test_a_split_that_was_made_passes_its_audit(making, tmp_path):
    data, written = make(making, 1, tmp_path)

    assert written
    for split in written:
        report = aivc.split_audit(data, split.path)
        assert [(f.code, f.message) for f in of_severity(report)] == []
        assert {claim.result for claim in report.split.claims} <= {"supported"}
        assert report.split.claims or making.request.block
