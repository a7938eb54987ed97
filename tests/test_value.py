"""Light classes of values: made, compared, copied and shown like dataclasses."""

from __future__ import annotations

import pickle
from dataclasses import field, fields, is_dataclass, replace
from typing import ClassVar

import pytest

from booklet.value import compared, value


@value
class Placed:
    """By identity."""

    x: float
    y: float = 2.0


@compared
class Named:
    """By what it holds."""

    LIMIT: ClassVar[int] = 3

    name: str
    others: list[str] = field(default_factory=list)
    size: int = LIMIT

    def twice(self) -> str:
        return self.name * 2


def test_fields_in_order_with_their_defaults() -> None:
    assert (Placed(1).x, Placed(1).y, Placed(1, y=5).y) == (1, 2.0, 5)
    assert Named("a").others == [] and Named("a").others is not Named("a").others
    assert (Named("a", ["b"], 4).size, Named("a").size, Named("a").twice()) == (4, 3, "aa")
    for wrong in ({}, {"name": "a", "colour": "b"}):
        with pytest.raises(TypeError):
            Named(**wrong)  # type: ignore[arg-type]


def test_equal_by_identity_or_by_content() -> None:
    one = Placed(1)
    assert one == one and one != Placed(1) and len({one, Placed(1)}) == 2
    assert Named("a") == Named("a") != Named("b") and Named("a") != "a"

    @compared
    class Single:
        name: str

    assert {Single("a"), Single("a")} == {Single("a")} != {Single("b")}


def test_other_programs_take_them_for_dataclasses() -> None:
    assert is_dataclass(Placed) and [f.name for f in fields(Named)] == ["name", "others", "size"]
    changed = replace(Named("a", ["b"]), name="c")
    assert (changed.name, changed.others) == ("c", ["b"])
    match changed:
        case Named(name="c", size=size):
            assert size == 3


def test_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        Placed(1).z = 3  # type: ignore[attr-defined]


def test_shown_and_carried_to_other_processes() -> None:
    assert repr(Placed(1)) == "Placed(x=1, y=2.0)"
    assert pickle.loads(pickle.dumps(Named("a", ["b"]))) == Named("a", ["b"])
