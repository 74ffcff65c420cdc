"""The day on which a crate is made."""

from __future__ import annotations

import datetime as dt
import os

EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 that stand for now, so that a build can be repeated to the byte:
https://reproducible-builds.org/specs/source-date-epoch/."""


def publication_date() -> str:
    """Return the day as ISO 8601: that of ``SOURCE_DATE_EPOCH`` where it is set, else today's."""
    told = os.environ.get(EPOCH, "")
    if told.isdecimal():
        return dt.datetime.fromtimestamp(int(told), dt.UTC).date().isoformat()
    return dt.datetime.now(dt.UTC).date().isoformat()
