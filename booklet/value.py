"""Values that are made in thousands: laid-out things, shaped text, entries of catalogs.

Slotted classes with the fields of a dataclass, that the type checker holds frozen. At run time nothing does, since an object
that guards itself takes three times as long to make. A class takes a tenth of the time to define that `dataclass` takes: of
what that generates, only what is used is made, and what a program rarely asks for is made when it asks.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")
_UNSET: Any = object()


@dataclass_transform(frozen_default=True, eq_default=False)
def value(cls: type[_T]) -> type[_T]:
    """A class of values that are compared by identity."""
    return _slotted(cls, {})


@dataclass_transform(frozen_default=True)
def compared(cls: type[_T]) -> type[_T]:
    """A class of values that are equal where their fields are, and can be found in sets. Not compared: `field(compare=False)`."""
    names = [name for name in _fields(cls) if getattr(cls.__dict__.get(name), "compare", True)]
    key = attrgetter(*names) if names else type

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(key(self))

    return _slotted(cls, {"__eq__": equal, "__hash__": hashed})


def _slotted(cls: type[_T], methods: dict[str, Any]) -> type[_T]:
    """The class anew, with slots for its fields and a way to make it; `dataclasses.fields` and `replace` know it."""
    names = _fields(cls)
    given = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    kept = {name: thing for name, thing in cls.__dict__.items() if name not in (*given, "__dict__", "__weakref__")}
    made = {"__slots__": names, "__match_args__": names, "__init__": _maker(names, given), "__repr__": _shown}
    kind: Any = type(cls)
    found: type[_T] = kind(cls.__name__, cls.__bases__, {**kept, **made, "__dataclass_fields__": _Fields(given), **methods})
    return found


def _fields(cls: type) -> tuple[str, ...]:
    hints: dict[str, Any] = getattr(cls, "__annotations__", {})
    return tuple([name for name, hint in hints.items() if not str(hint).startswith(("ClassVar", "typing.ClassVar"))])


def _maker(names: tuple[str, ...], given: dict[str, Any]) -> Any:
    """An `__init__` that takes the fields in their order. A default is an object, or a `dataclasses.field`."""
    scope: dict[str, Any] = {"_unset": _UNSET}
    parameters, lines = ["self"], ["pass"]
    for name in names:
        default = given.get(name, _UNSET)
        parameters.append(name)
        lines.append(f"self.{name} = {name}")
        if default is _UNSET:
            continue
        factory = getattr(default, "default_factory", None)
        if callable(factory):
            scope[f"_{name}"] = factory
            parameters[-1] += "=_unset"
            lines[-1] = f"self.{name} = _{name}() if {name} is _unset else {name}"
        else:
            scope[f"_{name}"] = default.default if hasattr(default, "default_factory") else default
            parameters[-1] += f"=_{name}"
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), scope)
    return scope["__init__"]


def _shown(self: Any) -> str:
    shown = [f"{name}={getattr(self, name)!r}" for name in self.__match_args__]
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


class _Fields:
    """The fields as `dataclasses` describes them, found out when first asked for."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    def __get__(self, instance: object, owner: type) -> Any:
        from dataclasses import dataclass

        bare = type(owner.__name__, (), {"__annotations__": owner.__annotations__, "__module__": owner.__module__, **self._given})
        found = dataclass(init=False, repr=False, eq=False, match_args=False)(bare).__dataclass_fields__  # type: ignore[attr-defined]
        owner.__dataclass_fields__ = found  # type: ignore[attr-defined]
        return found
