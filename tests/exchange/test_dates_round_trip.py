"""Every date goes out of a dataset into a file and comes back from it: the same, or told, and never saying more."""

from __future__ import annotations

from pathlib import Path

from cases import for_each
from crossed import DATES, says_no_more

from tui.core.index.index import Index
from tui.core.loading import loader
from tui.core.query import parser
from tui.core.store.memory import MemoryStore
from tui.exchange.dates.written import UNDATED
from tui.exchange.exporters.selection import select
from tui.exchange.formats import FORMATS
from tui.exchange.importers.content import Options
from tui.exchange.importers.formats import read
from tui.exchange.yaml_writer import yaml_text

SECTION_OF = {"timelinejs": "events", "ftm": "events", "csl": "sources"}


@for_each(name=SECTION_OF)
def test_dates_of_a_dataset_come_back_or_are_told(name: str, tmp_path: Path) -> None:
    section = SECTION_OF[name]
    key = "date" if section == "events" else "issued"
    records = {f"r{number:03}": {"title": f"Dated {number}", key: text} for number, text in enumerate(DATES)}
    (tmp_path / "dataset.yaml").write_text("letapis: 1\ndataset: {title: T}\n", encoding="utf-8")
    (tmp_path / "records.yaml").write_text(yaml_text({section: records}), encoding="utf-8")
    index = Index(MemoryStore(loader.load(tmp_path)[0]))
    selection = select(index, index.run(parser.parse("")))
    text = "".join(FORMATS[name].write(selection))
    back = read(text.encode(), Options(), name)
    told = {loss.place for loss in selection.losses.found}
    for record, fields in records.items():
        date = back.sections[section].get(record, {}).get(key, "")
        assert date == fields[key] or f"{section}/{record}" in told, fields
        assert date in ("", UNDATED) or says_no_more(date, fields[key]), (fields, date)
