"""What no source says, and how to word it."""

from __future__ import annotations

PURPOSE = "purpose: what the split is for; taken as benchmark"
CLAIMS = "claims: what the evaluated parts are meant to hold that training does not"
CONTROLS = "control_policy: where controls go, and whether parts share them"
VALIDATION = "validation_role: what the validation part is for"
SEED = "seed: which random numbers were used"
METHOD = "split_method: how groups were assigned; taken as given"
UNIT = "unit_of_split: what was kept whole"

ALWAYS = (PURPOSE, CLAIMS, METHOD, SEED)
"""Slots that no other format has a place for."""
