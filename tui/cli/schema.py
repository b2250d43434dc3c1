"""`letapis schema`: JSON Schema of the files of a dataset, for editors."""

from __future__ import annotations

import click

from tui.cli.common import shared_options, write
from tui.exchange.exporters.escape import json_text
from tui.exchange.json_schema import schema


@click.command("schema")
@shared_options
def schema_command() -> None:
    """Print the JSON Schema of a dataset's files.

    \b
    In an editor with the YAML language server:
      letapis schema > letapis.schema.json
      # yaml-language-server: $schema=letapis.schema.json     (first line of a file)
    """
    write([json_text(schema())])
