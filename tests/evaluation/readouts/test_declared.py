"""Readouts of a task, as its card declares them."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts import declared as readouts_of_cards
from aivc.evaluation.readouts.graphs import Graph, GraphKind
from aivc.evaluation.readouts.interaction import NoInteraction
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.view import TrainingView
from aivc.schema.generated import models
from aivc.schema.reading import read_card

GENES = tuple(f"G{number}" for number in range(30))
GMT = "UP\tfrom here\t" + "\t".join(GENES[:8]) + "\n"


def task(*readouts, kind=TaskKind.RESPONSE, **said):
    return Task("t", kind, Space.LOG_OF_SUM, readouts=readouts or ("expression",), **said)


def card(**readout):
    return {"readouts": [{"readout_id": "r", **readout}]}


def readouts_of(asked, document, folder, features, **said):
    return readouts_of_cards.readouts_of(asked, read_card(document), folder, features, **said)


def one(asked, document=None, folder=None, features=GENES, **said):
    (found,) = readouts_of(asked, document or {}, folder, features, **said)
    return found


def view(features=GENES):
    nothing = np.empty((0, len(features)))
    return TrainingView(task(), (), (), nothing, None, tuple(features))


def test_expression_needs_no_card_and_is_relative_for_responses_only():
    assert one(task()).is_relative
    assert not one(task(kind=TaskKind.MODALITY)).is_relative


def test_kinds_stand_for_themselves_where_the_card_says_nothing():
    asked = task("expression", "dose_response", "interaction")
    found = readouts_of(asked, {}, None, GENES, training=view())
    shares = task("composition", "neighbourhood", kind=TaskKind.COMPOSITION)
    found += readouts_of(shares, {}, None, ("T", "B"))
    assert [each.kind for each in found] == [*asked.readouts, *shares.readouts]
    assert [each.readout_id for each in found] == [*asked.readouts, *shares.readouts]
    assert len({each.digest for each in found}) == 5


@pytest.mark.parametrize(
    ("kind", "readout"),
    [
        (TaskKind.RESPONSE, "neighbourhood"),
        (TaskKind.RESPONSE, "composition"),
        (TaskKind.COMPOSITION, "dose_response"),
        (TaskKind.MODALITY, "interaction"),
        (TaskKind.ENDPOINT, "pathway"),
    ],
)
def test_a_readout_of_other_states_is_refused(kind, readout):
    # Genes next to each other would be counted as if they were cell states.
    with pytest.raises(TaskError, match="judged on"):
        readouts_of(task(readout, kind=kind), {}, None, GENES, training=view())


def test_an_endpoint_is_judged_as_one_also_where_the_task_names_nothing():
    asked = task(kind=TaskKind.ENDPOINT, horizons=(365.0,))
    found = one(asked, features=("time", "event"))
    assert found.kind is ReadoutKind.ENDPOINT
    assert found.features == ("risk", "survival@365")
    declared = card(readout_type="clinical_endpoint")
    assert one(task("r", kind=TaskKind.ENDPOINT), declared).readout_id == "r"


def test_a_composition_is_judged_as_one_where_the_task_names_nothing():
    found = one(task(kind=TaskKind.COMPOSITION), features=("T", "B"))
    assert found.kind is ReadoutKind.COMPOSITION


def test_pathways_come_from_the_file_of_the_card(tmp_path):
    (tmp_path / "sets.gmt").write_text(GMT)
    digest = hashlib.sha256(GMT.encode()).hexdigest()
    stated = {"path": "sets.gmt", "sha256": digest, "license": "CC0-1.0"}
    declared = card(readout_type="pathway_activity", feature_set=stated)
    found = one(task("r"), declared, tmp_path)
    assert found.features == ("UP",)
    assert found.licence == "CC0-1.0"
    stated["sha256"] = "0" * 64
    with pytest.raises(TaskError, match="sha256"):
        one(task("r"), declared, tmp_path)


def test_weights_of_the_user_are_used_or_added(tmp_path):
    (tmp_path / "mine.gmt").write_text(GMT)
    found = readouts_of(task(), {}, None, GENES, weights=tmp_path / "mine.gmt")
    assert [each.readout_id for each in found] == ["expression", "pathways"]
    declared = card(readout_type="pathway_activity", feature_set={"path": "absent.gmt"})
    used = readouts_of(task("r"), declared, tmp_path, GENES, weights=tmp_path / "mine.gmt")
    assert [each.readout_id for each in used] == ["r"]


@pytest.mark.parametrize(
    ("stated", "graph"),
    [
        ({"graph": "knn", "n_neighbours": 4}, Graph(GraphKind.KNN, 4)),
        ({"graph": "delaunay"}, Graph(GraphKind.DELAUNAY)),
        (
            {"graph": "radius", "radius": {"value": 50, "unit": "um"}},
            Graph(GraphKind.RADIUS, radius=50.0),
        ),
    ],
)
def test_neighbours_are_found_as_the_card_says(stated, graph):
    declared = card(readout_type="spatial_neighbourhood", neighbourhood=stated)
    assert one(task("r", kind=TaskKind.COMPOSITION), declared).graph == graph


def test_interactions_of_differences_or_of_ratios():
    assert one(task("interaction"), training=view()).none is NoInteraction.ADDITIVE
    bliss = one(task("bliss"), training=view())
    assert (bliss.none, bliss.kind) == (NoInteraction.BLISS, ReadoutKind.INTERACTION)


@pytest.mark.parametrize(
    ("asked", "document", "words"),
    [
        (task("unknown"), {}, "unknown"),
        (task("r"), card(readout_type="ligand_receptor"), "not computed"),
        (task("r"), card(readout_type="pathway_activity"), "--weights"),
        (task("pathway"), {}, "--weights"),
        (task("interaction"), {}, "training view"),
        (
            task("r", kind=TaskKind.COMPOSITION),
            card(
                readout_type="spatial_neighbourhood",
                neighbourhood={"graph": "radius", "radius": {"value": 1, "unit": "mm"}},
            ),
            "um",
        ),
        (
            task("r", kind=TaskKind.COMPOSITION),
            card(readout_type="spatial_neighbourhood", neighbourhood={"graph": "web"}),
            "web",
        ),
        (
            task("r", kind=TaskKind.COMPOSITION),
            card(
                readout_type="spatial_neighbourhood",
                neighbourhood={"graph": "knn", "n_neighbours": -1},
            ),
            "whole number",
        ),
        (task("r"), card(readout_type="pathway_activity", feature_set="sets.gmt"), "--weights"),
        (task("r"), {"readouts": ["r", None]}, "declares none"),
    ],
)
def test_refused(asked, document, words):
    with pytest.raises(TaskError, match=words):
        readouts_of(asked, document, None, GENES)


def test_every_type_of_the_standard_is_computed_or_refused_with_a_sentence():
    for kind in models.ReadoutType:
        stated = card(readout_type=kind.value)
        refused = []
        for asked in TaskKind:
            try:
                one(task("r", kind=asked), stated, training=view())
            except TaskError as error:
                refused.append(str(error))
        assert all(sentence.startswith("readout 'r'") for sentence in refused)
