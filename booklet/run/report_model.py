"""The shape of report.json, for its JSON Schema: what other programs may rely on."""

from __future__ import annotations

from booklet.value import compared


@compared
class ReportLanguage:
    autonym: str
    """The language's own name; of several, with " · " between."""
    direction: str
    """ltr or rtl."""


@compared
class ReportPaper:
    """How its sheets are printed, and what hands do with them."""

    size: str
    """The name of the paper, such as a4."""
    scheme: str
    gsm: int
    """Weight of the paper, grams a square metre."""
    sides: int
    cuts: int
    signatures: int


@compared
class ReportFit:
    """What was chosen to fill the pages."""

    letters: float
    leading: float
    spacing: float
    cards: str
    extra: bool
    said: str
    """The choice in words."""
    notes: float
    """Pages left for notes."""
    cost: float
    tried: int


@compared
class ReportCode:
    """A QR code as it was read back from the finished file."""

    page: int
    payload: str
    caption: str
    """The words below it."""
    area: tuple[float, ...]
    """Left, top, right, bottom in points from the page's top left corner."""


@compared
class ReportCounts:
    """What was found when the finished files were read."""

    pages: int
    sheets: int
    texts: int
    codes: int


@compared
class ReportCheck:
    """A check of docs/preflight.md."""

    id: str
    result: str
    """right or warning. (A booklet with a wrong one is not saved.)"""


@compared
class ReportFile:
    bytes: int
    sha256: str


@compared
class ReportPlace:
    """Where in the sources; line and column from 1."""

    file: str
    line: int
    column: int


@compared
class ReportSpot:
    """Where in a finished file."""

    file: str
    """Its kind: screen, office, …"""
    page: int
    box: tuple[float, ...] | None
    """Left, top, right, bottom in points from the page's top left corner; null: the whole page."""


@compared
class ReportWarning:
    severity: str
    code: str
    """Of docs/diagnostics.md."""
    message: str
    place: ReportPlace | None
    hints: tuple[str, ...]
    spot: ReportSpot | None


@compared
class BookletReport:
    """report.json, beside each booklet."""

    inputs: str
    """SHA-256 of all that the booklet depends on."""
    edition: str
    form: str
    locale: str
    title: str
    language: ReportLanguage
    as_of: str
    """The day that its facts speak of, YYYY-MM-DD."""
    trim_mm: tuple[float, ...]
    """Width and height of a page."""
    pages: int
    sheets: int
    """Sheets of paper to print."""
    copies: int
    """Booklets that come out of them."""
    paper: ReportPaper
    ink: tuple[float, ...]
    """Of each page, the share of its area that is covered, 0 to 1."""
    fit: ReportFit | None
    marks: dict[str, tuple[int, ...]]
    """Pages that carry PROOF, DRAFT or SAMPLE, by mark."""
    codes: tuple[ReportCode, ...]
    preflight: ReportCounts
    checks: tuple[ReportCheck, ...]
    showcase: tuple[int, ...]
    """Pages that the overview shows first."""
    files: dict[str, ReportFile]
    """By name within the booklet's folder."""
    warnings: tuple[ReportWarning, ...]
    seal: str
    """SHA-256 of all the rest: of the shortest ASCII JSON that says it, keys in order."""
