"""Every kind of leak that is planted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from catalogue.axis_leaks import AXIS_LEAKS
from catalogue.claim_leaks import CLAIM_LEAKS
from catalogue.content_leaks import CONTENT_LEAKS
from catalogue.control_leaks import CONTROL_LEAKS
from catalogue.fitting_leaks import FITTING_LEAKS
from catalogue.manifest_leaks import MANIFEST_LEAKS
from catalogue.modality_leaks import MODALITY_LEAKS
from catalogue.place_leaks import PLACE_LEAKS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from catalogue.design import Design
    from catalogue.leak import Leak

LEAKS = (
    *MANIFEST_LEAKS,
    *AXIS_LEAKS,
    *CONTROL_LEAKS,
    *PLACE_LEAKS,
    *MODALITY_LEAKS,
    *FITTING_LEAKS,
    *CONTENT_LEAKS,
    *CLAIM_LEAKS,
)


def by_base(leaks: Iterable[Leak]) -> list[list[Leak]]:
    """Put leaks that are planted in the same clean design together, in their order."""
    groups: dict[Hashable, list[Leak]] = {}
    for leak in leaks:
        groups.setdefault(_recipe(leak.base), []).append(leak)
    return list(groups.values())


def _recipe(base: Callable[[int], Design]) -> Hashable:
    if isinstance(base, partial):
        return base.func, base.args, tuple(sorted(base.keywords.items()))
    return base
