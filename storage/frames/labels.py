"""The labels of a categorical, whatever type they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.node import ArrayNode, GroupNode, ValueKind
from aivc.storage.plain import decoded_all, is_utf8, number_texts
from aivc.storage.problems import ProblemKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.problems import ProblemLog


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels in stored order, and their numbers where they are numbers."""

    texts: tuple[str, ...]
    numbers: NDArray[np.float64] | None
    missing: NDArray[np.bool_] | None
    """Labels that stand for a missing value (NaN, masked); None if there is none."""


def read_labels(node: ArrayNode | GroupNode, path: str, problems: ProblemLog) -> Labels:
    """Read the categories of the categorical column at ``path``.

    Raises
    ------
    UnreadableInputError
        They are no list of text, numbers or booleans, or their bytes cannot be decoded.
    """
    labels = _labels(node, problems)
    if len(set(labels.texts)) < len(labels.texts):
        problems.add(ProblemKind.REPEATED_CATEGORY, path, f"{path} lists a category more than once")
    return labels


def _labels(node: ArrayNode | GroupNode, problems: ProblemLog) -> Labels:
    if isinstance(node, GroupNode):
        return _masked(node, problems)
    if node.kind is ValueKind.TEXT and not node.shape:
        # One category was once written as a single text.
        return Labels(tuple(texts_of(node.read().reshape(1), node.path, problems)), None, None)
    if len(node.shape) != 1:
        msg = f"{node.path} should list categories, but has {len(node.shape)} dimensions"
        raise UnreadableInputError(msg)
    values = node.read()
    if node.kind is ValueKind.TEXT:
        return Labels(tuple(texts_of(values, node.path, problems)), None, None)
    if node.kind is ValueKind.BOOLEAN:
        return Labels(tuple(str(bool(value)) for value in values), None, None)
    if node.kind in {ValueKind.INTEGER, ValueKind.FLOAT}:
        nan = np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), dtype=bool)
        numbers = values.astype(np.float64)
        return Labels(tuple(number_texts(values)), numbers, nan if nan.any() else None)
    msg = f"{node.path} holds categories of kind {node.kind.value!r}, which are not read"
    raise UnreadableInputError(msg)


def _masked(group: GroupNode, problems: ProblemLog) -> Labels:
    values, mask = group.array("values"), group.array("mask")
    if values is None or mask is None:
        msg = f"{group.path} should list categories, but is a group without values and mask"
        raise UnreadableInputError(msg)
    labels = _labels(values, problems)
    missing = mask.read().astype(bool)
    if missing.shape != (len(labels.texts),):
        msg = f"{group.path} has a mask of another length than its values"
        raise UnreadableInputError(msg)
    return Labels(labels.texts, labels.numbers, missing if missing.any() else None)


def texts_of(values: NDArray[np.generic], path: str, problems: ProblemLog) -> list[str]:
    """Return stored texts as ``str``, noting a problem where one is no UTF-8."""
    stored = values.tolist()
    if not stored or isinstance(stored[0], str):  # an array holds either all bytes or all text
        return decoded_all(stored)
    try:
        return [text.decode() for text in stored]
    except UnicodeDecodeError:
        note_odd_text(stored, path, problems)
        return decoded_all(stored)


def note_odd_text(stored: list[str | bytes], path: str, problems: ProblemLog) -> None:
    """Note a problem if one of the stored texts is no UTF-8."""
    if not all(map(is_utf8, stored)):
        problems.add(
            ProblemKind.TEXT_NOT_UTF8, path, f"{path} holds text that is not UTF-8 (Latin-1?)"
        )
