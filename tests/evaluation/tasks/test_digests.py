"""Digests tell views, manifests and data apart, and nothing that means the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.tasks.digests import manifest_digest
from aivc.evaluation.tasks.grants import grants_of
from aivc.evaluation.tasks.naming import Names
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.view import Role
from aivc.splits.manifest.document import read_manifest
from tests.evaluation.tasks.making import declared, lab

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.view import TrainingView

CHANGES = {
    "a state": lambda v: replace(v, states=v.states + np.eye(*v.states.shape)),
    "noise": lambda v: replace(v, noise=v.noise * 2),
    "no noise": lambda v: replace(v, noise=None),
    "a role": lambda v: replace(v, roles=(Role.GRANTED, *v.roles[1:])),
    "a feature": lambda v: replace(v, features=("other", *v.features[1:])),
    "a name": lambda v: replace(v, units=(replace(v.units[0], unit_id="x"), *v.units[1:])),
    "a control": lambda v: replace(v, units=(replace(v.units[0], control="x"), *v.units[1:])),
    "a cluster": lambda v: replace(v, clusters=("x", *v.clusters[1:])),
    "a task": lambda v: replace(v, task=replace(v.task, interval_level=0.5)),
    "inputs": lambda v: replace(v, inputs=None),
}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> TrainingView:
    made = lab(tmp_path_factory.mktemp("view"))
    made.header["tasks"] = [
        declared(
            task_kind="modality",
            target_features=["gene0"],
            input_table="X",
            context_axes=["donor"],
        )
    ]
    return made.prepare().view


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_another_view(view: TrainingView, change: str) -> None:
    assert view.digest == view_digest(view)
    assert view_digest(CHANGES[change](view)) != view.digest


def test_what_means_the_same_is_the_same_view(view: TrainingView) -> None:
    signed = np.where(view.states == 0, -0.0, view.states)
    assert view_digest(replace(view, states=signed, digest="other")) == view.digest
    gaps = view.states.copy()
    gaps[0, 0] = np.nan
    negative = gaps.copy()
    negative[0, 0] = -np.nan
    one, other = (view_digest(replace(view, states=states)) for states in (gaps, negative))
    assert one == other


def test_a_manifest_is_what_it_says(tmp_path: Path) -> None:
    made = lab(tmp_path)
    before = manifest_digest(made.document())
    header = tmp_path / "split.yaml"
    header.write_text("# a remark\n" + header.read_text())
    assert manifest_digest(read_manifest(header)) == before
    made.parts = [*made.parts[:-1], "train"]
    moved = manifest_digest(made.document())
    made.header["seed"] = 3
    seeded = manifest_digest(made.document())
    assert len({before, moved, seeded}) == 3


def test_the_digest_of_data_is_that_of_their_content(tmp_path: Path) -> None:
    made = lab(tmp_path)
    before = made.prepare().truth.dataset_digest
    made.obs["remark"] = "none"
    assert made.prepare().truth.dataset_digest == before
    made.x[0, 0] += 1
    assert made.prepare().truth.dataset_digest != before


@pytest.mark.parametrize(
    ("texts", "controls", "inputs", "unknown"),
    [
        (["controls"], True, False, ()),
        (["Controls of the test donors"], True, False, ()),
        (["inputs for test cells", "controls in test"], True, True, ()),
        (["controls and everything else"], False, False, ("controls and everything else",)),
        (["no controls"], False, False, ("no controls",)),
        ([], False, False, ()),
    ],
)
def test_grants_are_words_that_the_harness_knows(
    texts: list[str], controls: bool, inputs: bool, unknown: tuple[str, ...]
) -> None:
    found = grants_of(texts)
    assert (found.controls, found.inputs, found.unknown) == (controls, inputs, unknown)


def test_every_unit_has_a_name_of_its_own() -> None:
    wanted: list[Any] = ["a", "a", "a", "b", "a|x"]
    names = Names(wanted)
    given = [
        names.give(name, words)
        for name, words in zip(wanted, [["x"], ["x"], [], [], []], strict=True)
    ]
    assert len({*given}) == len(given)
    assert given[3] == "b"
    assert "a" not in given
