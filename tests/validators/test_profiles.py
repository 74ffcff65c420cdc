"""Profiles are data: they extend each other, and what they name exists."""

from __future__ import annotations

import pytest

from aivc.validators.findings import Severity
from aivc.validators.profile import BUILT_IN, ProfileError, load_profile
from aivc.validators.registry import all_rules
from aivc.validators.suppressions import unknown_codes


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_profiles_name_rules_that_exist(name):
    profile = load_profile(name)
    assert profile.description
    known = {rule.code for rule in all_rules()}
    assert {*profile.severities, *profile.off} <= known
    assert unknown_codes(profile) == ()


def test_a_profile_extends_another(tmp_path):
    path = tmp_path / "house.yaml"
    path.write_text("extends: [release]\nseverities: {SYS002: error}\nskip: [SYS003]\n")
    profile = load_profile(str(path))
    assert (profile.name, profile.requires) == ("house", "release")
    assert profile.severities["SYS002"] is Severity.ERROR
    assert "SYS003" in profile.off


@pytest.mark.parametrize(
    "text",
    [
        "severities: {SYS002: dreadful}",
        "severities: [SYS002]",
        "rules: {}",
        "- release",
        "extends: [nowhere]",
        "a: [",
    ],
)
def test_a_profile_that_cannot_be_used_says_so(tmp_path, text):
    path = tmp_path / "p.yaml"
    path.write_text(text)
    with pytest.raises(ProfileError):
        load_profile(str(path))


def test_a_profile_that_extends_itself_says_so(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text(f"extends: ['{path}']")
    with pytest.raises(ProfileError, match="extends itself"):
        load_profile(str(path))


def test_there_is_no_such_profile():
    with pytest.raises(ProfileError, match="Built in are"):
        load_profile("releese")
