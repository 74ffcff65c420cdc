"""Chains are drawn with their coverage and their faults, also where a card has very many."""

from __future__ import annotations

import json
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path

import pytest

from aivc.reports.chains.draw import MAX_CHAINS, MAX_FAMILIES, draw_chains
from aivc.reports.chains.model import Coverage
from aivc.reports.chains.steps import MAX_STEPS
from aivc.reports.render import render
from aivc.schema.reading import read_card
from aivc.schema.structure import check_structure
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.examples.write import write_specimen
from aivc.validators.facts.model import CardFacts, Facts, FileFacts
from aivc.validators.findings import Level
from aivc.validators.outcome import Outcome
from aivc.verbs.validate import validate

NO_FACTS = Facts(
    FileFacts(Path("data.h5ad"), "h5ad", "", 0, problems=(), elements=()), CardFacts(()), {}
)
NOTHING_FOUND = Outcome((), (), (), Level.HEADER, "minimal")
HOSTILE = "<script>alert(1)</script>\x1b[2J"
SPOTS = {
    "unit_sets": [{"unit_set_id": "spots", "scale": "spot"}],
    "operators": [{"operator_id": "rna", "operator_type": "SpotSpatial", "scale": "spot"}],
    "tables": [{"path_in_file": "X", "measured_by": "rna", "unit_set": "spots"}],
}
NICHES = {
    "readout_id": HOSTILE,
    "readout_type": "spatial_neighbourhood",
    "input_tables": ["X"],
    "output_scale": "niche",
    "neighbourhood": {"graph": "delaunay"},
}


def drawn(raw, facts=NO_FACTS):
    return draw_chains(read_card(raw), facts, NOTHING_FOUND)


def many_families(n):
    """Return a card whose conditions are all at another time, so that none are of one family."""
    card = deepcopy(specimen_of("drug").card)
    one = card["interventions"][0]
    event = {**one["events"][0], "event_time": {"value": 0, "unit": "h"}}
    card["interventions"] = [
        {
            **one,
            "intervention_id": f"i{i}",
            "events": [{**event, "event_time": {"value": i, "unit": "h"}}],
        }
        for i in range(n)
    ]
    card["conditions"] = [
        {"condition_id": f"condition {i}", "intervention": f"i{i}"} for i in range(n)
    ]
    return card


