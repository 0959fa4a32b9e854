"""Europe/Stockholm as a calendar client wants it: the rules of summer time, spelled out."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard

from app.kernel import clock


def new_calendar(product: str, method: str) -> Calendar:
    """Return an empty calendar with the Swedish time zone in it (RFC 5545)."""
    made = Calendar()
    made.add("prodid", f"-//Klubba//{product}//SV")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    made.add_component(_swedish_time())
    return made


def _swedish_time() -> Timezone:
    """Return Europe/Stockholm as rules: summer time from March's last Sunday to October's."""
    zone = Timezone()
    zone.add("tzid", clock.STOCKHOLM.key)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    parts = (
        (TimezoneStandard(), "CET", summer, winter, datetime(1996, 10, 27, 3)),  # noqa: DTZ001
        (TimezoneDaylight(), "CEST", winter, summer, datetime(1996, 3, 31, 2)),  # noqa: DTZ001
    )
    for part, name, before, after, first in parts:
        part.add("tzname", name)
        part.add("dtstart", first)  # local time without a zone, as RFC 5545 3.6.5 asks
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
        zone.add_component(part)
    return zone
