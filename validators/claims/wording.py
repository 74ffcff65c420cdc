"""Claims and counts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES

if TYPE_CHECKING:
    from collections.abc import Sequence


def label_of(axis: str) -> str:
    """Return an axis in words, singular."""
    return AXES[axis].label if axis in AXES else axis


def plural_of(axis: str) -> str:
    """Return an axis in words, plural.

    Examples
    --------
    >>> plural_of("family"), plural_of("cell_line"), plural_of("compound_cluster")
    ('families', 'cell lines', 'clusters of similar compounds')
    """
    head, *rest = label_of(axis).split(" of ", 1)
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        head = f"{head[:-1]}ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        head = f"{head}es"
    else:
        head = f"{head}s"
    return " of ".join([head, *rest])


def counted(n: int, axis: str) -> str:
    """Return a number of values of an axis, such as ``2 donors``."""
    return f"{n:,} {label_of(axis) if n == 1 else plural_of(axis)}"


def rows(n: int) -> str:
    """Return a number of rows."""
    return f"{n:,} row{'' if n == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """Join words with commas and ``and``."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def together(axes: Sequence[str], n: int | None = None) -> str:
    """Return the values of one axis, or combinations of several, in words; singular for one.

    Examples
    --------
    >>> together(["donor"]), together(["donor", "agent"], 1)
    ('donors', 'combination of donor and agent')
    """
    if len(axes) == 1:
        return label_of(axes[0]) if n == 1 else plural_of(axes[0])
    which = "combination" if n == 1 else "combinations"
    return f"{which} of {listed([label_of(axis) for axis in axes])}"


def each_of(n: int, axes: Sequence[str], word: str = "all of") -> str:
    """Return all values there are, such as ``all of 2 donors``, or ``the only donor``.

    Examples
    --------
    >>> each_of(2, ["donor"]), each_of(1, ["donor"]), each_of(3, ["dose"], "each of")
    ('all of 2 donors', 'the only donor', 'each of 3 doses')
    """
    return f"the only {together(axes, 1)}" if n == 1 else f"{word} {n:,} {together(axes)}"


def members(n: int) -> str:
    """Return a number of members of a combination."""
    return f"{n:,} member{'' if n == 1 else 's'}"


def claim_in_words(
    axes: Sequence[str],
    novelty: str,
    evaluated: str,
    reference: str,
    *,
    limit: int | None = None,
    members_seen: int | None = None,
) -> str:
    """Return a claim as a sentence without a full stop.

    Examples
    --------
    >>> claim_in_words(["donor"], "unseen", "test", "train")
    'test holds donors that train does not'
    >>> claim_in_words(["agent", "cell_line"], "seen_in_other_context", "test", "train")
    'test holds agents that train knows, each in another cell line'
    """
    what = together(axes)
    if novelty == "unseen" and members_seen is not None:
        return (
            f"{evaluated} holds {what} that {reference} does not, each with "
            f"{members(members_seen)} that {reference} knows alone"
        )
    if novelty == "seen_in_other_context":
        context = " and ".join(label_of(axis) for axis in axes[1:]) or "context"
        known = f"{plural_of(axes[0])} that {reference} knows"
        return f"{evaluated} holds {known}, each in another {context}"
    if novelty in {"interpolation", "extrapolation"}:
        where = "between" if novelty == "interpolation" else "beyond"
        of_each = "".join(f", for each {label_of(axis)}" for axis in axes[1:])
        return f"{evaluated} holds {plural_of(axes[0])} {where} those of {reference}{of_each}"
    return f"{evaluated} holds {what} {_tail(novelty, reference, limit)}"


def _tail(novelty: str, reference: str, limit: int | None) -> str:
    if novelty == "unseen":
        return f"that {reference} does not"
    if novelty == "few_shot":
        most = "a few rows" if limit is None else f"at most {rows(limit)} each"
        return f"of which {reference} has {most}"
    if novelty == "seen":
        return f"that {reference} knows"
    return f"that are {novelty} for {reference}"
