"""What a caller says and asks, word for word. In English: whoever calls says it in the language of the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from booklet.callsheet.due import Call
from booklet.model.channel import ChannelKind
from booklet.model.hours import Hours, OpenKind
from booklet.model.values import Answer, Weekday
from booklet.value import compared

SCRIPT: Final = (
    "Good day. I help to keep a printed list of help lines right. I am in no danger, and I report no case.",
    "Are you free for three minutes? If someone needs this line now, I hang up and call later.",
    "Is this “{service}”?",
    "(Ask the questions below, one by one. Tick what you hear, also if the list says the same.)",
    "The list will say on which day this number was checked. I write down no names. Thank you.",
)
"""To be read aloud."""
RULES: Final = (
    "Call from an office line, one number after the other, in this order.",
    "Never say whom you help. Never write down a name, and never record a call.",
    "If a stranger answers, say that you have the wrong number, nothing else, and tick “wrong number”.",
    "If nobody answers, try again at another hour before you tick “no answer”.",
    "Do not call an emergency line to test it. They are listed at the end: ask in writing, or at the station.",
    "Keep this sheet locked up, and shred it when its results are in the directory.",
)
"""For the caller alone."""
WRITE: Final = "Send a message that says only: “Is this {service}? Please answer yes or no.” Wait for the answer."
"""For lines that are written to."""


@compared
class Question:
    """A fact to confirm. `about_line`: of each number, not of the service once; `listed` gives what the file says."""

    id: str
    words: str
    listed: Callable[[Call, Mapping[str, str]], str]
    about_line: bool = False


QUESTIONS: Final = (
    Question("free", "Is it free to call?", lambda call, _: call.channel.free, about_line=True),
    Question("hours", "Are these your hours?", lambda call, _: hours_in_words(call.hours), about_line=True),
    Question("languages", "Do you speak these languages?", lambda call, names: _languages(call, names)),
    Question("interpreter", "Is there an interpreter for others?", lambda call, _: _interpreter(call)),
    Question("name_needed", "Must callers give their name?", lambda call, _: call.service.confidentiality.name_needed),
    Question("records_calls", "Are calls recorded?", lambda call, _: call.service.confidentiality.records_calls),
    Question("tells_police", "Do you tell the police?", lambda call, _: call.service.confidentiality.tells_police),
    Question("tells_immigration", "Do you tell immigration?", lambda call, _: call.service.confidentiality.tells_immigration),
    Question("sends_location", "Do you see where callers are?", lambda call, _: call.service.confidentiality.sends_location),
    Question("accepts_men", "Do you help men?", lambda call, _: _eligible(call, "accepts_men")),
    Question("accepts_children", "Do you help children?", lambda call, _: _eligible(call, "accepts_children")),
    Question("consent", "May a booklet print this number?", lambda call, _: call.service.consent),
)


def asked(call: Call) -> Iterator[Question]:
    """The questions of one call."""
    return (question for question in QUESTIONS if call.whole or question.about_line)


def is_written(call: Call) -> bool:
    """Whether one writes to this number."""
    return call.channel.kind not in (ChannelKind.VOICE, ChannelKind.FAX)


def hours_in_words(hours: Hours) -> str:
    """Opening hours as a caller reads them."""
    if hours.open is OpenKind.ALWAYS:
        return "day and night"
    if not hours.intervals:
        return "not known"
    return "; ".join(f"{_days(i.days)} {i.opens}–{i.closes}" for i in hours.intervals)


def _days(days: tuple[Weekday, ...]) -> str:
    """Neighbours drawn together: Mon–Fri, Sun."""
    week = list(Weekday)
    runs: list[list[int]] = []
    for place in sorted(week.index(day) for day in days):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    names = [week[place].capitalize() for place in range(7)]
    return ", ".join(names[r[0]] if len(r) == 1 else f"{names[r[0]]}–{names[r[-1]]}" for r in runs)


def _languages(call: Call, names: Mapping[str, str]) -> str:
    spoken = (call.channel.languages or call.service.languages).spoken
    return ", ".join(names.get(tag, tag) for tag in spoken) or "not known"


def _interpreter(call: Call) -> str:
    return Answer.YES if (call.channel.languages or call.service.languages).interpreter else Answer.UNKNOWN


def _eligible(call: Call, fact: str) -> str:
    eligibility = call.service.eligibility
    return getattr(eligibility, fact) if eligibility else Answer.UNKNOWN
