"""Every chain of operators at every scale: what is legal is accepted, what is not is named."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import pytest
import yaml

import aivc.schema
from aivc.schema.reading import read_card
from aivc.schema.slots import class_spec, enum_spec
from aivc.validators.grammar.anchors import anchors_of
from aivc.validators.grammar.chain import chains_of
from aivc.validators.grammar.composing import Applied, Gap, Impossible, Misnamed, first_fault
from aivc.validators.grammar.composition import MEASURES, READS, contains, link_types
from aivc.validators.grammar.faults import fault_in_words, fault_of
from aivc.validators.grammar.providing import direct_anchors, how_to_provide, stations_between
from aivc.validators.grammar.reach import way_to_readout


def _ranks():
    text = Path(aivc.schema.__file__).with_name("common.yaml").read_text("utf-8")
    levels = yaml.safe_load(text)["enums"]["ScaleLevel"]["permissible_values"]
    return {name: level["rank"] for name, level in levels.items()}


RANK = _ranks()
SCALES = tuple(RANK)


def step(source, target):
    """Return the operator between two scales, told from the ranks of the schema alone."""
    if RANK[source] == RANK[target]:
        return "same_scale"
    return "project" if RANK[source] < RANK[target] else "lift"


def rescale(source, target):
    return Applied(step(source, target), source, target)


def measure(kind, scale):
    return Applied("measure", scale, scale, kind)


def read(kind, scale):
    return Applied("readout", scale, scale, kind)


def intervene(scale):
    return Applied("intervene", scale, scale)


def test_the_table_speaks_of_every_operator_of_the_schema():
    assert set(MEASURES) == set(class_spec("MeasurementOperator").concrete)
    assert set(READS) == set(enum_spec("ReadoutType").values)
    assert set(link_types()) == set(enum_spec("LinkType").values)
    for scales in (*MEASURES.values(), *READS.values()):
        assert scales
        assert set(scales) <= set(SCALES)


@pytest.mark.parametrize(
    ("table", "applied", "word"),
    [(MEASURES, measure, "measurement"), (READS, read, "readout")],
)
def test_operators_take_the_scales_of_the_table_and_no_other(table, applied, word):
    for kind, at, state in product(table, SCALES, SCALES):
        fault = first_fault(state, [applied(kind, at)])
        if state != at:
            assert fault == Gap(step(state, at), state, at)
        elif at in table[kind]:
            assert fault is None
        else:
            assert fault == Impossible(word, kind, at, table[kind])


def test_an_intervention_reaches_what_its_units_are_made_of():
    for acts_at, state in product(SCALES, SCALES):
        fault = first_fault(state, [intervene(acts_at)])
        reaches = RANK[acts_at] >= RANK[state]
        assert contains(acts_at, state) is reaches
        assert fault == (None if reaches else Gap("project", acts_at, state))


def test_chains_of_up_to_three_steps_compose_where_each_takes_what_the_last_gave():
    for start, one, two, three in product(SCALES, repeat=4):
        chain = [rescale(start, one), rescale(one, two), rescale(two, three)]
        assert first_fault(start, chain) is None
        for left_out in range(3):
            rest = chain[:left_out] + chain[left_out + 1 :]
            missing = chain[left_out]
            expected = None
            # What is left out at the end is missed by nobody.
            if left_out < 2 and missing.source != missing.target:
                expected = Gap(missing.operator, missing.source, missing.target)
            assert first_fault(start, rest) == expected


def test_a_step_under_the_name_of_another_operator_is_refused():
    for name, source, target in product(("project", "lift", "same_scale"), SCALES, SCALES):
        fault = first_fault(source, [Applied(name, source, target)])
        wrong = Misnamed(name, source, target)
        assert fault == (None if name == step(source, target) else wrong)


def test_what_is_named_as_missing_makes_the_chain_legal():
    """From state to readout; the operator that is named is put in until nothing is missing."""
    kinds = ("SpotSpatial", "SingleCellRNA", "BulkExpression")
    reads = ("spatial_neighbourhood", "clinical_endpoint", "pathway_activity")
    for state, acts_at, kind, readout in product(SCALES, SCALES, kinds, reads):
        for measured, at in product(MEASURES[kind][:3], READS[readout]):
            begin = state if RANK[acts_at] >= RANK[state] else acts_at
            chain = [intervene(acts_at), measure(kind, measured), read(readout, at)]
            if begin != state:
                assert first_fault(state, chain) == Gap("project", acts_at, state)
            for _ in range(2):
                fault = first_fault(begin, chain)
                if fault is None:
                    break
                assert isinstance(fault, Gap)
                place = 1 if fault.target == measured and len(chain) == 3 else len(chain) - 1
                chain.insert(place, Applied(fault.operator, fault.source, fault.target))
            assert first_fault(begin, chain) is None


def test_every_missing_operator_has_a_remedy_that_leads_there():
    for source, target in product(SCALES, SCALES):
        if source == target:
            continue
        words, stations = how_to_provide(source, target), stations_between(source, target)
        if not stations:
            assert words == "no type of anchor leads there"
            continue
        assert (stations[0], stations[-1]) == (source, target)
        assert all(name in words for name in direct_anchors(source, target))
        steps = [rescale(a, b) for a, b in pairwise(stations)]
        assert first_fault(source, steps) is None
    assert "cell_to_spot" in how_to_provide("spot", "cell")
    assert "sample_id" in how_to_provide("cell", "sample")
    assert stations_between("cohort", "cell") == ()


def card_of(scale, kind, output, *, linked):
    sets = [{"unit_set_id": name, "scale": name} for name in SCALES]
    raw = {
        "unit_sets": sets,
        "operators": [{"operator_id": "o", "operator_type": "LiveImaging", "scale": scale}],
        "tables": [{"path_in_file": "X", "measured_by": "o", "unit_set": scale}],
        "readouts": [
            {
                "readout_id": "r",
                "readout_type": kind,
                "input_tables": ["X"],
                "output_scale": output,
            }
        ],
        "links": [{"link_id": "l", "source_set": a, "target_set": b} for a, b in linked],
    }
    return read_card(raw)


def test_cards_and_the_table_agree_on_every_readout_at_every_scale():
    for scale, output in product(SCALES, SCALES):
        card = card_of(scale, "latent_distance", output, linked=())
        gap = way_to_readout(card.readouts[0], scale, card.tables[0], anchors_of(card))
        fault = fault_of(chains_of(card)[-1])
        if isinstance(gap, Gap):
            assert isinstance(fault, Gap)
            assert str(fault) in fault_in_words(chains_of(card)[-1])
            card = card_of(scale, "latent_distance", output, linked=_pairs(gap, output))
            gap = way_to_readout(card.readouts[0], scale, card.tables[0], anchors_of(card))
            fault = fault_of(chains_of(card)[-1])
        assert not isinstance(gap, Gap)
        assert (fault is None) is (output in READS["latent_distance"])


def _pairs(gap, output):
    return {(gap.source, gap.target), (gap.target, output)} - {(output, output)}


def test_the_sentence_names_what_is_missing():
    card = card_of("spot", "spatial_neighbourhood", "niche", linked=())
    assert fault_in_words(chains_of(card)[-1]) == (
        "readout r is at scale niche, table X is at scale spot: no lift from spot to cell is "
        "declared; an anchor of the type bin_to_cell or cell_to_spot would provide it"
    )


@pytest.mark.parametrize(
    ("applied", "is_legal"),
    [
        (measure("SingleCellRNA", "cell"), True),
        (measure("SingleCellRNA", "sample"), False),
        (measure("SpotSpatial", "spot"), True),
        (measure("SpotSpatial", "cell"), False),
        (measure("BulkExpression", "well"), True),
        (measure("BulkExpression", "cell"), False),
        (measure("Viability", "cell"), False),
        (measure("ClinicalTable", "organism"), True),
        (measure("ClinicalTable", "well"), False),
        (measure("Histology", "section"), True),
        (measure("Histology", "organism"), False),
        (read("spatial_neighbourhood", "niche"), True),
        (read("spatial_neighbourhood", "cell"), False),
        (read("cell_state_composition", "sample"), True),
        (read("cell_state_composition", "cell"), False),
        (read("clinical_endpoint", "organism"), True),
        (read("clinical_endpoint", "sample"), False),
        (read("dose_response", "well"), True),
        (read("dose_response", "cell"), False),
        (read("pathway_activity", "molecule"), False),
    ],
)
def test_what_the_field_knows_is_in_the_table(applied, is_legal):
    assert (first_fault(applied.source, [applied]) is None) is is_legal


@pytest.mark.parametrize(
    ("source", "target", "types"),
    [
        ("molecule", "cell", {"transcript_to_cell", "guide_to_cell"}),
        ("spot", "cell", {"bin_to_cell", "cell_to_spot"}),
        ("cell", "niche", {"cell_to_niche"}),
        ("sample", "organism", {"sample_to_donor", "sample_to_outcome"}),
        ("organism", "cohort", set()),
    ],
)
def test_anchors_provide_the_steps_that_they_are_made_for(source, target, types):
    assert set(direct_anchors(source, target)) == types
    # A sum does not tell its parts.
    assert "pseudobulk" not in direct_anchors(target, source)


def test_declared_links_compose_over_two_steps_and_each_is_missed():
    for start, middle, end in product(SCALES, repeat=3):
        if len({start, middle, end}) < 3 or end == "cohort":
            continue
        both = [(start, middle), (middle, end)]
        way = anchors_of(linked(both)).way(start, end, start)
        assert way is not None
        assert [(a.operator, a.source, a.target) for a in way] == [
            (step(a, b), a, b) for a, b in both
        ]
        chain = [Applied(a.operator, a.source, a.target) for a in way]
        assert first_fault(start, [*chain, measure("LiveImaging", end)]) is None
        assert anchors_of(linked(both[:1])).way(start, end, start) is None
        assert anchors_of(linked(both[1:])).way(start, end, start) is None


def test_rows_are_not_summed_up_by_a_key_to_be_lifted_back():
    lift = [("sample", "cell")]
    anchors = anchors_of(linked(lift), frozenset({"sample_id"}))
    assert anchors.way("spot", "sample") is not None
    assert anchors.way("sample", "cell") is not None
    assert anchors.way("spot", "cell") is None


def linked(pairs):
    raw = {
        "unit_sets": [{"unit_set_id": s, "scale": s} for s in {s for pair in pairs for s in pair}],
        "links": [{"link_id": f"{a} {b}", "source_set": a, "target_set": b} for a, b in pairs],
    }
    return read_card(raw)
