"""Chains of operators, and how they are written."""

from __future__ import annotations

from aivc.schema.reading import read_card
from aivc.validators.examples.specimens import specimen_of
from aivc.validators.grammar.chain import chains_of
from aivc.validators.grammar.faults import fault_in_words
from aivc.validators.grammar.operators import Measure, Observation, ReadOut, Rescale
from aivc.validators.grammar.rendering import render_chain


def chains(card):
    return [render_chain(chain) for chain in chains_of(card)]


def specimen(name):
    return read_card(specimen_of(name).card)


def test_the_drug_specimen_is_written_in_the_notation_of_the_grammar():
    found = chains(specimen("drug"))
    assert found[1] == (
        "X, pano_pulses, harvest at 24 h = Measure[SingleCellRNA, cell] ∘ Intervene[0 h administer "
        "panobinostat 0.05 umol/L for 2 h and 1 more, each 6 h; 8 h washout panobinostat] "
        "(state of UBERON:0000178, 3 donors at cell)"
    )
    assert found[-1] == (
        "signature = Readout[log fold change of pseudobulk sums, sample] ∘ "
        "Project[cells_of_samples: cell → sample] (X)"
    )


def test_one_line_per_table_and_family():
    drug = chains_of(specimen("drug"))
    families = [chain.conditions for chain in drug if chain.conditions]
    assert families == [
        ("dex_low", "dex_high", "pano_low", "pano_high"),
        ("pano_pulses",),
        ("dex_pano",),
        ("dmso",),
    ]
    guides = chains_of(specimen("guides"))
    assert len([chain for chain in guides if chain.conditions]) == 2 * 3


def test_every_condition_of_every_specimen_is_in_one_family_of_each_table():
    for name in ("drug", "guides", "cite", "bulk"):
        card = specimen(name)
        for table in card.tables:
            found = [
                condition
                for chain in chains_of(card)
                if chain.result == table.path_in_file
                for condition in chain.conditions
            ]
            assert sorted(found) == sorted(c.condition_id for c in card.conditions)


def test_what_a_card_does_not_say_is_a_question_mark():
    card = read_card({"tables": [{"path_in_file": "X"}]})
    assert chains(card) == ["X = Measure[?, ?] (state at ?)"]
    assert chains(read_card({})) == []


def test_a_project_stands_between_cells_and_what_measured_the_well():
    raw = {
        "tables": [{"path_in_file": "X", "measured_by": "viability"}],
        "operators": [{"operator_id": "viability", "operator_type": "Viability", "scale": "well"}],
        "agents": [{"agent_id": "drug", "agent_type": "Chemical"}],
        "interventions": [
            {
                "intervention_id": "i",
                "acts_at": "cell",
                "events": [
                    {
                        "event_type": "administer",
                        "agent": "drug",
                        "event_time": {"value": 0, "unit": "h"},
                    }
                ],
            }
        ],
        "conditions": [{"condition_id": "c", "intervention": "i"}],
    }
    (without,) = chains_of(read_card(raw))
    assert without.operators[:2] == (
        Measure("Viability", "well"),
        Rescale("Project", "?", "cell", "well"),
    )
    raw["binding"] = {"keys": [{"role": "well", "columns": ["well"]}]}
    (bound,) = chains_of(read_card(raw))
    assert bound.operators[1] == Rescale("Project", "well", "cell", "well")


def test_a_derived_table_is_projected_after_it_was_measured():
    card = read_card(
        {
            "tables": [{"path_in_file": "X", "measured_by": "rna", "unit_set": "samples"}],
            "operators": [
                {"operator_id": "rna", "operator_type": "SingleCellRNA", "scale": "cell"}
            ],
            "unit_sets": [
                {"unit_set_id": "cells", "scale": "cell"},
                {"unit_set_id": "samples", "scale": "sample"},
            ],
            "links": [{"link_id": "sums", "source_set": "cells", "target_set": "samples"}],
        }
    )
    (line,) = chains(card)
    assert line == (
        "X = Project[sums: cell → sample, coverage unknown] ∘ "
        "Measure[SingleCellRNA, cell] (state at cell)"
    )


