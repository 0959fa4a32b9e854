"""Documents from the command line: what is written where, and refusals in Swedish."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime

import pytest

from app.documents import services
from app.documents.engine import Properties
from app.documents.kinds import ANSLAGSBEVIS, KALLELSE, KINDS, PROTOKOLL
from app.kernel.errors import DomainError, NotFound

DAY = "2016-11-18"
MADE = datetime(2016, 11, 28, 12, 0, tzinfo=UTC)
PROPERTIES = Properties("Bevis", "", "", "Förbundet", MADE)


@pytest.fixture
def run(app, db_session, monkeypatch):
    """Run a command, with renderers of the test's own."""
    monkeypatch.setattr(services, "_renderers", {})
    return lambda *words: app.test_cli_runner().invoke(args=["documents", *words])


def test_a_document_is_written_to_a_file(run, tmp_path):
    def proof(_session, day, paragraph):
        context = {"organ": "Styrelsen", "sammantradesdatum": day.isoformat()}
        rendered = services.fill(ANSLAGSBEVIS, context, PROPERTIES)
        return services.RenderedFile(f"bevis-{paragraph}.docx", rendered)

    services.register_renderer("anslagsbevis", proof)
    folder = tmp_path / "ny" / "mapp"
    done = run(
        "render", "anslagsbevis", "--meeting", DAY, "--paragraph", "62", "--out", str(folder)
    )

    assert done.exit_code == 0, done.output
    assert (folder / "bevis-62.docx").read_bytes()[:2] == b"PK"
    assert done.stdout.strip() == str(folder / "bevis-62.docx")
    assert "Saknas: " in done.stderr


@pytest.mark.parametrize("day", ["2017-06-31", "18/11 2016"])
def test_a_day_that_does_not_exist_is_refused(run, tmp_path, day):
    done = run("render", "protokoll", "--meeting", day, "--out", str(tmp_path))

    assert done.exit_code == 2
    assert ("finns inte" if day.startswith("2017") else "år-månad-dag") in done.output


def test_a_kind_that_nobody_makes_is_refused_with_those_that_exist(run, tmp_path):
    services.register_renderer("protokoll", lambda *_args: None)

    done = run("render", "brev", "--meeting", DAY, "--out", str(tmp_path))

    assert done.exit_code == 1
    assert "Välj mellan: protokoll." in done.output


def test_a_day_without_a_meeting_is_refused(run, tmp_path):
    def nothing(_session, _day, _paragraph):
        raise NotFound

    services.register_renderer("protokoll", nothing)
    done = run("render", "protokoll", "--meeting", DAY, "--out", str(tmp_path))

    assert done.exit_code == 1
    assert DAY in done.output


def test_a_refusal_of_the_domain_is_shown_in_words(run, tmp_path):
    def refuse(_session, _day: date, _paragraph):
        raise DomainError("documents.no_file")

    services.register_renderer("protokoll", refuse)
    done = run("render", "protokoll", "--meeting", DAY, "--out", str(tmp_path))

    assert (done.exit_code, done.output) == (1, "Error: Välj en fil.\n")


def test_the_templates_are_in_order(run):
    done = run("check")

    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [f"{kind.template}: i ordning" for kind in KINDS.values()]


def test_what_is_wrong_with_a_template_is_listed(run, tmp_path, monkeypatch):
    shutil.copytree(services.TEMPLATES, tmp_path / "mallar")
    monkeypatch.setattr(services, "TEMPLATES", tmp_path / "mallar")
    (tmp_path / "mallar" / ANSLAGSBEVIS.template).write_bytes(b"ingen mall")

    done = run("check")

    assert done.exit_code == 1
    assert "publication/anslagsbevis.docx: behöver rättas" in done.output
    assert "  filen är inget Word-dokument (.docx)" in done.output


def test_the_server_refuses_to_start_with_a_faulty_template(tmp_path, monkeypatch):
    shutil.copytree(services.TEMPLATES, tmp_path / "mallar")
    (tmp_path / "mallar" / KALLELSE.template).write_bytes(
        (services.TEMPLATES / PROTOKOLL.template).read_bytes()
    )
    services.refuse_faulty_templates()  # the delivered ones are in order
    monkeypatch.setattr(services, "TEMPLATES", tmp_path / "mallar")
    with pytest.raises(SystemExit, match=r"meetings/kallelse\.docx: "):
        services.refuse_faulty_templates()
