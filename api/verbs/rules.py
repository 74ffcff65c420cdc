"""The verb ``rules``: list every rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.registry import all_rules, rules_of

if TYPE_CHECKING:
    from aivc.validators.rule import Rule


def rules(family: str | None = None) -> tuple[Rule, ...]:
    """Return every rule, or those of one family.

    Parameters
    ----------
    family
        Three letters, such as ``"CTL"``.

    Returns
    -------
    tuple of Rule
        Sorted by family and code.

    Examples
    --------
    >>> rules("SYS")[0].name
    'rule-crashed'
    """
    return all_rules() if family is None else rules_of(family.upper())
