"""Whatever is made, nothing that is kept whole is divided, and every row is accounted for."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from making.cases import THREE, ask, members, screen
from making.rows import observations, permuted

from aivc.schema.errors import AivcError
from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.crossings import crossings
from aivc.splits.making.links import Links, links_of_pairs
from aivc.splits.making.make import make_split
from aivc.splits.making.problem import links_of
from aivc.splits.making.request import SplitRequest

LABELS = st.one_of(st.none(), st.sampled_from([f"v{k}" for k in range(9)]))


@st.composite
def designs(draw):
    n_rows = draw(st.integers(12, 60))
    axes = {
        axis: draw(st.lists(LABELS, min_size=n_rows, max_size=n_rows))
        for axis in ("donor", "agent", "plate", "well")
    }
    control = draw(st.lists(st.booleans(), min_size=n_rows, max_size=n_rows))
    axes["agent"] = [None if c else a for a, c in zip(axes["agent"], control, strict=True)]
    pairs = draw(
        st.lists(st.tuples(st.integers(0, n_rows - 1), st.integers(0, n_rows - 1)), max_size=4)
    )
    return observations(axes, control=control), np.array(pairs, np.int64).reshape(-1, 2)


REQUESTS = st.builds(
    SplitRequest,
    hold_out=st.sampled_from([(), ("donor",), ("agent",), ("donor", "agent")]),
    parts=st.sampled_from([THREE, SplitRequest().parts]),
    keep_whole=st.sampled_from([(), ("plate",)]),
    shared=st.sampled_from([(), ("well",)]),
    folds=st.sampled_from([None, 2, 3]),
    repeats=st.sampled_from([1, 2]),
    strata=st.sampled_from([(), ("donor",), ("plate", "agent")]),
    size_in=st.sampled_from(["observations", "units"]),
    controls=st.sampled_from([None, "train_only", "shared_all", "split_random"]),
    tolerance=st.just(1.0),
    seed=st.integers(0, 5),
)


@settings(max_examples=50)
@given(designs(), REQUESTS)
def test_nothing_kept_whole_is_divided_and_every_row_is_somewhere(design, request):
    rows, pairs = design
    links = (links_of_pairs("identical content", rows.n_rows, pairs),) if len(pairs) else ()
    try:
        splits = make_split(rows, request, links=links)
    except AivcError:
        return
    freed = request.control_policy in {"train_only", "shared_all"}
    placed = ~rows.is_control if freed else np.ones(rows.n_rows, bool)
    whole = [*links]
    whole += [links_of(rows.axes[axis]) for axis in (*request.hold_out, *request.keep_whole)]
    whole += [links_of(rows.axes["well"])] if not request.shared else []
    for made in splits:
        names, codes = made.partitioning.names, made.partitioning.codes
        assert (codes >= 0).all()
        compared = np.array(
            [role not in {"excluded", "buffer"} for role in made.partitioning.roles]
        )
        shown = np.where(compared[codes] & placed, codes, -1).astype(np.int16)
        assert crossings(shown, whole) == ()
        out = int((~compared[codes]).sum())
        reasons = made.header.get("exclusions", [])
        assert out == sum(each["n_observations"] for each in reasons)
        assert all(each["exclusion_reason"] for each in reasons)
        for part in request.parts:
            assert members(made, part.name).any(), names


@settings(max_examples=50)
@given(designs(), REQUESTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_labels_changes_nothing(design, request, random):
    rows, pairs = design
    order = list(range(rows.n_rows))
    random.shuffle(order)
    back = np.argsort(order)
    links = (links_of_pairs("copies", rows.n_rows, pairs),) if len(pairs) else ()
    moved = (links_of_pairs("copies", rows.n_rows, back[pairs]),) if len(pairs) else ()
    try:
        first = make_split(rows, request, links=links)
    except AivcError as error:
        first = type(error)
    try:
        second = make_split(permuted(rows, order), request, links=moved)
    except AivcError as error:
        second = type(error)
    if isinstance(first, type) or isinstance(second, type):
        assert first == second
        return
    for one, other in zip(first, second, strict=True):
        assert (one.partitioning.codes[order] == other.partitioning.codes).all()
        assert one.header == other.header


def test_the_same_request_gives_the_same_split_and_another_seed_another_one():
    rows = screen()
    codes = [
        make_split(rows, ask("donor", seed=seed))[0].partitioning.codes.tolist()
        for seed in (1, 1, 2, 3, 4)
    ]
    assert codes[0] == codes[1]
    assert any(codes[0] != other for other in codes[2:])


def test_renamed_rows_are_divided_alike_where_groups_decide():
    rows = screen()
    renamed = observations(
        {
            axis: [None if c < 0 else keys.levels[c] for c in keys.codes]
            for axis, keys in rows.axes.items()
        },
        control=rows.is_control,
        names=[f"other_{k}" for k in range(rows.n_rows)],
    )
    one, other = (make_split(each, ask("donor"))[0] for each in (rows, renamed))
    assert (one.partitioning.codes == other.partitioning.codes).all()


@given(st.lists(st.integers(1, 30), min_size=6, max_size=40), st.integers(0, 3))
def test_sizes_are_within_one_largest_group(sizes, seed):
    donors = [f"D{k:02d}" for k, size in enumerate(sizes) for _ in range(size)]
    rows = observations({"donor": donors})
    made = make_split(rows, SplitRequest(("donor",), tolerance=1.0, seed=seed))[0]
    for part in made.sizes:
        assert abs(part.n_observations - part.target_share * len(donors)) <= max(sizes) + 1


def test_a_part_is_never_empty_and_too_few_groups_are_refused():
    rows = observations({"donor": ["D1"] * 5 + ["D2"] * 5})
    try:
        make_split(rows, ask("donor"))
    except InfeasibleSplitError as error:
        assert "3 groups" in str(error)
    else:
        raise AssertionError


def test_links_without_names_hold_rows_together():
    rows = observations({}, places=np.zeros((40, 2)))
    codes = np.repeat(np.arange(20), 2)
    made = make_split(rows, SplitRequest(), links=(Links("same image", codes),))[0]
    parts = made.partitioning.codes.reshape(20, 2)
    assert (parts[:, 0] == parts[:, 1]).all()
