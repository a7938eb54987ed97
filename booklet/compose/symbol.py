"""QR symbols: payload in, matrix of modules out (ISO/IEC 18004)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol. `rows`: dark modules True, quiet zone not included."""

    payload: str
    rows: tuple[tuple[bool, ...], ...]
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
    code.make(fit=False)
    return Symbol(payload, tuple(tuple(bool(m) for m in row) for row in code.modules), code.version, level)
