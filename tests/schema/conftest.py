"""The LinkML source of the standard, read once for all tests of it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from schema_build.source import Source

ROOT = Path(__file__).resolve().parents[2]
TOOLS = str(ROOT / "tools")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def build_tools() -> None:
    """Make the modules below ``tools`` importable."""
    if TOOLS not in sys.path:
        sys.path.insert(0, TOOLS)


@pytest.fixture(scope="session")
def source(root: Path, build_tools: None) -> "Source":
    """Return the merged, materialised schema."""
    from schema_build.source import read_source

    return read_source(root)
