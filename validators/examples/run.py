"""Run the example of a rule: write the edited specimen, measure it, ask the rule."""

from __future__ import annotations

import atexit
from contextlib import nullcontext
from copy import copy
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aivc.schema.generated.views import DatasetCard
from aivc.storage import find_card, open_dataset
from aivc.validators.examples.apply import apply_edits
from aivc.validators.examples.predictions.run import measure_answers
from aivc.validators.examples.predictions.specimens import PREDICTIONS
from aivc.validators.examples.reports.run import measure_report
from aivc.validators.examples.reports.specimens import REPORTS
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen, write_split
from aivc.validators.facts.collect import collect

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from aivc.storage.model import Dataset
    from aivc.validators.examples.example import Example
    from aivc.validators.examples.specimen import Specimen
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence, Level
    from aivc.validators.rule import Rule

PROFILE = "release"
"""Which slots the card of an example must fill in."""


def run_example(rule: Rule, example: Example) -> tuple[Evidence, ...]:
    """Return what a rule says of an example.

    Parameters
    ----------
    rule
        The rule; facts are collected as deep as it needs.
    example
        One of its examples, or any other.

    Returns
    -------
    tuple of Evidence
        In the order in which the rule yields it.

    Raises
    ------
    ImpossibleEditError
        An edit names something that the specimen does not have.

    Examples
    --------
    >>> from aivc.validators.registry import rule_of
    >>> rule = rule_of("missing-card")
    >>> [str(evidence.location) for evidence in run_example(rule, rule.failing[0])]
    ['file']
    """
    card, facts = measure_example(example, rule.level)
    return tuple(rule.check(card, facts))


def measure_example(
    example: Example, level: Level, profile: str = PROFILE
) -> tuple[DatasetCard, Facts]:
    """Return the card and the facts of an example, collected as deep as the level says."""
    if example.specimen in PREDICTIONS:
        return DatasetCard(), measure_answers(example, profile)
    if example.specimen in REPORTS:
        return DatasetCard(), measure_report(example, profile)
    original = _made_once(example.specimen)
    specimen = apply_edits(original, example.edits)
    data = _data_once(example.specimen) if _has_data_of(specimen, original) else None
    with TemporaryDirectory(prefix="aivc-example-") as folder:
        path = write_specimen(specimen, Path(folder), data, original.elements)
        with _opened(path, example.specimen, data) as dataset:
            cards = find_card(path, dataset=dataset)
            card, facts, _ = collect(dataset, cards, level=level, profile=profile)
            states_content = profile == "benchmark"
            manifest = write_split(specimen, Path(folder), states_content=states_content)
            if manifest is not None:
                from aivc.splits.manifest.document import read_manifest
                from aivc.validators.split_facts.collect_split import collect_split

                document = read_manifest(manifest, profile)
                split = collect_split(dataset, card, document, level=level)
                facts = replace(facts, split=split)
    return card, facts


@cache
def _made_once(name: str) -> Specimen:
    """Make a specimen that stays here; edits copy what they change."""
    return specimen_of(name)


@cache
def _folder() -> TemporaryDirectory[str]:
    """Make a folder that is there as long as this process."""
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="aivc-specimens-")
    atexit.register(folder.cleanup)
    return folder


@cache
def _data_once(name: str) -> Path:
    """Write the data of a specimen that stays as it is in most examples."""
    folder = Path(_folder().name) / name
    folder.mkdir()
    return write_specimen(_made_once(name), folder)


def _opened(path: Path, name: str, data: Path | None) -> AbstractContextManager[Dataset]:
    """Open what was written; of a copied file the headers are known already."""
    if data is None or data.is_dir():
        return open_dataset(path)
    known = copy(_opened_once(name))
    known.path = path
    return nullcontext(known)


@cache
def _opened_once(name: str) -> Dataset:
    """Open the data of a specimen for as long as this process lasts."""
    return open_dataset(_data_once(name))


def _has_data_of(specimen: Specimen, original: Specimen) -> bool:
    is_damaged = bool(specimen.damages) or specimen.embedded_changes is not None
    return specimen.tables is original.tables and not is_damaged
