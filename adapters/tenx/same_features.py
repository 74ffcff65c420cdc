"""Samples are joined only where the same features were counted in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.tenx.features import FEATURE_NAME, FEATURE_TYPE, GENOME
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.adapters.tenx.counts import CountMatrix
    from aivc.adapters.tenx.features import Features

Key = tuple[str, str, str, str]


def common_order(parts: Sequence[CountMatrix]) -> list[NDArray[np.int32] | None]:
    """Return for each sample where its features stand in the first one.

    Returns
    -------
    list
        None where the order is the same, else the new position of each feature.

    Raises
    ------
    UnreadableInputError
        A sample has other features than the first, or features in another order that cannot be
        told apart.
    """
    first = _keys(parts[0].features)
    return [None, *(_order(first, parts[0], part) for part in parts[1:])]


def shared(features: Features, first: Features | None) -> Features:
    """Return the features of the first sample where they are the same.

    A hundred samples of one reference then hold its genes once.
    """
    return first if first is not None and features.is_same_as(first) else features


def _order(
    first: Sequence[Key], reference: CountMatrix, part: CountMatrix
) -> NDArray[np.int32] | None:
    if part.features is reference.features:
        return None
    keys = _keys(part.features)
    if keys == first:
        return None
    place = {key: position for position, key in enumerate(first)}
    if len(place) < len(first) or len(keys) != len(first) or set(keys) != set(place):
        raise _different(first, keys, reference, part)
    return np.array([place[key] for key in keys], dtype=np.int32)


def _different(
    first: Sequence[Key], keys: Sequence[Key], reference: CountMatrix, part: CountMatrix
) -> UnreadableInputError:
    only_first, only_here = set(first) - set(keys), set(keys) - set(first)
    example = min(only_here or only_first, default=None)
    named = f", such as {example[0]}" if example else ", in another order"
    return UnreadableInputError(
        f"sample {part.sample} has {len(keys):,} features and sample {reference.sample} "
        f"{len(first):,}; {len(only_here):,} are only in the former and {len(only_first):,} only "
        f"in the latter{named}; count all samples with the same reference, or convert them one by "
        "one"
    )


def _keys(features: Features) -> list[Key]:
    return list(
        zip(
            features.ids.tolist(),
            features.texts(FEATURE_TYPE),
            features.texts(GENOME),
            features.texts(FEATURE_NAME),
            strict=True,
        )
    )
