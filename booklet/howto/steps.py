"""What hands do with printed sheets, step by step, for each scheme."""

from __future__ import annotations

from typing import NamedTuple

from booklet.impose.sheet import Imposition
from booklet.model.sheet import Flip, Scheme


class Step(NamedTuple):
    """A picture, by name, and the ids of the words below it."""

    picture: str
    words: tuple[str, ...]


TITLE = "print.title"

_STAPLED = (Step("fold", ("print.fold",)), Step("staple", ("print.staple",)))
_AFTER: dict[Scheme, tuple[Step, ...]] = {
    Scheme.COPIES: _STAPLED,
    Scheme.SADDLE: _STAPLED,
    Scheme.CUT_STACK: (Step("pile", ("print.pile",)), *_STAPLED),
    Scheme.QUARTO: (Step("fold-twice", ("print.fold_twice",)), Step("staple", ("print.staple",)), Step("trim", ("print.trim",))),
    Scheme.ZINE: (
        Step("crease", ("print.crease",)),
        Step("slit", ("print.slit",)),
        Step("push", ("print.push",)),
    ),
    Scheme.LETTER_FOLD: (Step("letter", ("print.letter",)),),
    Scheme.CONCERTINA: (Step("zigzag", ("print.zigzag",)),),
    Scheme.SINGLE: (),
}
_WHOLE = (Scheme.ZINE, Scheme.QUARTO)
"""Cut otherwise than between pieces."""


def steps(imposition: Imposition) -> tuple[Step, ...]:
    """The steps of one booklet, in order: print, cut if there is something to cut, then what the scheme asks for; at last look
    whether the pages follow each other."""
    scheme = imposition.spec.scheme
    if scheme is Scheme.CUT_STACK and imposition.copies > 1:
        scheme = Scheme.COPIES
    sides = {Flip.LONG: "print.two_sides", Flip.SHORT: "print.two_sides_short", None: "print.one_side"}[imposition.flip]
    printing = Step("print" if imposition.flip else "print-one", (sides, "print.actual"))
    cut = (Step("cut", ("print.cut",)),) if imposition.block and imposition.block.cuts and scheme not in _WHOLE else ()
    check = () if scheme is Scheme.SINGLE else (Step("check", ("print.check",)),)
    return (printing, *cut, *_AFTER[scheme], *check)
