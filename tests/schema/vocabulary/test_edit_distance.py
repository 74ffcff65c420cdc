"""The search among all labels gives what the textbook distance gives, one label at a time."""

from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.schema.vocabulary.edit_distance import allowed_errors, closest_entries
from aivc.schema.vocabulary.packed import TextColumn

WORDS = st.text("abAB ", max_size=12)


def textbook_distance(left: str, right: str) -> int:
    """Restricted Damerau-Levenshtein distance (optimal string alignment), the whole table."""
    table = {(row, 0): row for row in range(len(left) + 1)}
    table |= {(0, column): column for column in range(len(right) + 1)}
    for row in range(1, len(left) + 1):
        for column in range(1, len(right) + 1):
            best = min(
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (left[row - 1] != right[column - 1]),
            )
            swapped = left[row - 2 : row] == right[column - 2 : column][::-1]
            if row > 1 and column > 1 and swapped:
                best = min(best, table[row - 2, column - 2] + 1)
            table[row, column] = best
    return table[len(left), len(right)]


@settings(max_examples=300, deadline=None)
@given(st.text("abAB ", min_size=1, max_size=14), st.lists(WORDS, max_size=12))
def test_it_equals_the_textbook(query, words) -> None:
    found = {entry: errors for errors, entry in closest_entries(TextColumn.of_texts(words), query)}
    limit = allowed_errors(len(query))
    distances = {
        entry: textbook_distance(query.lower(), word.lower()) for entry, word in enumerate(words)
    }
    assert found == {entry: errors for entry, errors in distances.items() if errors <= limit}


def test_best_come_first() -> None:
    column = TextColumn.of_texts(["liver", "lever", "river", "livr", "sliver", "heart"])
    hits = closest_entries(column, "livr")
    assert [column[entry] for _, entry in hits] == ["livr", "liver"]


def test_nothing_is_near_nothing() -> None:
    assert closest_entries(TextColumn.of_texts([]), "liver") == []
    assert closest_entries(TextColumn.of_texts(["liver"]), "") == []
