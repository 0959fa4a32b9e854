"""Reads a page as a browser would and lists what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E

_UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
_REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns")
_ENGLISH = re.compile(
    r"\b(the|submit|cancel|delete|invalid|required|password|username|please|loading|warning|"
    r"this field|not found|log ?in|log ?out|save|edit|search|yes|settings|upload|download|"
    r"meeting|minutes|summons|agenda item|draft|unknown|undefined|null|true|false)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\bNone\b")
_NOT_READ = {"script", "style", "template"}

Resolves = Callable[[str, str], bool]


def parse(html: str) -> tuple[Element, list[str]]:
    """Return the page as a tree, and what a strict parser has against it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    return root, [
        f"html5lib, line {line}: {E.get(code, code) % data if data else E.get(code, code)}"
        for (line, _column), code, data in parser.errors
    ]


def problems(html: str, *, resolves: Resolves, foreign_words: bool = False) -> list[str]:
    """List every fault of a page; ``resolves(path, method)`` says whether a route answers."""
    root, found = parse(html)
    return found + problems_of(root, resolves=resolves, foreign_words=foreign_words)


def problems_of(root: Element, *, resolves: Resolves, foreign_words: bool = False) -> list[str]:
    """List every fault that the tree of a page shows."""
    found: list[str] = []
    if root.get("lang") != "sv":
        found.append("the page does not say lang=sv")
    found += _headings(root)
    found += _ids(root)
    found += _labels(root)
    found += _targets(root, resolves)
    found += _inline(root)
    found += _media(root)
    found += _words(root, foreign_words=foreign_words)
    return found


def text_of(element: Element) -> str:
    """Return the visible text with single spaces."""
    return " ".join(" ".join(element.itertext()).split())


def _headings(root: Element) -> Iterator[str]:
    headings = [text_of(h) for h in root.iter("h1")]
    title = " ".join((root.findtext("head/title") or "").split())
    if len(headings) != 1:
        yield f"{len(headings)} H1: {headings}"
    elif not headings[0]:
        yield "the H1 is empty"
    elif not title.startswith(headings[0]):
        yield f"the title {title!r} does not begin with the H1 {headings[0]!r}"


def _ids(root: Element) -> Iterator[str]:
    ids = Counter(e.get("id", "") for e in root.iter() if "id" in e.attrib)
    yield from (f"id {name!r} occurs {count} times" for name, count in ids.items() if count > 1)
    for element in root.iter():
        for attribute in _REFERENCES:
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f"{attribute} points at {name!r}, which is not there"
        href = element.get("href", "")
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"a link points at {href!r}, which is not there"
        if element.tag == "label" and (target := element.get("for")) and target not in ids:
            yield f"a label points at {target!r}, which is not there"


def _labels(root: Element) -> Iterator[str]:
    named = {e.get("for") for e in root.iter("label") if text_of(e)}
    wrapped = {
        inner for e in root.iter("label") if text_of(e) for inner in e.iter() if inner is not e
    }
    for element in root.iter():
        if element.tag not in {"input", "select", "textarea"}:
            continue
        if element.get("type") in _UNLABELLED:
            continue
        if not (
            element.get("id") in named
            or element in wrapped
            or element.get("aria-label")
            or element.get("aria-labelledby")
        ):
            yield f"{element.tag} {element.get('name')!r} has no label"
    for button in root.iter("button"):
        if not (text_of(button) or button.get("aria-label")):
            yield "a button has no text"
    for link in root.iter("a"):
        pictures = "".join(i.get("alt", "") for i in link.iter("img"))
        if link.get("href") and not (text_of(link) or link.get("aria-label") or pictures):
            yield f"the link to {link.get('href')} has no text"


def _targets(root: Element, resolves: Resolves) -> Iterator[str]:
    for form in root.iter("form"):
        method = form.get("method", "get").upper()
        for button in [form, *form.iter("button"), *form.iter("input")]:
            action = button.get("action") if button is form else button.get("formaction")
            if action and not resolves(action, button.get("formmethod", method).upper()):
                yield f"the form action {method} {action} leads nowhere"
        has_token = any(i.get("name") == "csrf_token" for i in form.iter("input"))
        if form.get("action", "").startswith("https://"):
            if has_token:
                yield f"the form {form.get('action')!r} gives our CSRF token to another site"
        elif method == "POST" and not has_token:
            yield f"the form {form.get('action')!r} has no CSRF token"
    for link in root.iter("a"):
        href = link.get("href", "")
        if href.startswith("/") and not resolves(href, "GET"):
            yield f"the link {href} leads nowhere"


def _inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if "style" in element.attrib:
            yield f"{element.tag} has an inline style"
        yield from (
            f"{element.tag} has an inline {name}"
            for name in element.attrib
            if isinstance(name, str) and name.startswith("on")
        )
        if element.tag == "style":
            yield "a style element stands in the page"
        if element.tag == "script" and (text_of(element) or not element.get("src")):
            yield "a script stands in the page"
        if element.get("href", "").lower().startswith("javascript:"):
            yield "a link runs script"


def _media(root: Element) -> Iterator[str]:
    yield from (
        f"the picture {i.get('src')} has no alt" for i in root.iter("img") if "alt" not in i.attrib
    )
    for table in root.iter("table"):
        caption = table.find("caption")
        if caption is None or not text_of(caption):
            yield "a table has no caption"


def _words(root: Element, *, foreign_words: bool) -> Iterator[str]:
    for text in _visible(root):
        if _NONE.search(text):
            yield f"the text {text!r} shows an empty value as None"
        if not foreign_words and (english := _ENGLISH.search(text)):
            yield f"the text {text!r} holds the English {english[0]!r}"


def _visible(root: Element) -> Iterator[str]:
    """Yield texts that a person reads or hears, piece by piece."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _NOT_READ and element.text and element.text.strip():
            yield " ".join(element.text.split())
        if element.tail and element.tail.strip():
            yield " ".join(element.tail.split())
        for name in ("placeholder", "title", "alt", "aria-label", "value"):
            # Nobody reads what a radio button or a checkbox sends, only its label.
            unread = {"hidden", "radio", "checkbox"} if name == "value" else {"hidden"}
            if (value := element.get(name)) and element.get("type") not in unread:
                yield value if name != "value" or element.tag == "input" else ""