class Page(HTMLParser):
    """Read steps as a reader without style does."""

    def __init__(self, page):
        super().__init__()
        self.steps, self.tags, self.labels = [], [], []
        self.is_step = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        found = dict(attrs)
        if tag == "ol":
            self.labels.append(found["aria-label"])
        if tag == "li":
            self.is_step = True
            self.steps.append((found["class"], []))

    def handle_endtag(self, tag):
        if tag == "ol":
            self.is_step = False

    def handle_data(self, data):
        if self.is_step and self.steps and data.strip():
            self.steps[-1][1].append(" ".join(data.split()))


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return the report of cells that are said to be linked less than they are."""
    specimen = specimen_of("drug")
    specimen.card["links"][0]["coverage"]["n_source_linked"] = 30
    specimen.card["operators"].append(
        {"operator_id": "he", "operator_type": "Histology", "scale": "section"}
    )
    specimen.card["images"] = [{"image_path": "images/he", "measured_by": "he"}]
    specimen.card["readouts"].append(
        {
            "readout_id": HOSTILE,
            "readout_type": "expression",
            "input_images": ["images/he"],
            "output_scale": "cell",
        }
    )
    return validate(write_specimen(specimen, tmp_path_factory.mktemp("report")))


def test_what_is_missing_has_a_step_where_it_belongs():
    (broken, table) = drawn({**SPOTS, "readouts": [NICHES]}).chains
    assert table.result == "X"  # the chain that does not compose comes first
    assert [(step.kind, step.scales) for step in broken.steps] == [
        ("observation", "at spot"),
        ("missing", "spot → cell"),
        ("readout", "at niche"),
    ]
    assert "no lift from spot to cell is declared" in broken.steps[1].fault
    assert broken.fault.endswith(broken.steps[1].fault)
    assert not any(step.fault for step in table.steps)


def test_an_operator_at_an_impossible_scale_is_marked_itself():
    raw = deepcopy(SPOTS)
    raw["operators"][0]["operator_type"] = "SingleCellRNA"
    (chain,) = drawn(raw).chains
    assert [(step.kind, bool(step.fault)) for step in chain.steps] == [
        ("state", False),
        ("measure", True),
    ]


def test_a_chain_that_cannot_be_judged_is_not_marked():
    (chain,) = drawn({"tables": [{"path_in_file": "X"}]}).chains
    assert chain.fault == ""
    assert [step.scales for step in chain.steps] == ["", ""]


def test_coverage_stands_declared_and_counted(report):
    (step,) = [
        step
        for chain in report.chains.chains
        for step in chain.steps
        if step.name == "cells_of_samples"
    ]
    assert step.declared == Coverage(48, 30, 6, 6, "cells", "samples")
    assert step.counted == Coverage(48, 48, 6, 6, "cells", "samples")
    assert step.differs


def test_a_link_that_was_not_recounted_says_so():
    raw = deepcopy(specimen_of("drug").card)
    steps = [step for chain in drawn(raw).chains for step in chain.steps if step.declared]
    assert [(step.counted, step.details) for step in steps] == [
        (None, ("not recounted at this level",))
    ]


def test_families_that_differ_in_what_was_done_are_one_drawing():
    chains = drawn(specimen_of("drug").card).chains
    (table,) = [chain for chain in chains if chain.result == "X"]
    assert [family.n_conditions for family in table.families] == [4, 1, 1, 1]
    assert table.steps[1].details == ("one of 4 families of conditions",)
    assert table.steps[1].scales == "at cell"


def test_images_that_came_about_alike_are_one_drawing_and_their_anchor_is_turned():
    n = 3 * MAX_CHAINS
    sets = [
        {"unit_set_id": "spots", "scale": "spot"},
        {"unit_set_id": "fields", "scale": "field"},
    ]
    link = {
        "link_id": "tiles",
        "source_set": "spots",
        "target_set": "fields",
        "link_type": "spot_to_image_region",
        "coverage": {"n_source": 90, "n_source_linked": 80, "n_target": 4, "n_target_linked": 3},
    }
    images = [f"images/field_{i}" for i in range(n)]
    readout = {
        "readout_id": "predicted",
        "readout_type": "expression",
        "input_images": images,
        "output_scale": "spot",
    }
    found = drawn(
        {
            "unit_sets": sets,
            "links": [link],
            "operators": [{"operator_id": "he", "operator_type": "Histology", "scale": "field"}],
            "images": [{"image_path": path, "measured_by": "he"} for path in images],
            "readouts": [readout],
        }
    )
    (image, predicted) = found.chains
    assert image.result == f"images/field_0 and {n - 1} more"
    assert (predicted.result, predicted.steps[0].name) == ("predicted", image.result)
    lift = predicted.steps[1]
    assert (lift.kind, lift.source, lift.target) == ("lift", "field", "spot")
    assert lift.declared == Coverage(4, 3, 90, 80, "fields", "spots")


def test_ten_thousand_conditions_make_a_small_page(report):
    from dataclasses import replace

    many = drawn(many_families(10_000))
    (table,) = [chain for chain in many.chains if chain.result == "X"]
    assert table.n_families == 10_000
    assert len(table.families) == MAX_FAMILIES
    crowded = replace(report, chains=many)
    assert len(render([crowded], "html")) < 60_000
    document = json.loads(render([crowded], "json"))
    assert check_structure(document, "ValidationReport", "release") == ()
    families = [chain.get("n_families_left_out") for chain in document["operator_chains"]]
    assert 10_000 - MAX_FAMILIES in families


def test_very_many_tables_and_links_are_counted_not_drawn():
    n = 2 * MAX_CHAINS
    raw = {
        "unit_sets": [{"unit_set_id": f"s{i}", "scale": "cell"} for i in range(n)]
        + [{"unit_set_id": "end", "scale": "organ"}],
        "links": [
            {"link_id": f"l{i}", "source_set": f"s{i}", "target_set": f"s{i + 1}"}
            for i in range(n - 1)
        ]
        + [{"link_id": "last", "source_set": f"s{n - 1}", "target_set": "end"}],
        "operators": [{"operator_id": "o", "operator_type": "LiveImaging", "scale": "cell"}],
        "tables": [
            {"path_in_file": f"layers/{i}", "measured_by": "o", "unit_set": "s0"} for i in range(n)
        ],
        "readouts": [
            {
                "readout_id": "far",
                "readout_type": "latent_distance",
                "input_tables": ["layers/0"],
                "output_scale": "organ",
            }
        ],
    }
    found = drawn({**raw, "tables": raw["tables"][:1]})
    far = found.chains[-1]
    assert far.steps[MAX_STEPS // 2].name == f"{n + 2 - MAX_STEPS} more operators"
    assert drawn(raw).n_left_out == n + 1 - MAX_CHAINS


def test_the_page_reads_without_style_and_escapes_names(report):
    page = Page(render([report], "html"))
    assert page.tags.count("script") == 1  # our own
    missing = [texts for kind, texts in page.steps if kind == "missing wrong"]
    assert [texts[:3] for texts in missing][-1] == ["missing", "lift", "section → cell"]
    (linked,) = [texts for _, texts in page.steps if "cells_of_samples" in texts]
    assert "declared: 30 of 48 cells, 6 of 6 samples" in linked
    assert any(text.startswith("counted: 48 of 48 cells") for text in linked)
    assert all(label.endswith("in the order in which they are applied") for label in page.labels)
    assert "\x1b" not in render([report], "html")


def test_json_says_what_the_page_draws(report):
    document = json.loads(render([report], "json"))
    assert check_structure(document, "ValidationReport", "release") == ()
    chains = document["operator_chains"]
    assert len(chains) == len(report.chains.chains)
    (faulty,) = [chain for chain in chains if chain["chain_result"].startswith("<script>")]
    assert [step["step_kind"] for step in faulty["chain_steps"]] == [
        "observation",
        "missing",
        "readout",
    ]
    (step,) = [
        step for chain in chains for step in chain["chain_steps"] if "counted_coverage" in step
    ]
    assert step["declared_coverage"]["n_source_linked"] == 30
    assert step["counted_coverage"]["n_source_linked"] == 48
