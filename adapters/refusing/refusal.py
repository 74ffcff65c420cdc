"""What a source is, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a source is not read.

    Attributes
    ----------
    what
        A predicate: ``holds sequencing reads (FASTQ)``.
    instead
        What to do next, as an imperative.
    """

    what: str
    instead: str
