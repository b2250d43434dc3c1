"""What is written is valid for the programs it is written for; each is asked where it is installed."""

import json
import os
from pathlib import Path

import pytest
from samples import HARBOUR

from tui.cli.main import run


def written(name: str, to: Path) -> str:
    assert run(["export", "-d", str(HARBOUR), "--format", name, "-o", str(to)]) == 0
    return to.read_text(encoding="utf-8")


def test_followthemoney_accepts_every_entity(tmp_path: Path) -> None:
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for line in written("ftm", tmp_path / "h.jsonl").splitlines():
        entity = json.loads(line)
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(set(v)) for name, v in entity["properties"].items()}


def test_a_parser_of_bibtex_reads_every_entry(tmp_path: Path) -> None:
    parser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    for name in ("bibtex", "biblatex"):
        found = parser.parse_string(written(name, tmp_path / f"{name}.bib"))
        assert (len(found.entries), found.failed_blocks) == (4, [])


def test_the_schema_of_csl_accepts_every_item(tmp_path: Path) -> None:
    schema = Path(os.environ.get("CSL_SCHEMA", "no schema"))
    if not schema.is_file():
        pytest.skip("CSL_SCHEMA does not name the file csl-data.json")
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.validate(json.loads(written("csl", tmp_path / "h.json")), json.loads(schema.read_text(encoding="utf-8")))
