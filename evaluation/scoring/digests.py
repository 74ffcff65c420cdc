"""One digest for all readouts that predictions are judged on."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.evaluation.readouts.readout import Readout


def readouts_digest(readouts: Iterable[Readout]) -> str:
    """Return the SHA-256 of names and digests of readouts, in any order."""
    stated = sorted((readout.readout_id, readout.digest) for readout in readouts)
    return hashlib.sha256(json.dumps(stated, separators=(",", ":")).encode()).hexdigest()
