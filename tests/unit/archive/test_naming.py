"""Names in a package: any file system can hold them, and they are the same every time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.archive.domain import (
    AggregationFacts,
    PackageFacts,
    folder_of,
    identifier_of,
    package_name,
    slug,
)
from app.archive.domain.facts import written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Styrelsen", "styrelsen"),
        ("Omedelbart justerad §", "omedelbart-justerad"),
        ("Rättelse åt Örnsköldsvik", "rattelse-at-ornskoldsvik"),
        ("§§ 57–70", "57-70"),
        ("Delegationsbeslut 3/2017", "delegationsbeslut-3-2017"),
        ("../../etc/passwd", "etc-passwd"),
        ("–", ""),
    ],
)
def test_a_name_holds_only_what_every_file_system_knows(text, expected):
    assert slug(text) == expected


def test_a_package_is_named_after_its_owner_and_year():
    assert package_name("222000-1933", 2016) == "arkiv-222000-1933-2016"
    assert package_name("", 2016) == "arkiv-forbundet-2016"
    assert package_name("222000-1933", 2016, complete=False).endswith("-2016-ofullstandigt")


def test_the_same_thing_has_the_same_identifier_and_no_other_has_it():
    one = identifier_of("222000-1933", "minutes_version 3")

    assert one == identifier_of("222000-1933", "minutes_version 3")
    assert one != identifier_of("222000-1933", "minutes_version 4")
    assert one != identifier_of("222000-1934", "minutes_version 3")


def test_a_meeting_lies_in_its_month():
    assert folder_of(date(2016, 11, 18), "Styrelsen") == "data/2016-11/2016-11-18-styrelsen"


def test_months_come_in_order_whatever_the_order_of_the_meetings():
    meetings = tuple(
        AggregationFacts(str(day), "Möte", "Styrelsen", day, "", folder_of(day, "x"), ())
        for day in (date(2016, 11, 18), date(2016, 2, 12), date(2016, 11, 4))
    )
    package = PackageFacts("p", 2016, "F", "1", datetime(2017, 1, 1, tzinfo=UTC), meetings)

    found = {month.month: [one.held_on.day for one in own] for month, own in package.months.items()}
    assert list(found.items()) == [(2, [12]), (11, [4, 18])]
    assert list(package.files) == []
    assert package.moment == written(package.made_at) == "2017-01-01T00:00:00Z"
