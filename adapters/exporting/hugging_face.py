"""The README of a dataset repository on Hugging Face."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from aivc.adapters.exporting.amounts import amount_text
from aivc.adapters.exporting.arms import arms_of
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.schedules import schedule_of
from aivc.adapters.exporting.sentences import in_order, measured, step_sentence
from aivc.adapters.exporting.terms import label_of
from aivc.adapters.exporting.web import address_of, citation_of, license_address
from aivc.storage.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.exporting.arms import Arm
    from aivc.adapters.exporting.source import ExportSource

LICENCES = frozenset(
    {
        "apache-2.0", "mit", "bsd-2-clause", "bsd-3-clause", "cc0-1.0", "cc-by-2.0", "cc-by-2.5",
        "cc-by-3.0", "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-2.0", "cc-by-nc-3.0",
        "cc-by-nc-4.0", "cc-by-nd-4.0", "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0",
        "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0", "cdla-sharing-1.0", "cdla-permissive-1.0",
        "cdla-permissive-2.0", "gpl-3.0", "lgpl-3.0", "agpl-3.0", "odc-by", "pddl", "unlicense",
    }
)  # fmt: skip
"""Identifiers of licences that the hub knows: https://huggingface.co/docs/hub/repositories-licenses."""

SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
)
MOST_LISTED = 50


class HuggingFaceCard(Exporter):
    """``README.md`` with the metadata of the hub in front: licence, name, size, tags.

    The text says what was measured, what was done, how it was processed, what it cannot be used
    for, and how to cite it. Format:
    https://github.com/huggingface/hub-docs/blob/main/datasetcard.md.
    """

    name: ClassVar[str] = "huggingface"
    title: ClassVar[str] = "Hugging Face dataset card"
    suffixes: ClassVar[tuple[str, ...]] = (".md",)

    def placed(self, target: Path) -> Path:
        """Return the file; ``README.md`` in a folder that is there."""
        return super().placed(target / "README.md" if target.is_dir() else target)

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the page; see :class:`Exporter`."""
        card = source.card
        wanted = {"/title": (card.title, "the title"), "/license": (card.license, "the licence")}
        lacking = [Lacking(where, what) for where, (value, what) in wanted.items() if not value]
        if lacking:
            raise IncompleteForTargetError(self.title, lacking)
        arms = arms_of(card)
        text = f"---\n{_front(source)}---\n\n" + "\n\n".join(_sections(source, arms)) + "\n"
        write_text(target, text)
        return tuple(sorted(_unheld(arms)))


def _front(source: ExportSource) -> str:
    import yaml

    card = source.card
    said: dict[str, Any] = {"pretty_name": card.title, **_licence(card.license or "")}
    n_rows = max((table.n_obs for table in source.dataset.tables), default=0)
    said["size_categories"] = [next((word for top, word in SIZES if n_rows < top), "n>1T")]
    said["tags"] = _tags(source)
    text: str = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=1000)
    return text


def _licence(licence: str) -> dict[str, str]:
    if licence.lower() in LICENCES:
        return {"license": licence.lower()}
    return {
        "license": "other",
        "license_name": licence.lower().replace(" ", "-")[:100],
        "license_link": license_address(licence),
    }


def _tags(source: ExportSource) -> list[str]:
    card = source.card
    tags = ["biology", *(["perturbation"] if card.interventions else [])]
    kinds = [operator.operator_type for operator in card.operators if operator.operator_type]
    tags += [re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind) for kind in kinds]
    tags += [label_of(term) or term for term in card.organism_ontology_term_id]
    return list(dict.fromkeys(tag.lower().replace(" ", "-") for tag in tags))


def _sections(source: ExportSource, arms: tuple[Arm, ...]) -> Iterator[str]:
    card = source.card
    yield f"# {_plain(card.title)}"
    if card.description:
        yield card.description
    yield "## What was measured\n\n" + _list(measured(card)) + "\n" + _list(_tables(source))
    if arms:
        yield "## What was done\n\n" + _condition_table(arms)
    steps = [step_sentence(step) for step in in_order(card)]
    if steps:
        yield "## Processing\n\n" + "\n".join(f"{n}. {_plain(s)}" for n, s in enumerate(steps, 1))
    told = {
        "Limitations": card.data_limitations,
        "Biases": card.data_biases,
        "Personal and sensitive information": card.personal_sensitive_information,
    }
    for heading, text in told.items():
        if text:
            yield f"## {heading}\n\n{text}"
    yield "## Citation\n\n" + _list([citation_of(card), *map(address_of, card.publications)])
    followed = f"`{source.card_path.name}`, follows the AIVC standard {card.aivc_schema_version}"
    yield f"The card of the dataset, {followed}."


def _tables(source: ExportSource) -> Iterator[str]:
    for table in source.dataset.tables:
        name = f"`{table.name}`" if table.name else f"`{source.path.name}`"
        yield f"{name}: {table.n_obs:,} observations, {table.n_var:,} features"


def _condition_table(arms: tuple[Arm, ...]) -> str:
    lines = ["| condition | agents | dose | harvest | control |", "|---|---|---|---|---|"]
    for arm in arms[:MOST_LISTED]:
        doses = [amount_text(member.dose) or "-" for member in arm.members]
        cells = [
            arm.condition_id,
            " + ".join(member.label for member in arm.members),
            " + ".join(doses) if set(doses) - {"-"} else "",
            amount_text(arm.condition.harvest_time) or "",
            (arm.control.control_kind or "") if arm.control else "",
        ]
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    if len(arms) > MOST_LISTED:
        lines.append(f"\n{len(arms) - MOST_LISTED:,} more conditions are in the card.")
    return "\n".join(lines)


def _list(entries: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    return "\n".join(f"- {_plain(entry)}" for entry in entries if entry)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def _unheld(arms: tuple[Arm, ...]) -> Iterator[Unheld]:
    for arm in arms:
        schedule = schedule_of(arm)
        if schedule:
            where = f"condition {arm.condition_id}"
            yield Unheld(where, "; ".join(schedule), "the page gives one dose and one time")
    yield Unheld("tables", "observations as rows", "the hub shows no HDF5; the card describes it")