def test_operators_of_a_readout_are_written_outermost_first():
    card = read_card(
        {
            "tables": [{"path_in_file": "X", "measured_by": "rna"}],
            "operators": [{"operator_id": "rna", "operator_type": "SpotSpatial", "scale": "spot"}],
            "unit_sets": [
                {"unit_set_id": "spots", "scale": "spot"},
                {"unit_set_id": "cells", "scale": "cell"},
            ],
            "links": [{"link_id": "lifted", "source_set": "spots", "target_set": "cells"}],
            "readouts": [
                {
                    "readout_id": "niches",
                    "readout_type": "spatial_neighbourhood",
                    "input_tables": ["X"],
                    "output_scale": "niche",
                    "neighbourhood": {"graph": "knn", "n_neighbours": 6},
                }
            ],
        }
    )
    assert chains_of(card)[-1].operators == (
        ReadOut("spatial_neighbourhood", "niche"),
        Rescale("Project", "knn graph", "cell", "niche"),
        Rescale("Lift", "lifted", "spot", "cell"),
    )


def test_many_agents_and_times_are_counted():
    agents = [{"agent_id": f"a{n}", "agent_type": "Chemical"} for n in range(5)]
    interventions = [
        {
            "intervention_id": f"i{n}",
            "events": [
                {
                    "event_type": "administer",
                    "agent": f"a{n}",
                    "event_time": {"value": 0, "unit": "h"},
                    "amount": {"value": n + 1, "unit": unit},
                }
            ],
        }
        for n, unit in enumerate(["umol/L", "nmol/L", "umol/L", "umol/L", "umol/L"])
    ]
    conditions = [
        {
            "condition_id": f"c{n}",
            "intervention": f"i{n}",
            "harvest_time": {"value": n, "unit": "h"},
        }
        for n in range(5)
    ]
    card = read_card(
        {
            "tables": [{"path_in_file": "X"}],
            "agents": agents,
            "interventions": interventions,
            "conditions": conditions,
        }
    )
    (line,) = chains(card)
    assert line == (
        "X, 5 conditions, harvest at 5 times, 0 to 4 h = Measure[?, ?] ∘ "
        "Intervene[0 h administer one of 5 agents 0.002–5 umol/L] (state at ?)"  # noqa: RUF001
    )


STAINED = {
    "operators": [
        {"operator_id": "he", "operator_type": "Histology", "scale": "section"},
        {"operator_id": "rna", "operator_type": "SpotSpatial", "scale": "spot"},
    ],
    "tables": [{"path_in_file": "X", "measured_by": "rna"}],
    "images": [{"image_path": "images/he", "measured_by": "he"}],
    "conditions": [{"condition_id": "untreated"}],
}


def test_an_image_has_a_chain_of_its_own():
    assert chains(read_card(STAINED)) == [
        "X, untreated = Measure[SpotSpatial, spot] (state at spot)",
        "images/he, untreated = Measure[Histology, section] (state at section)",
    ]


def test_a_readout_of_a_table_and_of_an_image_has_a_chain_of_each():
    readout = {
        "readout_id": "texture",
        "readout_type": "morphology_profile",
        "input_tables": ["X"],
        "input_images": ["images/he", "images/absent"],
        "output_scale": "section",
    }
    found = chains_of(
        read_card(
            {
                **STAINED,
                "readouts": [readout],
                "binding": {"keys": [{"role": "section", "columns": ["s"]}]},
            }
        )
    )[-2:]
    assert [chain.start for chain in found] == [
        Observation("X", "spot"),
        Observation("images/he", "section"),
    ]
    assert found[0].operators[1:] == (Rescale("Project", "s", "spot", "section"),)
    assert found[1].operators == (ReadOut("morphology_profile", "section"),)
    assert [fault_in_words(chain) for chain in found] == ["", ""]


def test_a_readout_of_an_image_that_does_not_reach_its_scale_says_so():
    readout = {"readout_id": "e", "input_images": ["images/he"], "output_scale": "spot"}
    raw = {**STAINED, "readouts": [{**readout, "readout_type": "expression"}]}
    assert fault_in_words(chains_of(read_card(raw))[-1]).startswith(
        "readout e is at scale spot, image images/he is at scale section: "
        "no lift from section to spot is declared"
    )
