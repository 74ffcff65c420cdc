"""What TAB rules tell to run mends labels and leaves missing values missing."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from aivc.validators.registry import rule_of

VALUES = {"frame": "obs", "column": "drug", "mapping": "{' DMSO': 'DMSO'}"}


class Data:
    """As much of an AnnData as the commands touch."""

    def __init__(self, dtype: str) -> None:
        self.obs = pd.DataFrame({"drug": pd.Series([" DMSO", None, "DMSO"], dtype=dtype)})


@pytest.mark.parametrize("dtype", ["object", "category", "string"])
@pytest.mark.parametrize("code", ["TAB009", "TAB029"])
def test_the_command_leaves_missing_values_missing(code: str, dtype: str) -> None:
    fix = rule_of(code).fix.format_map({**VALUES, "suggestion": ""})
    (command,) = re.findall(r"`(adata\.obs\[.*?)`", fix)
    data = Data(dtype)
    exec(command, {"adata": data, "np": np})  # noqa: S102 - the command is our own
    assert data.obs["drug"].isna().tolist() == [False, True, False]
    assert data.obs["drug"].dropna().tolist() == ["DMSO", "DMSO"]
