"""Tell hashtags, which mark samples, from antibodies that measure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Antibody, DatasetCard, SurfaceProtein

# HTO_1, Hashtag 3, anti-human Hashtag1 (TotalSeq), MULTI-seq and nuclear hashing write as much.
NAME = re.compile(r"(?<![a-z])(hto|hash[\s_-]?tag|hashing)(?![a-z])", re.IGNORECASE)


def is_hashtag(antibody: Antibody) -> bool:
    """Tell whether an antibody is a hashtag by its name."""
    return bool(NAME.search(antibody.tag_name or ""))


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
