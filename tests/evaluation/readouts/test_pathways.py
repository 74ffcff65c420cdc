"""The readout of pathways: its value, its coverage, and its file."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.feature_sets import FeatureSets, read_feature_sets, synthetic_sets
from aivc.evaluation.readouts.gene_names import features_of_members
from aivc.evaluation.readouts.linear_model import slope_t
from aivc.evaluation.readouts.pathways import pathways
from aivc.evaluation.units import Unit

GENES = [f"G{number}" for number in range(60)]
UP = dict.fromkeys(GENES[:8], 1.0)
MIXED = dict(zip(GENES[5:15], [1, -1, 2, -2, 0.5, 1, 1, -1, 3, -0.5], strict=True))
UNITS = [Unit("u0"), Unit("u1"), Unit("u2")]


def sets(**weights):
    return FeatureSets("sets.tsv", weights, "0" * 64, "CC0-1.0")


def t_by_least_squares(y, x):
    design = np.column_stack([np.ones_like(x), x])
    beta, (rss, *_), *_ = np.linalg.lstsq(design, y, rcond=None)
    variance = rss / (len(y) - 2) * np.linalg.inv(design.T @ design)[1, 1]
    return beta[1] / np.sqrt(variance)


def test_activity_is_the_t_of_the_slope_over_all_features():
    rng = np.random.default_rng(0)
    states, controls = rng.normal(size=(3, 60)), rng.normal(size=(3, 60))
    found = pathways("p", sets(UP=UP, MIXED=MIXED), GENES).values(states, controls, UNITS, GENES)
    assert found.features == ("MIXED", "UP")
    for row in range(3):
        for column, weights in enumerate((MIXED, UP)):
            x = np.array([weights.get(gene, 0.0) for gene in GENES])
            expected = t_by_least_squares(states[row] - controls[row], x)
            assert found.values[row, column] == pytest.approx(expected)


def test_nothing_depends_on_the_order_of_features_or_sets():
    rng = np.random.default_rng(1)
    states = rng.normal(size=(3, 60))
    order = rng.permutation(60)
    names = [GENES[place] for place in order]
    one = pathways("p", sets(UP=UP, MIXED=MIXED), GENES)
    other = pathways("p", sets(MIXED=dict(reversed(MIXED.items())), UP=UP), names)
    first = one.values(states, np.zeros_like(states), UNITS, GENES)
    second = other.values(states[:, order], np.zeros_like(states), UNITS, names)
    assert first.values == pytest.approx(second.values)
    assert one.digest == other.digest


def test_a_prediction_of_no_change_has_no_activity_and_a_missing_one_no_value():
    readout = pathways("p", sets(UP=UP), GENES)
    states = np.full((3, 60), 0.1)
    states[1] = np.nan
    controls = np.full((3, 60), 0.1)
    controls[2] = 0.3
    values = readout.values(states, controls, UNITS, GENES).values
    # The third is lower everywhere by the same, which is rounding and no slope.
    assert values[0, 0] == 0
    assert np.isnan(values[1, 0])
    assert values[2, 0] == 0


def test_a_perfect_fit_is_finite():
    assert np.isfinite(slope_t(np.array([[0.0, 1, 2, 3]]), np.array([[0.0], [1], [2], [3]]))).all()


def test_activity_is_blind_to_scale():
    rng = np.random.default_rng(2)
    delta = rng.normal(size=(3, 60))
    readout = pathways("p", sets(UP=UP), GENES)
    values = [readout.values(k * delta, 0 * delta, UNITS, GENES).values for k in (0.5, 1, 3)]
    assert values[0] == pytest.approx(values[1])
    assert values[2] == pytest.approx(values[1])


def test_sets_that_are_not_measured_well_enough_are_refused_and_named():
    few = dict.fromkeys([*GENES[:4], "X1", "X2"], 1.0)
    found = pathways("p", sets(UP=UP, FEW=few), GENES)
    assert found.features == ("UP",)
    assert found.refused == {"FEW": 4}
    assert found.coverage == pytest.approx(8 / 10)
    assert any("FEW" in note for note in found.notes)
    assert any("CC0-1.0" in note for note in found.notes)
    with pytest.raises(TaskError, match="none of 1 sets"):
        pathways("p", sets(FEW=few), GENES)


def test_a_set_of_all_features_has_no_slope_and_is_refused():
    with pytest.raises(TaskError):
        pathways("p", sets(ALL=dict.fromkeys(GENES, 1.0)), GENES)


def test_digest_knows_the_file_the_features_and_the_weights():
    digests = {
        pathways("p", sets(UP=UP), GENES).digest,
        pathways("p", sets(UP=UP), GENES[:50]).digest,
        pathways("p", sets(UP={**UP, "G0": 2.0}), GENES).digest,
        pathways("p", FeatureSets("sets.tsv", {"UP": UP}, "1" * 64), GENES).digest,
        pathways("p", sets(UP=UP), GENES, is_relative=False).digest,
    }
    assert len(digests) == 5
    assert pathways("q", sets(UP=UP), GENES).digest in digests


def test_genes_are_found_by_any_of_their_names():
    features = ["ENSG00000136352.19", "TP53", "SEPTIN7", "ENSG00000141510"]
    found = features_of_members(
        ["NKX2-1", "ENSG00000136352", "TP53", "SEPT7", "YFG1"], features, ["NCBITaxon:9606"]
    )
    assert found["TP53"] == "TP53"
    assert found["ENSG00000136352"] == "ENSG00000136352.19"
    assert found["SEPT7"] == "SEPTIN7"
    # Two names of one gene are one member, so that it does not count twice.
    assert "NKX2-1" not in found
    assert "YFG1" not in found
    # Nobody states the organism, and too few Ensembl ids tell it.
    assert features_of_members(["SEPT7"], features[:3]) == {}
    mouse = features_of_members(["Trp53"], ["ENSMUSG00000059552"])
    assert mouse == {"Trp53": "ENSMUSG00000059552"}


def test_file_is_read_with_its_digest(tmp_path):
    path = tmp_path / "sets.tsv"
    text = "source\ttarget\tweight\nUP\tA\t1\nUP\tB\t-0.5\n"
    path.write_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = read_feature_sets(path, sha256=digest, licence="CC-BY-4.0")
    assert found.weights == {"UP": {"A": 1.0, "B": -0.5}}
    assert (found.sha256, found.licence) == (digest, "CC-BY-4.0")
    with pytest.raises(TaskError, match="sha256"):
        read_feature_sets(path, sha256="0" * 64)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("s.gmt", "", "no set"),
        ("s.gmt", "UP\tnothing\n", "no set"),
        ("s.gmt", "UP\n", "no tab"),
        ("s.tsv", "a\tb\n1\t2\n", "no column"),
        ("s.tsv", "source\ttarget\tweight\nUP\tA\tmuch\n", "not a number"),
        ("s.tsv", "source\ttarget\tweight\nUP\tA\tnan\n", "not a number"),
        ("s.tsv", "source\ttarget\tweight\nUP\tA\t1\nUP\tA\t2\n", "two weights"),
        ("s.xls", "x", "ends in"),
    ],
)
def test_files_that_cannot_be_used(tmp_path, name, text, words):
    (tmp_path / name).write_text(text)
    with pytest.raises(TaskError, match=words):
        read_feature_sets(tmp_path / name)


def test_a_path_of_a_card_leads_nowhere_else(tmp_path):
    (tmp_path / "sets.gmt").write_text("UP\t\tA\n")
    inside = tmp_path / "inside"
    inside.mkdir()
    with pytest.raises(TaskError, match="leads out"):
        read_feature_sets(type(inside)("../sets.gmt"), inside)


def test_synthetic_sets_ship_and_can_be_scored():
    shipped = synthetic_sets()
    members = sorted({member for weights in shipped.weights.values() for member in weights})
    assert pathways("p", shipped, [*members, *GENES]).refused == {}
