"""The verb ``explain``: everything about one rule."""

from __future__ import annotations

from aivc.reports.rule_page import render_rule
from aivc.validators.registry import rule_of


def explain(code: str) -> str:
    """Say what a rule checks, why, how to mend it, and show it pass and fail.

    Parameters
    ----------
    code
        Code or name of a rule.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    UnknownRuleError
        No rule has this code or name.

    Examples
    --------
    >>> explain("SYS001").splitlines()[0]
    '# SYS001 rule-crashed'
    """
    return render_rule(rule_of(code))
