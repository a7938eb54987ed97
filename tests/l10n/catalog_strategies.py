"""Random catalogs, with what trips other programs."""

from hypothesis import strategies as st

from booklet.l10n.po import Entry, Previous

hostile = st.sampled_from(["\x85", "\u2028", "\u2029", "\u0301", "\u0e48", "\n", "\t", "\r", "\\", '"', "{n}", "{", "#", "~", "|", "\\n", "msgid", "\u200f", "\U0001f469", "%s", "100% f"])
texts = st.lists(st.one_of(hostile, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=3)), max_size=6).map("".join)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="@"), min_size=1).map(lambda s: f"x{s}x")
words = st.sampled_from(["c-format", "python-format", "no-wrap", "fuzzy", "python-brace-format"])


@st.composite
def catalogs(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Entries, each with a msgctxt of its own, some obsolete; perhaps a header."""
    contexts = draw(st.lists(texts, max_size=4, unique=True))
    head = draw(st.sampled_from([(), (Entry(None, "", ("Language: vi\nContent-Type: text/plain; charset=UTF-8\n",), comments=("for all",)),)]))
    return (*head, *(draw(entry(context)) for context in contexts))


@st.composite
def entry(draw: st.DrawFn, context: str) -> Entry:
    plural = draw(st.none() | texts)
    targets = draw(st.lists(texts, min_size=1, max_size=1 if plural is None else 3))
    previous = draw(st.none() | st.builds(Previous, st.none() | texts, texts, st.none() | texts))
    comments, extracted, references = (tuple(draw(st.lists(lines, max_size=3))) for _ in range(3))
    flags = tuple(draw(st.lists(words, max_size=3, unique=True)))
    return Entry(context, draw(texts), tuple(targets), plural, comments, extracted, references, flags, previous, draw(st.booleans()))
