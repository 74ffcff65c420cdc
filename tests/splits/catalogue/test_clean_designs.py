"""Fifty clean designs over all axes give no error."""

import pytest
from catalogue.auditing import audit, of_severity
from catalogue.clean import N_DESIGNS, clean_design


@pytest.mark.parametrize("number", range(N_DESIGNS))
def test_a_clean_design_gives_no_error(number, tmp_path):
    report = audit(clean_design(number), tmp_path)

    assert [(finding.code, finding.message) for finding in of_severity(report)] == []
    assert [claim for claim in report.split.claims if claim.result == "refuted"] == []
