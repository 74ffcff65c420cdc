"""What the observations of mass spectrometry are: a run, or a channel of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN_FILE = re.compile(
    r"\.(raw|mzml|mzxml|d|wiff2?|dia|htrms)(\.(gz|zip|dia|quant))?$", re.IGNORECASE
)
_CHANNEL = re.compile(
    r"(?:RI|(?:Reporter[ ._]?intensity(?:[ ._]corrected)?)|channel|TMT|mTRAQ)?[ ._]?(\d{1,3})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MassSample:
    """A run, and a channel of it where labels are isobaric or isotopic."""

    run: str
    channel: str = ""

    @property
    def name(self) -> str:
        """The run without folders and suffix, and the channel."""
        run = run_name(self.run)
        if not self.channel:
            return run
        return f"{run}_{self.channel}" if run else f"channel_{self.channel}"


def run_name(written: str) -> str:
    r"""Return the name of a run without folders and the suffix of its file.

    Examples
    --------
    >>> run_name(r"D:\\data\\cell_01.raw"), run_name("/data/cell_02.mzML"), run_name("set.1")
    ('cell_01', 'cell_02', 'set.1')
    """
    return RUN_FILE.sub("", re.split(r"[/\\]", written.rstrip("/\\"))[-1].strip())


def channel_key(written: str) -> str:
    """Return the number of a channel, however it is written; what has none stays as it is.

    Examples
    --------
    >>> [channel_key(text) for text in ("RI1", "Reporter.intensity.corrected.1", "1", "TMT127N")]
    ['1', '1', '1', 'TMT127N']
    """
    found = _CHANNEL.fullmatch(written.strip())
    return found[1].lstrip("0") or "0" if found else written.strip()


def names_of(samples: Sequence[MassSample]) -> list[str]:
    """Return names of samples, those of whole paths where runs of two folders share a name."""
    names = [sample.name for sample in samples]
    if len(set(names)) == len(names):
        return names
    return [f"{s.run}_{s.channel}" if s.channel else s.run for s in samples]
