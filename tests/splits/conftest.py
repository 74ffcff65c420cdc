"""Simulated designs are imported by several tests, and by a script in benchmarks."""

import sys
from pathlib import Path

HERE = str(Path(__file__).parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)
