"""The index of a page: its named parts as rows of a list, to stand beside it."""

from __future__ import annotations

from tui.core.model.records import Ref
from tui.present.page import Page
from tui.present.timeline.rows import IndexRow, Row, Rows


class PageIndex(Rows):
    """A row for each named part of a page; the record of a row is only its name, `Ref("", anchor)`."""

    def __init__(self, page: Page) -> None:
        blocks = {block.anchor: block for block in reversed(page.blocks) if block.anchor}
        self._rows = [
            IndexRow(
                part_ref(anchor),
                "".join(span.text for span in block.spans),
                block.aside.text if block.aside else "",
                heads=block.is_heading,
            )
            for anchor, block in reversed(blocks.items())
        ]
        self._places = {row.ref: position for position, row in enumerate(self._rows)}
        super().__init__(len(self._rows))

    def record_row(self, position: int) -> Row:
        """Return the row of the part at a position."""
        return self._rows[position]

    def record_ref(self, position: int) -> Ref:
        """Return the name of the part at a position."""
        return self._rows[position].ref

    def find(self, ref: Ref) -> int | None:
        """Return the row number of a part, None where the page has none of this name."""
        return self._places.get(ref)


def part_ref(anchor: str) -> Ref:
    """Return what stands for a part of a page in the list of them."""
    return Ref("", anchor)
