"""QR symbols: payload in, matrix of modules out (ISO/IEC 18004)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from booklet.compose.penalty import penalty
from booklet.value import compared

if TYPE_CHECKING:
    from qrcode import QRCode


@compared
class Symbol:
    """A QR symbol. `rows`: a byte for each module, 1 dark, 0 light; quiet zone not included."""

    payload: str
    rows: tuple[bytes, ...]
    version: int
    level: str

    QUIET: ClassVar[int] = 4
    """Modules of quiet zone on each side (ISO/IEC 18004, 6.3.8)."""

    @property
    def side(self) -> int:
        """Modules along one side, without quiet zone."""
        return len(self.rows)


@lru_cache(maxsize=1024)
def encode(payload: str) -> Symbol:
    """The smallest symbol of error correction level M for a payload; level Q where that takes no larger symbol."""
    import qrcode

    def fit(level: int) -> qrcode.QRCode:
        code = qrcode.QRCode(error_correction=level, border=0)
        code.add_data(payload, optimize=0)
        code.best_fit()
        return code

    medium, quartile = fit(qrcode.constants.ERROR_CORRECT_M), fit(qrcode.constants.ERROR_CORRECT_Q)
    code, level = (quartile, "Q") if quartile.version == medium.version else (medium, "M")
    code.mask_pattern = best_mask(code)
    code.make(fit=False)
    return Symbol(payload, tuple(map(bytes, code.modules)), code.version, level)


def best_mask(code: QRCode) -> int:
    """The mask that `code.best_mask_pattern()` chooses, in a twentieth of its time: like it, judged while the format
    information is blank."""
    code.makeImpl(True, 0)
    bits, side = _pack(code.modules), code.modules_count
    masks = _masks(code.version)
    return min(range(8), key=lambda n: penalty(bits ^ masks[0] ^ masks[n], side))


@lru_cache(maxsize=40)
def _masks(version: int) -> tuple[int, ...]:
    """The modules that each mask turns, by its number (ISO/IEC 18004, 7.8.2): rows and columns repeat every twelve."""
    from qrcode.main import precomputed_qr_blanks
    from qrcode.util import mask_func

    side = version * 4 + 17
    edge = (*range(9), *range(side - 8, side))
    reserved = {(8, n) for n in edge} | {(n, 8) for n in edge}
    if version >= 7:
        reserved |= {cell for a in range(6) for b in range(side - 11, side - 8) for cell in ((a, b), (b, a))}
    free = _pack(
        [
            [module is None and (r, c) not in reserved for c, module in enumerate(row)]
            for r, row in enumerate(precomputed_qr_blanks[version])
        ]
    )

    def mask(number: int) -> int:
        turns = mask_func(number)
        rows = [([turns(r, c) for c in range(12)] * (side // 12 + 1))[:side] for r in range(12)]
        return _pack([rows[r % 12] for r in range(side)]) & free

    return tuple(map(mask, range(8)))


def _pack(rows: Sequence[Sequence[bool]]) -> int:
    return int("".join(["1" if module else "0" for row in rows for module in row])[::-1], 2)
