"""The place of a character in a PO file, however another program has wrapped it."""

from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.l10n.places import place_in
from booklet.l10n.po import Entry, dump, parse

WRAPPED = '''
# remark
#, fuzzy
msgctxt "a"
msgid "x"
msgstr ""
"Call \\"me\\"\\n"
"now 112"

msgctxt "b"
msgid "x"
msgid_plural "y"
msgstr[0] "one"
msgstr[1]   "two 3"
'''


def test_wrapped_strings_escapes_and_plural_forms() -> None:
    first, second = parse(WRAPPED, "a.po", Sink())
    lines = WRAPPED.split("\n")

    def at(entry: Entry, form: int, text: str) -> str:
        span = place_in(lines, entry, form, entry.targets[form].index(text))
        return lines[span.line - 1][span.column - 1 :]

    assert at(first, 0, "me").startswith('me\\"')
    assert at(first, 0, "\n") == '\\n"'
    assert at(first, 0, "112") == '112"'
    assert at(second, 0, "one") == 'one"'
    assert at(second, 1, "3") == '3"'
    assert place_in(lines, second, 1, 99) == ("a.po", 14, 19)


@given(before=st.text(st.sampled_from('a"\\\n\té'), max_size=8), after=st.text(st.sampled_from('a"\\\né'), max_size=4))
def test_every_character_is_found(before: str, after: str) -> None:
    text = dump((Entry("a", "x", (before + "!" + after,)),))
    (entry,) = parse(text, "a.po", Sink())
    span = place_in(text.split("\n"), entry, 0, len(before))
    assert text.split("\n")[span.line - 1][span.column - 1] == "!"
