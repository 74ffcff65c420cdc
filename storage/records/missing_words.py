"""Words for values that are not there."""

from __future__ import annotations

MISSING_WORDS = ("NA", "N/A", "NaN", "nan", "<NA>", "NULL", "null")
"""What R, pandas and databases write into a text table where there is no value."""

MISSING_CELLS = ("", *MISSING_WORDS)
"""The same, and cells that are empty."""
