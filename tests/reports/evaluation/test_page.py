"""The page of an evaluation: everything that a reader needs, and nothing that runs."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from aivc.reference_models.synthetic.recovered import Recovered
from aivc.reports.evaluation.drawing import MARGIN, SIDE, coverage_plot, risk_plot
from aivc.reports.evaluation.page import render_evaluations
from aivc.reports.evaluation.side_by_side import compared_groups, name_of
from aivc.schema.generated.views import EvaluationReport
from aivc.schema.reading import read

EXAMPLE = Path(__file__).parents[2] / "data" / "valid" / "EvaluationReport-grid.yaml"


@pytest.fixture
def document():
    return yaml.safe_load(EXAMPLE.read_text("utf-8"))


def view(document) -> EvaluationReport:
    return read(EvaluationReport, document)


def other(document, **changes):
    changed = copy.deepcopy(document)
    changed["predictor_card"]["name"] = "another"
    changed.update(changes)
    return changed


def test_reports_on_the_same_things_stand_side_by_side(document) -> None:
    (group,) = compared_groups([view(document), view(other(document))])
    assert [name_of(report) for report in group.reports] == ["mean of the perturbation", "another"]
    donor, agent = group.blocks
    assert [row.grid_row_id for row in (donor.first, agent.first)] == ["new_donor", "new_agent"]
    assert (donor.is_blank, agent.is_blank) == (False, True)
    (line,) = donor.lines
    assert [result.value for result in line.results] == [0.562, 0.562]


@pytest.mark.parametrize(
    "changes",
    [
        {"manifest_digest": "0" * 64},
        {"profile_digest": "0" * 64},
        {"readout_digest": "0" * 64},
        {"task_id": "other"},
        {"evaluated_on": {"dataset_id": "aivc:datasets/other"}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_reports_on_other_things_stand_apart(document, changes) -> None:
    groups = compared_groups([view(document), view(other(document, **changes))])
    assert [len(group.reports) for group in groups] == [1, 1]


def test_a_row_that_one_report_lacks_is_shown_as_lacking(document) -> None:
    shorter = other(document)
    shorter["grid_results"] = shorter["grid_results"][1:]
    (group,) = compared_groups([view(document), view(shorter)])
    assert group.blocks[0].rows[1] is None
    assert group.blocks[0].lines[0].results[1] is None


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)


def test_the_page_says_floor_replicate_blank_and_what_is_called_out(document) -> None:
    page = render_evaluations([view(document)])
    for text in (
        "0.562",
        "0.568",
        "no_change",
        "0.0128",
        "Blank: the test partition holds no unit",
    ):
        assert text in page
    assert "60 % of the responding features" in page
    assert re.search(r"looks at the test partition.*?<td class=\"n\">3</td>", page, re.DOTALL)


def test_what_comes_from_data_is_escaped(document) -> None:
    document["predictor_card"]["name"] = "<script>alert(1)</script>"
    document["called_out"][0]["because"] = "<img src=x onerror=alert(1)>"
    page = render_evaluations([view(document)])
    parser = Cells()
    parser.feed(page)
    assert not {"script", "img"} & set(parser.tags)


def test_coverage_below_what_was_promised_is_marked(document) -> None:
    document["calibration"] = [
        {"calibration_kind": "interval_coverage", "nominal_level": 0.9, "observed_level": level}
        for level in (0.95, 0.6)
    ]
    good, bad = coverage_plot(view(document)).dots
    assert (good.is_below, bad.is_below) == (False, True)
    assert good.x == MARGIN + 0.9 * SIDE
    assert good.y < bad.y


def test_risk_is_drawn_from_few_to_all_answers(document) -> None:
    document["calibration"] = [
        {"calibration_kind": "selective_risk", "nominal_level": share, "observed_level": risk}
        for share, risk in ((1.0, 0.8), (0.5, 0.4))
    ]
    plot = risk_plot(view(document))
    assert [dot.x for dot in plot.dots] == [MARGIN + 0.5 * SIDE, MARGIN + SIDE]
    assert plot.y_ends == (0.0, 0.8)
    assert plot.dots[1].y == MARGIN / 2


def test_a_report_that_says_almost_nothing_is_shown() -> None:
    assert "<h1>Evaluation</h1>" in render_evaluations([read(EvaluationReport, {})])
    assert "<h1>Evaluation</h1>" in render_evaluations([])


def test_planted_values_stand_beside_what_was_found() -> None:
    held = Recovered("EC50 of A", "umol/L", 0.05, 0.0612, 0.04, 0.09, "bounded Hill curve")
    lost = Recovered("effect", "1", 0.5, 0.9, 0.7, 1.1, "within plates", misled=1.5)
    page = render_evaluations([], [held, lost])
    rows = re.findall(r"<tr><td>(EC50 of A|effect).*?</tr>", page)
    assert rows == ["EC50 of A", "effect"]
    assert re.search(r"EC50 of A \(umol/L\).*?0\.0612.*?0\.04 to 0\.09.*?>yes<", page)
    assert re.search(r">effect<.*?>no<.*?>1\.5<", page)
    assert "1 of 2 intervals hold" in page


def test_planted_values_are_folded_away_unless_one_is_missed() -> None:
    held = Recovered("EC50 of A", "umol/L", 0.05, 0.0612, 0.04, 0.09, "bounded Hill curve")
    assert "<details><summary>Each quantity" in render_evaluations([], [held])
    lost = replace(held, planted=1.0)
    assert "<details open><summary>Each quantity" in render_evaluations([], [held, lost])


def test_what_metrics_give_in_these_data_is_shown(document) -> None:
    document["metric_trials"] = [
        {"metric": "rmse", "metric_version": 1, "readout_id": "expression", "dynamic_range": 0.0321}
    ]
    page = render_evaluations([view(document)])
    assert re.search(r"rmse <small>v1</small></td><td>expression</td><td class=\"n\">0.0321<", page)
