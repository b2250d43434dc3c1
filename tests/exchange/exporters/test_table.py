"""Tables say what is in the records, whatever program reads them."""

import csv
import shutil
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.exporters.selection import select
from tui.exchange.exporters.table import csv_rows, tsv_rows
from tui.exchange.importers.content import Options
from tui.exchange.importers.formats import read


@pytest.mark.parametrize("title", ['"Quiet" week', '"', 'The "quiet" week', '"Quiet week"'])
def test_a_title_with_quotation_marks_is_the_same_in_every_reader(title: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    path = folder / "events/summer.yaml"
    path.write_text(path.read_text().replace("title: Ada Quill let go", f"title: '{title}'"))
    index = Index(MemoryStore(loader.load(folder)[0]))
    selection = select(index, index.run(parser.parse("")))
    for made, dialect in ((tsv_rows, "excel-tab"), (csv_rows, "excel")):
        lines = [*made(selection)]
        assert [title in row for row in csv.reader(lines, dialect)].count(True) == 1
        incoming = read("".join(lines).encode(), Options())
        assert title in {event["title"] for event in incoming.sections["events"].values()}
