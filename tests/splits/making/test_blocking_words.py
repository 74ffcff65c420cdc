"""What stands in the way of a division, in words."""

from aivc.splits.making.blocking import Bridge


def test_a_tie_without_a_name_is_told_by_its_kind():
    told = Bridge("", "series of sections", "", 4, ("D1_1", "D1_2")).in_words()
    assert told == "D1_1, D1_2 are tied by the same series of sections"


def test_a_tie_with_a_name_is_named():
    assert Bridge("donor", "donor", "D1", 4, ("a", "b")).in_words() == "donor D1 ties a, b"
