"""What stands beside a text that is read: the record that led there, the passage, or the outline."""

from __future__ import annotations

from textual.message import Message

from tui.messages import PassageOpened
from tui.present.page import Link
from tui.widgets.page_view import PageView


class NextAsked(Message):
    """The next passage of the text is asked for, the previous one where `by` is negative."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class Beside(PageView):
    """A page of which passages are opened in the text beside it, and n and N go through that text."""

    def _open(self, link: Link) -> None:
        if link.ref.section == "passages":
            self.post_message(PassageOpened(link.ref.id))
        else:
            super()._open(link)

    def action_next_match(self) -> None:
        """To the next passage of the text."""
        self.post_message(NextAsked(1))

    def action_previous_match(self) -> None:
        """To the previous passage of the text."""
        self.post_message(NextAsked(-1))
