"""What the grammar of cards accepts composes, and what it refuses does not."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aivc.evaluation.units import Intervention
from aivc.reference_models.operators.chain import Chain
from aivc.reference_models.operators.errors import CompositionError
from aivc.reference_models.operators.intervening import Intervene
from aivc.reference_models.operators.links import Link
from aivc.reference_models.operators.measuring import Measure, ReadOut
from aivc.validators.grammar import operators as grammar
from aivc.validators.grammar.chain import Chain as CardChain
from aivc.validators.grammar.composition import MEASURES, READS
from aivc.validators.grammar.faults import fault_of
from aivc.validators.grammar.scales import SCALES, operator_between

ONE = np.eye(1)

scales = st.sampled_from(SCALES)
steps = st.one_of(
    st.tuples(st.just("intervene"), scales, scales, st.just("")),
    st.tuples(st.just("measure"), scales, scales, st.sampled_from(sorted(MEASURES))),
    st.tuples(st.just("read out"), scales, scales, st.sampled_from(sorted(READS))),
    st.tuples(st.just("rescale"), scales, scales, st.just("")),
)


def executable(step):
    name, source, target, kind = step
    if name == "intervene":
        return Intervene(Intervention(), {}, source)
    if name == "measure":
        return Measure(kind, source, ONE)
    if name == "read out":
        return ReadOut(kind, source, ONE)
    if operator_between(source, target) == "lift":
        return Link(target, source, ("fine",), ("coarse",), ONE).lift()
    return Link(source, target, ("fine",), ("coarse",), ONE).project()


def of_card(step):
    name, source, target, kind = step
    if name == "intervene":
        return grammar.Intervene((), source)
    if name == "measure":
        return grammar.Measure(kind, source)
    if name == "read out":
        return grammar.ReadOut("method", source, kind)
    return grammar.Rescale(operator_between(source, target).title(), "anchor", source, target)


def composes(start, chosen):
    try:
        Chain(start, tuple(map(executable, chosen)))
    except CompositionError:
        return False
    return True


def is_accepted(start, chosen):
    outermost_first = tuple(of_card(step) for step in reversed(chosen))
    return fault_of(CardChain("X", (), "", outermost_first, grammar.State("", start))) is None


@given(scales, st.lists(steps, max_size=4))
@example("cell", [("intervene", "well", "", ""), ("measure", "cell", "", "SingleCellRNA")])
@example("spot", [("measure", "cell", "", "SingleCellRNA")])
@settings(max_examples=300, deadline=None)
def test_both_accept_and_refuse_the_same(start, chosen):
    assert composes(start, chosen) == is_accepted(start, chosen)


@pytest.mark.parametrize("source", SCALES)
@pytest.mark.parametrize("target", SCALES)
def test_steps_between_all_scales_are_called_the_same(source, target):
    step = ("rescale", source, target, "")
    assert executable(step).type.operator == operator_between(source, target)
    assert composes(source, [step])
    assert is_accepted(source, [step])


@pytest.mark.parametrize(
    ("name", "kind", "possible"),
    [
        *(("measure", kind, possible) for kind, possible in MEASURES.items()),
        *(("read out", kind, possible) for kind, possible in READS.items()),
    ],
)
def test_every_measurement_and_readout_exists_at_the_same_scales(name, kind, possible):
    for scale in SCALES:
        step = (name, scale, scale, kind)
        assert composes(scale, [step]) == is_accepted(scale, [step]) == (scale in possible)
