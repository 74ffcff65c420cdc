"""What every room's tests share."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

REAL_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

# The suite is the same on every run; `make fuzz` looks for new examples.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("AIVC_HYPOTHESIS", "repeatable"))

# Ten thousand tests are being collected and none is garbage: a sixth of that time was searching.
gc.disable()


def pytest_collection_finish() -> None:
    """Leave ten thousand collected tests out of every later search for garbage: a tenth of all."""
    gc.freeze()
    gc.enable()


@pytest.fixture
def real_data() -> Path:
    """Return the folder of real data sets, or skip where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"no real data beside the checkout: {REAL_DATA.name} is absent")
    return REAL_DATA
