"""A copy of a cell is found though its numbers were changed a little.

deepchecks 0.19 finds every exact copy and none with noise of 1e-4, compares two parts only, and
needs a dense frame. Two ids for one sample (HEST, issue 126) fool everything that looks at ids.
"""

from dataclasses import replace

import numpy as np
import pytest
from catalogue.auditing import audit, codes
from catalogue.content_leaks import N_COPIES, copied
from catalogue.counting import log_normalised
from catalogue.measured_cells import measured_cells
from catalogue.shuffling import generator


def noisy(counts, rng):
    moved = counts + rng.normal(0, 1e-4, counts.shape).astype(np.float32)
    return np.where(counts > 0, moved, 0).astype(np.float32)


def rounded(counts, rng):
    return np.round(counts, 3)


@pytest.mark.parametrize("change", [noisy, rounded])
@pytest.mark.parametrize("seed", range(2))
def test_a_copy_with_a_little_noise_is_found(change, seed, tmp_path):
    clean = measured_cells(seed)
    normalised = replace(clean, counts=log_normalised(clean.counts))
    rng = generator("copies", seed)
    report = audit(copied(change)(normalised, rng), tmp_path)

    found = [f for f in report.findings if "LEK070" <= f.code <= "LEK089" and f.count]
    assert {finding.severity.value for finding in found} & {"error", "warning"}
    assert N_COPIES in {finding.count for finding in found}


def test_cells_that_only_look_alike_are_no_copies(tmp_path):
    clean = measured_cells(3)

    report = audit(replace(clean, counts=log_normalised(clean.counts)), tmp_path)

    assert codes(report) == []
    assert not [f for f in report.findings if f.code in {"LEK070", "LEK071", "LEK072"}]
