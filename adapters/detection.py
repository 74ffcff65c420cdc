"""Find the reader of a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.errors import UnknownFormatError
from aivc.adapters.peeking import HDF5, first_bytes
from aivc.adapters.registry import adapter_names, load_adapter

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.adapter import Adapter, Detection

CONTAINERS = frozenset({".h5ad", ".h5mu", ".zarr"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reader that may know a source."""

    adapter: Adapter
    detection: Detection


def detect_adapters(source: Path) -> tuple[Candidate, ...]:
    """Ask every reader whether a source is of its format.

    Returns
    -------
    tuple of Candidate
        The surest first; readers that are equally sure in the order of the registry.
    """
    adapters = [load_adapter(name) for name in adapter_names()]
    asked = [(adapter, adapter.detect(source)) for adapter in adapters]
    found = [Candidate(adapter, detection) for adapter, detection in asked if detection is not None]
    return tuple(sorted(found, key=lambda candidate: -candidate.detection.confidence))


def choose_adapter(source: Path) -> Candidate:
    """Return the reader of a source.

    Raises
    ------
    UnknownFormatError
        No reader knows it, none is sure, or two are equally sure; the message says what it seems to
        be and how to name a reader.

    Examples
    --------
    >>> from pathlib import Path
    >>> choose_adapter(Path("filtered_feature_bc_matrix.h5")).adapter.name  # doctest: +SKIP
    'tenx-h5'
    """
    from aivc.adapters.refusals import known_refusal

    if not source.exists():
        msg = f"there is no file or folder {source}"
        raise UnknownFormatError(msg)
    found = detect_adapters(source)
    best = [c for c in found if c.detection.confidence == found[0].detection.confidence]
    if best and best[0].detection.confidence > Confidence.POSSIBLE:
        if len(best) == 1:
            return best[0]
        raise UnknownFormatError(_undecided(source, best))
    refusal = known_refusal(source)
    if refusal is not None:
        raise UnknownFormatError(refusal)
    raise UnknownFormatError(_unknown(source, found))


def _undecided(source: Path, found: list[Candidate]) -> str:
    reasons = "; ".join(f"{c.adapter.name} because {c.detection.because}" for c in found)
    advice = "Give the file that matters, or say which with --adapter NAME"
    return f"{source} may be of several formats: {reasons}. {advice}"


def _unknown(source: Path, found: tuple[Candidate, ...]) -> str:
    if not found:
        return _as_container(source)
    reasons = "; ".join(f"{c.adapter.name} ({c.detection.because})" for c in found[:4])
    example = f"--adapter {found[0].adapter.name}"
    return f"it is not sure what {source} is. It may be: {reasons}. Say which, such as {example}"


def _as_container(source: Path) -> str:
    """Say why a source is no container either; what is damaged is best named so."""
    from aivc.storage import open_dataset
    from aivc.storage.errors import UnreadableInputError

    if source.suffix.lower() in CONTAINERS or first_bytes(source, len(HDF5)) == HDF5:
        try:
            open_dataset(source).close()
        except UnreadableInputError as error:
            return str(error)
    kind = "folder" if source.is_dir() else "file"
    return f"{source} is a {kind} of no format that aivc reads; `aivc adapters` lists them"
