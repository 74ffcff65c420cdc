"""Folds, repeats and inner folds: who takes which turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.splits.making.request import SplitRequest


@dataclass(frozen=True, slots=True)
class Turn:
    """One division of several.

    All are counted from 1; None where there is only one of the kind.
    """

    fold: int | None = None
    n_folds: int | None = None
    repeat: int | None = None
    inner: int | None = None
    n_inner: int | None = None

    @property
    def name(self) -> str:
        """As part of the name of a file, such as ``repeat-1.fold-2.inner-3``; empty for one."""
        numbered = (("repeat", self.repeat), ("fold", self.fold), ("inner", self.inner))
        return ".".join(f"{kind}-{number}" for kind, number in numbered if number is not None)


def turns_of(request: SplitRequest, n_groups: int) -> Iterator[Turn]:
    """Yield every turn, repeats outermost and inner folds innermost."""
    n_folds = n_groups if request.leave_one_out else request.folds
    for repeat in range(1, request.repeats + 1):
        for fold in range(1, (n_folds or 1) + 1):
            for inner in range(1, (request.inner_folds or 1) + 1):
                yield Turn(
                    fold if n_folds else None,
                    n_folds,
                    repeat if request.repeats > 1 else None,
                    inner if request.inner_folds else None,
                    request.inner_folds,
                )
