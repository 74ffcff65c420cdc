"""Rules about the claims of a split."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.rule import Rule

RULES: tuple[Rule, ...] = ()
