"""Opening hours as schedules of HSDS (RFC 5545 days, local time), and back."""

from __future__ import annotations

import re
from typing import Any

from booklet.directory.hsds_words import ALWAYS, DAYS, DAYS_BACK, Object, objects, text_of, uid
from booklet.directory.record import Tree

_TIME = re.compile(r"([0-9]{2}:[0-9]{2})(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_MIDNIGHT = ("24:00", "00:00", "23:59")
_BOUNDS = ("valid_from", "valid_to")


def schedules(hours: Tree, owner: str) -> Object:
    """A schedule for each interval; unknown hours have none."""
    whole: Object = {key: hours[key] for key in _BOUNDS if key in hours}
    if "note" in hours:
        whole["notes"] = hours["note"]
    parts: list[Object] = []
    if hours["open"] == "always":
        parts = [{"byday": ",".join(DAYS.values()), "opens_at": "00:00", "closes_at": "24:00", "description": ALWAYS}]
    for interval in hours.get("intervals", ()):
        days = ",".join(DAYS[day] for day in interval.get("days", ()) if day in DAYS)
        parts.append({"byday": days, "opens_at": interval["opens"], "closes_at": interval["closes"]})
    found = [{"id": uid("schedule", owner, str(n)), "freq": "WEEKLY", **part, **whole} for n, part in enumerate(parts)]
    return {"schedules": found} if found else {}


def hours_back(obj: Object) -> Tree | None:
    """Hours, if all schedules are weekly ones of the same dates; None if they say anything else: better none than half."""
    found = objects(obj, "schedules")
    intervals = [_interval(schedule) for schedule in found]
    bounds = {tuple(text_of(schedule, key) for key in _BOUNDS) for schedule in found}
    notes = {text_of(schedule, "notes") for schedule in found}
    if not found or not all(intervals) or len(bounds) != 1 or len(notes) != 1:
        return None
    hours: Tree = {"open": "listed", "intervals": intervals, "basis": "stated"}
    if len(intervals) == 1 and _is_always(intervals[0]):
        hours = {"open": "always", "basis": "stated"}
    hours |= {key: value for key, value in zip(_BOUNDS, bounds.pop(), strict=True) if value}
    note = notes.pop()
    return hours | ({"note": note} if note else {})


def _interval(schedule: Object) -> Tree | None:
    opens, closes = (_TIME.fullmatch(text_of(schedule, key) or "") for key in ("opens_at", "closes_at"))
    days = [DAYS_BACK.get(day.strip()) for day in (text_of(schedule, "byday") or "").split(",")]
    weekly = text_of(schedule, "freq") in (None, "WEEKLY") and schedule.get("interval") in (None, 1)
    if not (opens and closes and weekly and all(days)) or any(schedule.get(key) for key in ("byweekno", "bymonthday", "byyearday", "count", "until")):
        return None
    return {"days": days, "opens": opens[1], "closes": closes[1]}


def _is_always(interval: Any) -> bool:
    return len(interval["days"]) == 7 and interval["opens"] == "00:00" and interval["closes"] in _MIDNIGHT
