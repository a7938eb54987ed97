"""When it is day where a line is answered: the time zone of each country, enough to put calls into an order.

Zones: IANA time zone database, that of the seat of government where a country has several. Nothing of a booklet depends on it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from booklet.model.hours import Hours


class Zone(NamedTuple):
    """A time zone; `ahead`: minutes it is ahead of UTC in winter."""

    name: str
    ahead: int
    summer: bool = False
    """Whether clocks there are put forward for some of the year."""

    def __str__(self) -> str:
        hours, minutes = divmod(self.ahead, 60)
        later = ", an hour more in summer" if self.summer else ""
        return f"{self.name}, UTC+{hours}{f':{minutes:02}' if minutes else ''}{later}"


ZONES: Final = {
    "AE": Zone("Asia/Dubai", 240), "AF": Zone("Asia/Kabul", 270), "AU": Zone("Australia/Sydney", 600, True),
    "BD": Zone("Asia/Dhaka", 360), "BH": Zone("Asia/Bahrain", 180), "BN": Zone("Asia/Brunei", 480), "BT": Zone("Asia/Thimphu", 360),
    "CN": Zone("Asia/Shanghai", 480), "EG": Zone("Africa/Cairo", 120, True), "ER": Zone("Africa/Asmara", 180),
    "ET": Zone("Africa/Addis_Ababa", 180), "FJ": Zone("Pacific/Fiji", 720), "GB": Zone("Europe/London", 0, True),
    "HK": Zone("Asia/Hong_Kong", 480), "ID": Zone("Asia/Jakarta", 420), "IL": Zone("Asia/Jerusalem", 120, True),
    "IN": Zone("Asia/Kolkata", 330), "IQ": Zone("Asia/Baghdad", 180), "IR": Zone("Asia/Tehran", 210), "JO": Zone("Asia/Amman", 180),
    "JP": Zone("Asia/Tokyo", 540), "KE": Zone("Africa/Nairobi", 180), "KH": Zone("Asia/Phnom_Penh", 420), "KR": Zone("Asia/Seoul", 540),
    "KW": Zone("Asia/Kuwait", 180), "LA": Zone("Asia/Vientiane", 420), "LB": Zone("Asia/Beirut", 120, True),
    "LK": Zone("Asia/Colombo", 330), "MM": Zone("Asia/Yangon", 390), "MN": Zone("Asia/Ulaanbaatar", 480), "MO": Zone("Asia/Macau", 480),
    "MV": Zone("Indian/Maldives", 300), "MY": Zone("Asia/Kuala_Lumpur", 480), "NP": Zone("Asia/Kathmandu", 345),
    "NZ": Zone("Pacific/Auckland", 720, True), "OM": Zone("Asia/Muscat", 240), "PG": Zone("Pacific/Port_Moresby", 600),
    "PH": Zone("Asia/Manila", 480), "PK": Zone("Asia/Karachi", 300), "QA": Zone("Asia/Qatar", 180), "RU": Zone("Europe/Moscow", 180),
    "SA": Zone("Asia/Riyadh", 180), "SG": Zone("Asia/Singapore", 480), "SO": Zone("Africa/Mogadishu", 180), "TH": Zone("Asia/Bangkok", 420),
    "TL": Zone("Asia/Dili", 540), "TR": Zone("Europe/Istanbul", 180), "TW": Zone("Asia/Taipei", 480), "UA": Zone("Europe/Kyiv", 120, True),
    "UZ": Zone("Asia/Tashkent", 300), "VN": Zone("Asia/Ho_Chi_Minh", 420), "YE": Zone("Asia/Aden", 180),
}  # fmt: skip


def zone_of(country: str, hours: Hours) -> Zone | None:
    """The zone that hours are written in; None if it is not in the table."""
    if hours.timezone:
        return next((zone for zone in ZONES.values() if zone.name == hours.timezone), None)
    return ZONES.get(country)
