"""Which claims of a manifest hold, as an audit judges them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def verified_claims(
    source: str | Path, manifest: Path, card: str | Path | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the claims that are supported, and of the others what they are and why not.

    Labels are looked at, and values are not: copies of rows are the business of
    ``aivc split audit``.
    """
    from aivc.verbs.split_audit import split_audit

    report = split_audit(source, manifest, card=card, level="obs")
    claims = () if report.split is None else report.split.claims
    verified = tuple(claim.text for claim in claims if claim.result == "supported")
    others = tuple(
        f"{claim.text} ({claim.result.replace('_', ' ')}): {claim.because}"
        for claim in claims
        if claim.result != "supported"
    )
    return verified, others
