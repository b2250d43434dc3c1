"""The index of a page: its named parts as rows of a list, to stand beside it."""

from __future__ import annotations

from tui.core.model.records import Ref
from tui.present.page import Block, Page
from tui.present.timeline.rows import IndexRow, Row, Rows


class PageIndex(Rows):
    """A row for each named part of a page; the record of a row is only its name, `Ref("", anchor)`."""

    def __init__(self, page: Page) -> None:
        blocks = {block.anchor: block for block in reversed(page.blocks) if block.anchor}
        self._rows = [_row(block) for block in reversed(blocks.values())]
        first = page.blocks[0] if self._rows else Block(())
        if not first.anchor and first.spans and first.spans[0].role == "title":
            self._rows.insert(0, _row(first))
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


def _row(block: Block) -> IndexRow:
    """Return the row of a part: its first words as its name, what is muted behind them as a note."""
    muted = (at for at, span in enumerate(block.spans) if span.role == "muted")
    end = next(muted, len(block.spans))
    name, rest = ("".join(span.text for span in spans) for spans in (block.spans[:end], block.spans[end:]))
    note = block.aside.text if block.aside else rest.strip()
    return IndexRow(part_ref(block.anchor), name, note, heads=block.is_heading or block.spans[0].role == "title")


def part_ref(anchor: str) -> Ref:
    """Return what stands for a part of a page in the list of them; without an anchor, for its beginning."""
    return Ref("", anchor)
