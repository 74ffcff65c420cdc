"""A split that was made, in a few lines for a person and as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.splits.making.made import MadeSplit, PartSize


def in_words(written: Sequence[tuple[Path, MadeSplit]]) -> str:
    """Return the sizes of the parts, what is held out, and what the split claims."""
    from aivc.validators.claims.wording import label_of

    lines: list[str] = []
    for path, made in written:
        lines.append(f"{path}")
        width = max(len(part.name) for part in made.sizes)
        lines.extend(f"  {part.name:<{width}}  {_size(part)}" for part in made.sizes)
        for axis, values in made.held_out.items():
            lines.append(f"  tested {label_of(axis)}: {_listed(values)}")
        if made.strata_deviation is not None:
            lines.append(f"  strata differ by at most {made.strata_deviation:.2%} of a part")
        for exclusion in made.header.get("exclusions", ()):
            count, why = exclusion["n_observations"], exclusion["exclusion_reason"]
            lines.append(f"  left out: {count:,} ({why})")
        claims = _claims(made)
        lines.extend(f"  claims: {claim}" for claim in claims)
        if not claims:
            lines.append(f"  claims nothing: {_why_nothing(made)}")
        lines.extend(f"  note: {note}" for note in made.notes)
    return "\n".join(lines) + "\n"


def as_plain(path: Path, made: MadeSplit) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "manifest": str(path),
        "parts": [
            {
                "name": part.name,
                "role": part.role,
                "n_observations": part.n_observations,
                "share": part.share,
                "target_share": part.target_share,
                "n_values": dict(part.n_values),
            }
            for part in made.sizes
        ],
        "held_out": {axis: list(values) for axis, values in made.held_out.items()},
        "strata_deviation": made.strata_deviation,
        "header": dict(made.header),
        "notes": list(made.notes),
    }


_SHOWN = 8


def _listed(values: Sequence[str]) -> str:
    shown = ", ".join(values[:_SHOWN])
    return f"{shown}, ..." if len(values) > _SHOWN else shown


def _size(part: PartSize) -> str:
    asked = "" if part.target_share is None else f", asked for {part.target_share:.1%}"
    values = "".join(f", {_number(count, axis)}" for axis, count in part.n_values)
    return f"{part.n_observations:>10,} observations ({part.share:.1%}{asked}){values}"


def _number(count: int, axis: str) -> str:
    from aivc.validators.claims.wording import label_of, plural_of

    return f"{count:,} {label_of(axis) if count == 1 else plural_of(axis)}"


def _why_nothing(made: MadeSplit) -> str:
    if made.header["split_method"] == "spatial_block":
        return "blocks that touch are neighbours; ask for a buffer between them"
    return "no axis is held out"


def _claims(made: MadeSplit) -> list[str]:
    from aivc.schema.generated.views import SplitManifest
    from aivc.schema.reading import read
    from aivc.validators.claims.wording import claim_in_words

    training = next(part.name for part in made.sizes if part.role == "training")
    manifest = read(SplitManifest, dict(made.header))
    return [
        claim_in_words(
            (claim.claim_axis or "", *claim.joint_with),
            claim.novelty or "",
            claim.partition or "",
            training,
            limit=claim.few_shot_limit,
            members_seen=claim.members_seen,
        )
        for claim in manifest.claims
    ]
