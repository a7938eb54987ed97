"""Values that are made in thousands: laid-out things, shaped text."""

from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, eq_default=False)
def value(cls: type[_T]) -> type[_T]:
    """A slotted dataclass, compared by identity, that the type checker holds frozen. At run time nothing does, since an
    object that guards itself takes three times as long to make, and its class twice as long to define."""
    from dataclasses import dataclass

    return dataclass(slots=True, eq=False)(cls)
