"""The public archive of published minutes, by year and with search (rules O5, DOS)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask import Blueprint, Response, make_response, render_template, request

from app.disclosure import queries
from app.disclosure.domain import anchor, highlighted
from app.disclosure.models import PublishedVersion
from app.disclosure.routes.rendering import minutes_markup, title_of
from app.documents import services as documents
from app.documents.domain import PDF
from app.kernel import clock, db
from app.kernel.authz import PUBLIC, requires
from app.kernel.errors import NotFound
from app.kernel.web import Answer, download
from app.sealing import queries as sealing

_YEAR = "int(fixed_digits=4)"
_ONE = f"/<{_YEAR}:year>/<day:day>"
_VERSION = f"{_ONE}/version/<int(min=1, max=2147483647):number>"
_LONGEST = 200  # letters that are searched for
_GONE = 410


def archive_pages(pages: Blueprint) -> None:
    """Add the pages."""
    pages.add_url_rule("", view_func=index)
    pages.add_url_rule(f"/<{_YEAR}:year>", view_func=of_year)
    pages.add_url_rule(_ONE, view_func=newest)
    pages.add_url_rule(_VERSION, view_func=version)
    pages.add_url_rule(f"{_VERSION}/protokoll.docx", view_func=word)
    pages.add_url_rule(f"{_VERSION}/protokoll.pdf", view_func=pdf)


@requires(PUBLIC)
def index() -> Answer:
    """Show the newest year, or the §§ that hold what somebody searches for."""
    wanted = " ".join(request.args.get("sok", "")[:_LONGEST].split())
    if wanted:
        return _found(wanted)
    years = queries.years(db.session(), clock.today())
    return _year(years[0] if years else clock.today().year, years)


@requires(PUBLIC)
def of_year(year: int) -> Answer:
    """Show the minutes of a year."""
    years = queries.years(db.session(), clock.today())
    if year not in years:
        raise NotFound
    return _year(year, years)


def _year(year: int, years: Sequence[int]) -> Answer:
    return render_template(
        "disclosure/archive.html",
        year=year,
        years=years,
        rows=queries.of_year(db.session(), year, clock.today()),
        title_of=title_of,
    )


def _found(wanted: str) -> Answer:
    hits = queries.search(db.session(), wanted, clock.today())
    return render_template(
        "disclosure/search.html",
        wanted=wanted,
        hits=hits[: queries.MOST_HITS],
        more=len(hits) > queries.MOST_HITS,
        highlighted=highlighted,
        title_of=title_of,
    )


@requires(PUBLIC)
def newest(year: int, day: date) -> Answer:
    """Show the newest published version of a day's minutes."""
    found = _versions(year, day)
    return _page(found, found[0])


@requires(PUBLIC)
def version(year: int, day: date, number: int) -> Answer:
    """Show one version at its own address, which it keeps."""
    found = _versions(year, day)
    return _page(found, queries.one_of(found, number))


def _versions(year: int, day: date) -> list[PublishedVersion]:
    """Return the versions of a day, the newest first; 404 for what was never published (O5)."""
    found = queries.published_on_day(db.session(), day)
    if not found or year != day.year:
        raise NotFound
    return found


def _ended(one: PublishedVersion) -> date | None:
    """Return since when a version is no longer published, or None."""
    if one.unpublished_at is not None:
        return one.unpublished_at.astimezone(clock.STOCKHOLM).date()
    over = one.unpublish_on is not None and one.unpublish_on <= clock.today()
    return one.unpublish_on if over else None


def _page(found: Sequence[PublishedVersion], one: PublishedVersion) -> Answer:
    since = _ended(one)
    newer = found[0] if found[0] is not one else None
    facts = {"one": one, "newer": newer, "title": title_of(one.body_name)}
    if since is not None:
        newer_is_shown = newer is not None and _ended(newer) is None
        page = render_template(
            "disclosure/gone.html", **facts, since=since, newer_is_shown=newer_is_shown
        )
        return _unlisted(make_response(page, _GONE))
    export = sealing.export_of(db.session(), one.word_id, sealed=False)
    page = render_template(
        "disclosure/minutes.html",
        **facts,
        minutes=minutes_markup(one.data),
        corrected=_corrected(one),
        pdf=export.file_version if export else None,
        older=[other for other in found[1:] if newer is None and _ended(other) is None],
    )
    return _unlisted(make_response(page)) if newer else page


def _corrected(one: PublishedVersion) -> list[tuple[str, str, datetime]]:
    """Return (label, anchor, moment) of the §§ corrected since this version was published."""
    session = db.session()
    rows = queries.corrected_since(session, one.minutes_version_id, one.published_at)
    labels = {row["tal"]: row["nummer"] for row in one.data["paragrafer"]}
    return [(labels[number], anchor(labels[number]), at) for number, at in rows]


def _unlisted(response: Response) -> Response:
    """Ask search engines to keep away from what is not the newest, or is published no longer."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@requires(PUBLIC)
def word(year: int, day: date, number: int) -> Answer:
    """Give the masked minutes as Word, without metadata."""
    one = queries.one_of(_versions(year, day), number)
    if _ended(one) is not None:
        return version(year, day, number)
    file = one.word
    return download(documents.content(file), filename=file.filename, media_type=file.media_type)


@requires(PUBLIC)
def pdf(year: int, day: date, number: int) -> Answer:
    """Give the masked minutes as an accessible PDF; 404 until the worker has made it."""
    one = queries.one_of(_versions(year, day), number)
    if _ended(one) is not None:
        return version(year, day, number)
    export = sealing.export_of(db.session(), one.word_id, sealed=False)
    if export is None or export.file_version is None:
        raise NotFound
    name = one.word.filename.removesuffix(".docx") + ".pdf"
    return download(documents.content(export.file_version), filename=name, media_type=PDF)
