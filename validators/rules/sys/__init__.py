"""Rules about the validation itself."""

from aivc.validators.rules.sys import (
    expired_suppression,
    rule_crashed,
    unknown_code,
    unused_suppression,
)

RULES = (
    rule_crashed.RULE,
    unused_suppression.RULE,
    expired_suppression.RULE,
    unknown_code.RULE,
)
