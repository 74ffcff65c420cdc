"""What holds of resolving any labels of any axis."""

from hypothesis import given
from hypothesis import strategies as st

from aivc.splits.axes import AXES
from aivc.splits.identity.context import IdentityContext
from aivc.splits.identity.model import Resolution
from aivc.splits.identity.resolve import resolve_axis

GENES = ["KLF1", "klf1", "MLL", "KMT2A", "MLL2", "KMT2D", "TP53 ", "tp53", "HLA-A", "NKX2-1", "B"]
GUIDES = ["KLF1_g1", "KLF1_2", "sgMYB-1", "MYB_posctrl", "NT_12", "non-targeting"]
DRUGS = ["Imatinib", "imatinib mesylate", "(+)-JQ1", "PFI-1", "Abiraterone acetate", "Abiraterone"]
OTHERS = ["", "nan", "1", "01", "1.0", "ctrl", "DMSO", "CD3+", "P1", "p1", "A-549", "A549", "x y"]

member = st.sampled_from([*GENES, *GUIDES, *DRUGS, *OTHERS])
joined = st.lists(member, min_size=2, max_size=3).map("+".join)
label = st.one_of(member, joined, st.text(max_size=8))
labels = st.lists(label, max_size=12, unique=True)
axis = st.sampled_from(sorted(AXES))
contexts = st.builds(
    IdentityContext,
    organism=st.sampled_from(["", "human", "mouse"]),
    separator=st.sampled_from(["", "+", "-"]),
    control_labels=st.sampled_from([frozenset[str](), frozenset({"x y"})]),
)


def meaning(found: Resolution, given_labels: list[str]) -> dict[str, str | None]:
    return {
        text: found.names[place] if place >= 0 else None
        for text, place in zip(given_labels, found.place, strict=True)
    }


@given(axis, labels, contexts, st.randoms(use_true_random=False))
def test_the_order_of_labels_does_not_matter(axis, labels, context, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(labels, len(labels))
    one, other = resolve_axis(axis, labels, context), resolve_axis(axis, shuffled, context)
    assert meaning(one, labels) == meaning(other, shuffled)
    assert (one.names, one.members, one.merges, one.doubts) == (
        other.names,
        other.members,
        other.merges,
        other.doubts,
    )


@given(axis, labels, contexts)
def test_every_label_has_a_place_and_every_name_a_label(axis, labels, context) -> None:  # type: ignore[no-untyped-def]
    found = resolve_axis(axis, labels, context)
    assert len(found.place) == len(labels)
    assert set(found.place) - {-1} == set(range(len(found.names)))
    assert list(found.names) == sorted(set(found.names))
    assert len(found.members) == len(found.names)
    for merge in found.merges:
        assert merge.reason
        assert any(text != merge.canonical for text in merge.labels)


@given(axis, labels, contexts)
def test_resolving_again_changes_nothing(axis, labels, context) -> None:  # type: ignore[no-untyped-def]
    once = resolve_axis(axis, labels, context)
    again = resolve_axis(axis, once.names, context)
    assert meaning(again, list(once.names)) == {name: name for name in once.names}


marked = st.lists(
    st.sampled_from(["HLA", "A", "NKX2", "1", "IFN", "gamma", "x", "12"]), min_size=2, max_size=4
).flatmap(lambda parts: st.sampled_from(["-", "/", "_", ","]).map(lambda mark: mark.join(parts)))


@given(st.sampled_from(["agent", "target", "guide", "condition"]), st.lists(marked, unique=True))
def test_no_name_with_hyphen_slash_or_comma_is_taken_apart(axis, names) -> None:  # type: ignore[no-untyped-def]
    singles = ["HLA", "A", "NKX2", "1", "IFN", "gamma", "x", "12"]
    found = resolve_axis(axis, [*names, *singles], IdentityContext(organism="human"))
    assert found.separator == ""
    assert all(len(members) == 1 for members in found.members)
