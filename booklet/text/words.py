"""Words that a dictionary of parts would split over lines: kept whole by lists from translations/words/."""

from __future__ import annotations

from collections.abc import Iterable

from booklet.diag import Sink, Span
from booklet.world.files import World

FOLDER = "translations/words"


class WordList:
    """Words of one language that stay on one line, wherever they occur: also where ICU does not see them begin."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._longest_first: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._longest_first.setdefault(word[:2], []).append(word)

    def inside(self, text: str) -> set[int]:
        """The places within words, as character indices; words that overlap hold together."""
        if not self._longest_first:
            return set()
        places: set[int] = set()
        for start in range(len(text) - 1):
            for word in self._longest_first.get(text[start : start + 2], ()):
                if text.startswith(word, start):
                    places.update(range(start + 1, start + len(word)))
                    break
        return places


def read_words(world: World, sink: Sink) -> dict[str, WordList]:
    """The word lists by primary language (RFC 5646, 2.2.1), from `<language>.txt`: a word a line, comments after "#".

    An error to the sink: `words-encoding`."""
    return {
        path.rpartition("/")[2].removesuffix(".txt"): WordList(_words(world, path, sink))
        for path in world.list(FOLDER, ".txt")
    }


def _words(world: World, path: str, sink: Sink) -> list[str]:
    data = world.read(path)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        sink.error("words-encoding", "the file is not UTF-8", Span(path, line, 1), "save it again as UTF-8")
        return []
    return [word for line in lines if (word := line.partition("#")[0].strip())]
