"""What the domain says no with, and the Swedish sentence that a person meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class DomainError(Exception):
    """A rule of the domain said no.

    ``code`` is stable and names the sentence in a capability's ``SENTENCES``; ``field`` names the
    form field that the sentence belongs beside, if any; ``details`` fill the sentence's braces.
    """

    def __init__(self, code: str, *, field: str | None = None, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.details = details


class NotFound(Exception):  # noqa: N818 -- an answer, not an error of ours
    """What was asked for does not exist, or not for this person; the web answers 404."""


class EditConflict(DomainError):  # noqa: N818 -- an answer, like NotFound
    """Somebody else saved the same thing first; carries both texts so that nobody loses any.

    ``fields`` holds (form field name, Swedish label, mine, theirs); ``version`` is theirs.
    """

    def __init__(
        self,
        fields: Iterable[tuple[str, str, str, str]],
        *,
        version: int,
        other_person: str = "",
        other_time: object = None,
    ) -> None:
        super().__init__("edit.conflict")
        self.fields = tuple(fields)
        self.version = version
        self.other_person = other_person
        self.other_time = other_time


_sentences: dict[str, str] = {
    "edit.conflict": "Någon annan hann spara före dig. Jämför texterna och välj vad som ska gälla.",
    "transition.not_allowed": "Det går inte i det här läget. Ladda om sidan och se vad som gäller.",
    "transition.blocked": "Det går inte ännu: {reasons}",
}


def add_sentences(sentences: Mapping[str, str]) -> None:
    """Add a capability's sentences; a code that is already taken by another sentence is refused."""
    for code, sentence in sentences.items():
        if _sentences.get(code, sentence) != sentence:
            raise ValueError(f"two sentences for {code}")
        _sentences[code] = sentence


def known_codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_sentences)


def sentence(error: DomainError) -> str:
    """Return the Swedish sentence for the error; reasons are codes that are looked up in turn."""
    details = dict(error.details)
    reasons = details.get("reasons")
    if isinstance(reasons, (list, tuple)):
        details["reasons"] = " ".join(_sentences.get(str(r), str(r)) for r in reasons)
    return _sentences[error.code].format_map(details)


def sentences(error: DomainError) -> list[str]:
    """Return one Swedish sentence per reason, so that a page can list them."""
    reasons = error.details.get("reasons")
    if isinstance(reasons, (list, tuple)):
        return [_sentences.get(str(r), str(r)) for r in reasons]
    return [sentence(error)]
