"""Which hashtags mark which samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, SurfaceProtein


def tag_operators(card: DatasetCard) -> Iterator[SurfaceProtein]:
    """Yield the operators that antibodies of single cells belong to."""
    from aivc.schema.generated.views import SurfaceProtein

    for operator in card.operators:
        if isinstance(operator, SurfaceProtein):
            yield operator


def marking(card: DatasetCard) -> dict[str, list[str]]:
    """Return the tags that mark each sample."""
    found: dict[str, list[str]] = {}
    for operator in tag_operators(card):
        for antibody in operator.antibodies:
            if antibody.marks_sample and antibody.tag_name:
                found.setdefault(antibody.marks_sample, []).append(antibody.tag_name)
    return found
