"""A few observations of each held-out value go to training."""

import numpy as np
import pytest
from making.cases import ask, screen
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.make import make_split
from aivc.splits.making.request import SplitRequest


def test_training_holds_at_most_so_many_of_each_and_at_least_one():
    rows = screen(3000, n_donors=10, n_agents=60)
    made = make_split(rows, ask("donor", few_shot=20, shared=("well",)))[0]
    donor, codes = rows.axes["donor"].codes, made.partitioning.codes
    for part in (1, 2):
        for level in np.unique(donor[(codes == part)]):
            trained = int(((donor == level) & (codes == 0)).sum())
            assert 1 <= trained <= 20
            assert ((donor == level) & (codes == part)).any()
    assert made.header["claims"] == [
        {"claim_axis": "donor", "novelty": "few_shot", "few_shot_limit": 20, "partition": part}
        for part in ("validation", "test")
    ]
    assert made.header["unit_of_split"] == "observation"


def test_a_well_moves_as_a_whole():
    rows = screen(3000, n_agents=60)
    made = make_split(rows, ask("donor", few_shot=20))[0]
    well = rows.axes["well"].codes
    for code in np.unique(well):
        assert len(set(made.partitioning.codes[well == code].tolist())) == 1
    assert made.header["unit_of_split"] == "well"


def test_wells_larger_than_the_limit_are_refused_by_name():
    donors = [f"D{k}" for k in range(5)]
    rows = observations(
        {
            "donor": [d for d in donors for _ in range(20)],
            "well": [f"{d}/{w}" for d in donors for w in range(2) for _ in range(10)],
        }
    )
    with pytest.raises(InfeasibleSplitError, match="larger than 5"):
        make_split(rows, SplitRequest(("donor",), few_shot=5))
