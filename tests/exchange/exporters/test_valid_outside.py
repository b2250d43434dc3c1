"""What is written is valid for the programs it is written for; each is asked where it is installed.

`CSL_SCHEMA` names the file `csl-data.json`, `TIMELINEJS` the folder `dist` of the package `@knight-lab/timelinejs`.
"""

import csv
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.cli.main import run
from tui.exchange.exporters.table import COLUMNS

PAGE = """<!DOCTYPE html><meta charset="utf-8"><link rel="stylesheet" href="{dist}/css/timeline.css">
<script>window.wrong = []; window.onerror = (said) => wrong.push(said);
console.error = (...said) => wrong.push(said.join(" "));</script>
<script src="{dist}/js/timeline.js"></script><div id="t" style="width: 900px; height: 500px"></div><script>
const timeline = new TL.Timeline("t", {data}, {{hash_bookmark: false}});
setTimeout(() => {{ document.title = JSON.stringify([wrong, timeline.config.events.length]); }}, 3000);
</script>"""


def written(name: str, to: Path) -> str:
    assert run(["export", "-d", str(HARBOUR), "--format", name, "-o", str(to)]) == 0
    return to.read_text(encoding="utf-8")


def program(*names: str) -> str:
    """Return the path of the first of these programs that is installed; skip the test where none is."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or pytest.skip(f"{names[0]} is not installed")


def named_by(variable: str, what: str) -> Path:
    """Return the path that an environment variable names; skip the test where it names none."""
    path = Path(os.environ.get(variable, "nowhere"))
    return path if path.exists() else pytest.skip(f"{variable} does not name {what}")


def test_followthemoney_accepts_every_entity(tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for line in written("ftm", tmp_path / "h.jsonl").splitlines():
        entity = json.loads(line)
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(set(v)) for name, v in entity["properties"].items()}


def test_bibtexparser_reads_every_entry(tmp_path: Path) -> None:
    parser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    for name in ("bibtex", "biblatex"):
        found = parser.parse_string(written(name, tmp_path / f"{name}.bib"))
        assert (len(found.entries), found.failed_blocks) == (4, [])


def test_pybtex_reads_every_entry(tmp_path: Path) -> None:
    database = pytest.importorskip("pybtex.database", reason="pybtex is not installed")
    for name in ("bibtex", "biblatex"):
        entries = database.parse_string(written(name, tmp_path / f"{name}.bib"), "bibtex").entries
        assert len(entries) == 4
        assert [str(person) for person in entries["rev21"].persons["author"]] == ["Roe, Ann"]


def test_the_schema_of_csl_accepts_every_item(tmp_path: Path) -> None:
    schema = named_by("CSL_SCHEMA", "the file csl-data.json")
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.validate(json.loads(written("csl", tmp_path / "h.json")), json.loads(schema.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_timelinejs_shows_every_slide_in_a_browser(tmp_path: Path) -> None:
    browser, dist = program("chromium", "chromium-browser", "google-chrome"), named_by("TIMELINEJS", "its folder dist")
    data = json.loads(written("timelinejs", tmp_path / "h.json"))
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(dist=dist.resolve().as_uri(), data=json.dumps(data)), encoding="utf-8")
    shown = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom",
         "--virtual-time-budget=9000", "--window-size=900,500", page.as_uri()],
        capture_output=True, text=True, check=True, timeout=90,
    ).stdout  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", shown, re.DOTALL)
    assert title is not None, shown[:500]
    assert json.loads(title[1]) == [[], len(data["events"])]
    assert len(re.findall(r'class="tl-slide[ "]', shown)) == len(data["events"]) + 1  # with the title
    assert "tl-message-full" not in shown
    for event in data["events"]:
        assert event["text"]["headline"] in shown


@pytest.mark.slow
def test_a_spreadsheet_opens_the_table_with_its_rows_and_columns(tmp_path: Path) -> None:
    office = program("soffice", "libreoffice")
    written("csv", tmp_path / "h.csv")
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--infilter=CSV:44,34,76",
         "--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76", "--outdir", str(tmp_path / "out"),
         str(tmp_path / "h.csv")],
        capture_output=True, check=True, timeout=110,
    )  # fmt: skip
    with (tmp_path / "h.csv").open(encoding="utf-8", newline="") as file:
        before = list(csv.reader(file))
    with (tmp_path / "out" / "h.csv").open(encoding="utf-8", newline="") as file:
        after = list(csv.reader(file, delimiter="\t"))
    assert after[0] == list(COLUMNS)
    assert [len(row) for row in after] == [len(COLUMNS)] * len(before)
    assert [row[1] for row in after] == [row[1] for row in before]
