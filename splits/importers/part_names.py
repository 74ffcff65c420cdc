"""What the names of parts mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROLES: Mapping[str, str] = {
    **dict.fromkeys(("train", "training", "trn", "tr", "fit"), "training"),
    **dict.fromkeys(("val", "valid", "validation", "vali", "dev", "development"), "validation"),
    **dict.fromkeys(("test", "testing", "tst", "te", "holdout", "held_out", "heldout"), "test"),
    **dict.fromkeys(("eval", "evaluation", "ood", "private_test", "test_ood"), "test"),
    **dict.fromkeys(("calibration", "calib", "cal"), "calibration"),
    **dict.fromkeys(("external", "external_test"), "external_test"),
    **dict.fromkeys(("excluded", "exclude", "unused", "ignored", "ignore", "dropped"), "excluded"),
    **dict.fromkeys(("buffer", "gap"), "buffer"),
}
"""Role by name, in small letters with ``_`` between words."""

NOWHERE = frozenset({"", "none", "nan", "na", "n/a", "null", "<na>", "unassigned"})
"""Names of no part at all: what programs write for rows that they left over."""

GUESSED = {"public_test": "validation", "control": "training"}
"""Names whose role depends on the benchmark; the report says that it was guessed."""


def role_of(name: str) -> str | None:
    """Return the role of a part by its name, None where the name does not tell.

    Examples
    --------
    >>> role_of("Valid"), role_of("held-out"), role_of("fold_3")
    ('validation', 'test', None)
    """
    word = _word(name)
    return ROLES.get(word) or GUESSED.get(word)


def is_nowhere(name: str) -> bool:
    """Tell whether a name stands for no part."""
    return name.strip().lower() in NOWHERE


def roles_of(
    names: Iterable[str], told: Mapping[str, str] | None = None
) -> tuple[dict[str, str | None], tuple[str, ...], tuple[str, ...]]:
    """Return the role of each part, what is unsaid of them, and what was guessed.

    Parameters
    ----------
    names
        Names of parts.
    told
        Roles that a person gave, by name; they go before what names mean.
    """
    given = told or {}
    order = list(dict.fromkeys(ROLES.values()))
    roles = {name: given.get(name) or role_of(name) for name in names}
    ranked = sorted(
        roles, key=lambda name: (order.index(roles[name] or order[-1]), roles[name] is None, name)
    )
    unsaid = tuple(
        f"partition_role: what the part {name!r} is used for" for name in ranked if not roles[name]
    )
    guessed = tuple(
        f"The part {name!r} was taken for {roles[name]}; benchmarks differ in this, so look"
        for name in ranked
        if name not in given and _word(name) in GUESSED
    )
    return {name: roles[name] for name in ranked}, unsaid, guessed


def _word(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").replace("_", " ").split())
