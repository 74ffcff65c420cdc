"""Numbers that look like measurements, the same on every machine.

Only uniform draws of a seeded PCG64 are used: their stream is fixed, whereas numpy may change how
other distributions are sampled.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def nearly_normal(generator: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Draw values of mean 0 and variance 1, as sums of twelve uniform numbers."""
    total: NDArray[np.float64] = generator.random((12, *shape)).sum(axis=0)
    return total - 6.0


def sample_counts(means: NDArray[np.float64], seed: int, spread: float) -> NDArray[np.float32]:
    """Draw whole counts around means, with cells of different depth and overdispersion.

    Parameters
    ----------
    means
        Expected molecules, shape (n_obs, n_var).
    seed
        Seed of the draws.
    spread
        Standard deviation of the logarithm of the depth of a cell.

    Returns
    -------
    ndarray of float32
        Shape (n_obs, n_var), whole and not negative.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    depth = np.exp(spread * nearly_normal(generator, (means.shape[0], 1)))
    noise = np.exp(0.3 * nearly_normal(generator, means.shape) - 0.045)
    rounding = generator.random(means.shape)
    counts: NDArray[np.float32] = np.floor(means * depth * noise + rounding).astype(np.float32)
    return counts


def sample_log_intensities(
    means: NDArray[np.float64], seed: int, spread: float
) -> NDArray[np.float32]:
    """Draw logarithms of intensities around means, shape (n_obs, n_var)."""
    generator = np.random.Generator(np.random.PCG64(seed))
    values: NDArray[np.float32] = (means + spread * nearly_normal(generator, means.shape)).astype(
        np.float32
    )
    return values


def barcodes(stem: str, count: int) -> tuple[str, ...]:
    """Make cell barcodes of sixteen bases out of digests."""
    digests = (hashlib.sha256(f"{stem} {number}".encode()).digest() for number in range(count))
    return tuple("".join("ACGT"[byte & 3] for byte in digest[:16]) + "-1" for digest in digests)


def log_normalized(counts: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale each row to a depth of 10,000 and take the logarithm of one plus the value."""
    depth = counts.sum(axis=1, keepdims=True, dtype=np.float64)
    scaled = np.log1p(counts * (1e4 / np.where(depth == 0, 1.0, depth)))
    values: NDArray[np.float32] = scaled.astype(np.float32)
    return values


def read_only(values: NDArray[Any]) -> NDArray[Any]:
    """Return the array, no longer writable."""
    values.flags.writeable = False
    return values


def feature_list_sha256(names: Sequence[str]) -> str:
    """Return the digest of feature names as a card states it: one a line, joined by line feeds."""
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def content_sha256(*matrices: NDArray[np.float32]) -> str:
    """Return a digest of values, to stand for that of the file until the file is written."""
    digest = hashlib.sha256()
    for matrix in matrices:
        digest.update(np.ascontiguousarray(matrix).tobytes())
    return digest.hexdigest()
