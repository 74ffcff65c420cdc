"""Digest of everything that a readout depends on beside the states."""

from __future__ import annotations

import hashlib
import json


def digest_of(kind: str, /, **parts: object) -> str:
    """Return the SHA-256 of a readout by its kind and what was stated, independent of order.

    Examples
    --------
    >>> digest_of("pathway", least=5)[:8] == digest_of("pathway", least=5)[:8]
    True
    """
    stated = json.dumps({"kind": kind, **parts}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(stated.encode()).hexdigest()
