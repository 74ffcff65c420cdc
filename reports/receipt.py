"""The receipt: proof of what was validated, with which rules, how deep, and with what result."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.validators.outcome import Outcome
    from aivc.validators.rule import Rule


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a validation.

    Two validations of the same bytes with the same rules, vocabularies, level and profile have the
    same ``receipt_digest``. ``dataset_digest`` is empty where the file was not read whole.
    """

    rule_set_digest: str
    level: str
    profile: str
    verdict: str
    vocabulary_versions: tuple[tuple[str, str], ...]
    dataset_digest: str = ""
    card_digest: str = ""
    version: str = VERSION
    receipt_digest: str = ""

    def sealed(self) -> Receipt:
        """Return the receipt with its own digest over everything else."""
        body = {key: value for key, value in asdict(self).items() if key != "receipt_digest"}
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return replace(self, receipt_digest=hashlib.sha256(text.encode()).hexdigest())

    def is_intact(self) -> bool:
        """Tell whether the receipt is as it was sealed."""
        return self.sealed().receipt_digest == self.receipt_digest


def make_receipt(
    outcome: Outcome,
    *,
    dataset_digest: str,
    card_digest: str,
    vocabulary_versions: tuple[tuple[str, str], ...],
    rules: Iterable[Rule],
) -> Receipt:
    """Write and seal the receipt of a validation by some rules, run or not."""
    return Receipt(
        rule_set_digest=rule_set_digest(rules),
        level=outcome.level.value,
        profile=outcome.profile,
        verdict=outcome.verdict.value,
        vocabulary_versions=vocabulary_versions,
        dataset_digest=dataset_digest,
        card_digest=card_digest,
    ).sealed()


def rule_set_digest(rules: Iterable[Rule]) -> str:
    """Digest the codes, names, severities and levels of rules, with the version."""
    lines = [f"{r.code} {r.name} {r.severity} {r.level} {r.since}" for r in rules]
    return hashlib.sha256("\n".join([VERSION, *lines]).encode()).hexdigest()[:32]
