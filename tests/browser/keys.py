"""A keyboard and nothing else: everything is reached by Tab, and what has focus can be seen."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.acts import Visitor

_FOCUSED = "element => element === document.activeElement"
# The mark may be on the field itself or, for large choices, on the box around it.
_MARKED = """element => {
  const marked = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none";
  };
  return [element, element.parentElement, element.labels?.[0]].some((one) => one && marked(one));
}"""
FAR = 60  # presses of Tab that somebody may need at most


class Keys:
    """Somebody's keyboard."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page

    def press(self, key: str) -> None:
        """Press one key."""
        self.page.keyboard.press(key)

    def reach(self, role: Any, name: str | re.Pattern[str], *, within: Any = None) -> Locator:
        """Tab to something that can be seen to have the focus."""
        wanted: Locator = (within or self.page).get_by_role(role, name=name).first
        return self.reach_this(wanted)

    def reach_this(self, wanted: Locator) -> Locator:
        """Tab to one of the page's parts."""
        expect(wanted).to_be_visible()
        for _ in range(FAR):
            if wanted.evaluate(_FOCUSED):
                break
            self.press("Tab")
        expect(wanted).to_be_focused()
        expect(wanted).to_be_in_viewport()
        assert wanted.evaluate(_MARKED), f"nobody sees that {wanted} has the focus"
        return wanted

    def follow(self, name: str | re.Pattern[str], heading: str | re.Pattern[str]) -> None:
        """Follow a link."""
        self.reach("link", name, within=self.page.get_by_role("main"))
        self.enter(heading)

    def send(self, name: str | re.Pattern[str], heading: str | re.Pattern[str]) -> None:
        """Press a button that leads to another page."""
        self.reach("button", name)
        self.enter(heading)

    def enter(self, heading: str | re.Pattern[str]) -> None:
        """Press Enter where the focus is, and wait for the page."""
        with self.page.expect_navigation():
            self.press("Enter")
        self.visitor.arrive(heading)

    def tick(self, name: str) -> None:
        """Mark a checkbox."""
        box = self.reach("checkbox", name)
        self.press("Space")
        expect(box).to_be_checked()

    def choose(self, group: str | re.Pattern[str], name: str) -> None:
        """Choose one of a group of radio buttons with the arrows."""
        buttons = self.page.get_by_role("group", name=group).get_by_role("radio")
        chosen = [n for n in range(buttons.count()) if buttons.nth(n).is_checked()]
        now = self.reach_this(buttons.nth(chosen[0] if chosen else 0))
        wanted = self.page.get_by_role("group", name=group).get_by_role(
            "radio", name=name, exact=True
        )
        if not chosen:
            self.press("Space")
        for _ in range(buttons.count()):
            if wanted.is_checked():
                return
            self.press("ArrowRight")
        raise AssertionError((now, name))

    def write(self, label: str, text: str) -> None:
        """Write in a field instead of what stood there."""
        self.reach_this(self.visitor.field(label))
        self.press("Control+a")
        self.page.keyboard.type(text)
