"""The Unicode tables: complete, of the same version as ICU, and right where Python's own must agree."""

import unicodedata
from pathlib import Path

import pytest

from booklet.text import ucd, ucd_data


def test_the_tables_cover_every_code_point_once() -> None:
    lengths = [int(length, 36) for length in ucd_data.LENGTHS.split()]
    assert sum(lengths) == 0x110000 and min(lengths) > 0
    assert len(ucd_data.KINDS.split()) == len(lengths)


def test_the_tables_stay_small() -> None:
    assert Path(ucd_data.__file__).stat().st_size < 60_000


def test_what_never_changes_agrees_with_python() -> None:
    """Assignment and combining class are immutable (https://www.unicode.org/policies/stability_policy.html)."""
    known = [c for c in map(chr, range(0x20000)) if unicodedata.category(c) != "Cn"]
    assert [c for c in known if not ucd.is_assigned(c)] == []
    assert [c for c in known if ucd.combining(c) != unicodedata.combining(c)] == []


@pytest.mark.parametrize(
    ("c", "bidi_class", "category", "script", "mirrored"),
    [
        ("a", "L", "Ll", "Latn", False),
        ("٣", "AN", "Nd", "Arab", False),
        ("۳", "EN", "Nd", "Arab", False),
        ("(", "ON", "Ps", "Zyyy", True),
        ("\u064e", "NSM", "Mn", "Zinh", False),
        ("\u200c", "BN", "Cf", "Zinh", False),
        ("\u061c", "AL", "Cf", "Arab", False),
        ("ހ", "AL", "Lo", "Thaa", False),
        ("\U00010d00", "AL", "Lo", "Rohg", False),
        ("ก", "L", "Lo", "Thai", False),
        ("々", "L", "Lm", "Hani", False),
    ],
)
def test_characters_of_our_languages(c: str, bidi_class: str, category: str, script: str, mirrored: bool) -> None:
    assert (ucd.bidi_class(c), ucd.category(c), ucd.script(c), ucd.is_mirrored(c)) == (
        bidi_class,
        category,
        script,
        mirrored,
    )


def test_characters_of_several_scripts_name_them() -> None:
    assert {"Arab", "Rohg", "Syrc", "Thaa"} <= set(ucd.script_extensions("،"))
    assert {"Beng", "Deva", "Sinh"} <= set(ucd.script_extensions("।"))
    assert "Zyyy" not in ucd.script_extensions("ー")
    assert ucd.script_extensions("a") == ("Latn",)
    assert ucd.script_extensions(" ") == ("Zyyy",)


def test_unassigned_characters_have_the_direction_of_their_block() -> None:
    unassigned = "\u05ff\u07bf\u20cf\U0001eeff\U0001efff\U000e0fff\uffff"
    assert [ucd.bidi_class(c) for c in unassigned] == ["R", "AL", "ET", "AL", "R", "BN", "BN"]
    assert not any(ucd.is_assigned(c) for c in unassigned)
    assert {ucd.script(c) for c in unassigned} == {"Zzzz"}


def test_the_version_is_that_of_icu() -> None:
    """U+088F came with Unicode 17.0, the version of ICU 78."""
    assert ucd_data.VERSION == "17.0.0"
    assert ucd.properties("\u088f") == ("AL", "Lo", 0, "Arab", False, ("Arab",))


def test_brackets_pair() -> None:
    assert ucd.bracket("(") == ("(", True)
    assert ucd.bracket(")") == ("(", False)
    assert ucd.bracket("\u232a") == ucd.bracket("\u3009") == ("\u3008", False)
    assert ucd.bracket("«") is None
