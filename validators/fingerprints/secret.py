"""Hashes that only those who share a secret can make."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.validators.fingerprints.spread import spread

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LEAST_BYTES = 16
"""Of a key file: 128 bits."""

_MOST_BYTES = 1 << 16


class KeyFileError(AivcError, ValueError):
    """A file of a shared secret cannot be used."""


@dataclass(frozen=True)
class Secret:
    """A key of 32 bytes. Do not print it."""

    key: bytes

    def __repr__(self) -> str:
        """Show that there is a key, never the key."""
        return "Secret(...)"

    @classmethod
    def from_file(cls, path: Path) -> Secret:
        """Derive a key from a file of at least 16 random bytes or letters.

        Raises
        ------
        KeyFileError
            It cannot be read, or is too short to be secret.
        """
        try:
            with path.open("rb") as opened:
                content = opened.read(_MOST_BYTES + 1).strip()
        except OSError as error:
            msg = f"the key file {path} cannot be read: {error.strerror}"
            raise KeyFileError(msg) from error
        if not LEAST_BYTES <= len(content) <= _MOST_BYTES:
            msg = (
                f"the key file {path} holds {len(content)} bytes; a shared secret takes "
                f"{LEAST_BYTES} to {_MOST_BYTES}, for example from `openssl rand -hex 32`"
            )
            raise KeyFileError(msg)
        return cls(hashlib.blake2b(content, digest_size=32, person=b"aivc key file").digest())

    @property
    def check(self) -> str:
        """Text that tells whether two fingerprints were made with one key, and not which."""
        return self._hash(b"which key", b"aivc check").hex()

    def hidden(self, numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Hash each number with the key (BLAKE2b, 64 bits)."""
        content = numbers.astype("<u8", copy=False).tobytes()
        digests = b"".join(
            self._hash(content[k : k + 8], b"aivc row") for k in range(0, len(content), 8)
        )
        return np.frombuffer(digests, "<u8").astype(np.uint64)

    def hidden_text(self, text: str) -> str:
        """Hash a digest with the key."""
        keyed = hashlib.blake2b(text.encode(), digest_size=16, key=self.key, person=b"aivc digest")
        return keyed.hexdigest()

    def _hash(self, content: bytes, purpose: bytes) -> bytes:
        return hashlib.blake2b(content, digest_size=8, key=self.key, person=purpose).digest()


def published(numbers: NDArray[np.uint64], secret: Secret | None) -> NDArray[np.uint64]:
    """Return what a fingerprint holds for each number: mixed, or hidden with the key."""
    return spread(numbers) if secret is None else secret.hidden(numbers)
