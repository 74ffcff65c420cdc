"""One digest for all readouts that predictions are judged on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.evaluation.readouts.readout import Readout

FROM_TRAINING: Mapping[ReadoutKind, str] = MappingProxyType(
    {ReadoutKind.DOSE_RESPONSE: "known", ReadoutKind.INTERACTION: "alone"}
)
"""What readouts hold that training measured."""


def definition_digest(readout: Readout) -> str:
    """Return the digest of a readout without what training measured.

    Folds of a split train on other units, and so differ in the digest itself.
    """
    held = FROM_TRAINING.get(readout.kind, "")
    if not hasattr(readout, held):
        return readout.digest
    # Readouts are dataclasses; their protocol does not say so.
    plain: Any = readout
    return str(replace(plain, **{held: {}}).digest)


def readouts_digest(readouts: Iterable[Readout]) -> str:
    """Return the SHA-256 of names and digests of readouts, in any order."""
    stated = sorted((readout.readout_id, readout.digest) for readout in readouts)
    return hashlib.sha256(json.dumps(stated, separators=(",", ":")).encode()).hexdigest()
