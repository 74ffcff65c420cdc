"""Fixtures that every room's tests share."""

from pathlib import Path

import pytest

REAL_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def real_data() -> Path:
    """Return the folder of real data sets, or skip where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"no real data beside the checkout: {REAL_DATA.name} is absent")
    return REAL_DATA
