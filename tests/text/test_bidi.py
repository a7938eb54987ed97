"""Right-to-left text is refused, never set in the wrong order."""

import pytest

from booklet.diag import Sink
from booklet.text.bidi import levels
from booklet.text.paragraph import Typesetter


@pytest.mark.parametrize("text", ["שלום", "call مرحبا", "a\u202eb", "a\u2067b\u2069", "އައި", "𐴀𐴁"])
def test_right_to_left_is_recognised(text: str) -> None:
    assert levels(text) is None


def test_left_to_right_is_level_zero() -> None:
    assert levels("โทร +66 2\u200b") == (0,) * 10
    assert levels("abc", 1) is None


def test_the_error_names_the_message(typesetter: Typesetter, sink: Sink) -> None:
    typesetter.lines("مرحبا", "en", "regular", 20, message="service:x/name")
    assert ("bidi-unsupported", True) in [(d.code, "service:x/name" in d.message) for d in sink.finish()]
