"""The files of a new dataset: empty but for comments that show the format by example."""

from __future__ import annotations

from tui.exchange.yaml_writer import yaml_text

_DATASET = """\
letapis: 1                     # version of the format
dataset:
  {title}  languages: [en]
  # summary: What this chronology is about, in a sentence.
  # licence: CC-BY-4.0
  # opens_at: network-cut        # the event, or the date, on which the explorer opens; else where most happens
# kinds:                       # your own kinds of event, each with one character that marks it
#   network: {{title: Network, sign: "@"}}
# relation_types:              # your own types of relation, read from either end
#   leads: {{title: leads, reverse: led by}}
"""

_SOURCE = """\
# One file for each source, in this folder. Take away the "# " to begin; `letapis check` says what is missing.
#
# sources:
#   gazette:                            # the id by which evidence cites it
#     type: article-newspaper           # a CSL type
#     title: The week the cables went quiet
#     publisher: The Harbour Gazette
#     authors: [{family: Roe, given: Ann}]
#     issued: 2020-09-02                # a date as precise as the source allows: 2020-09, 2020-09~, 2020
#     url: https://gazette.example/2020/cables
#     language: en
#     passages:                         # in the order of the document
#       cut:
#         section: Four days in August  # the heading that it stands under
#         paragraph: 1
#         gist: What it says, in your own words.
#         quote: "a few words of it, exactly as printed"    # at most 20 words, always in quotation marks
#       back:
#         section: Four days in August
#         paragraph: 2
#         gist: When the connection returned.
"""

_EVENTS = """\
# What happened, when, and on what that rests.
#
# events:
#   network-cut:
#     title: Network down in the whole town
#     date: 2020-08-09/2020-08-12       # or 2020-08, about 2020-08~, perhaps 2020-08-09?
#     kind: network                     # one of the kinds in dataset.yaml
#     involves: [{entity: tidewatch, role: put a price on it}]
#     place: harbourtown
#     summary: In your own words.
#     evidence:
#       - gazette/cut                   # source/passage
#       - {passage: gazette/back, differs: What this source says that cannot be true as well.}
"""

_ENTITIES = """\
# What has a name. Other spellings go under `names`, and search finds them all.
#
# organisations:
#   tidewatch:
#     # company, product, initiative, state-body, media, ngo, party, international, group
#     kind: ngo
#     name: Tidewatch
#     names: [{value: TW, use: short}]
# people:
#   j-doe: {name: Jan Doe, role: director of the park}
# places:
#   harbourtown: {name: Harbourtown}
# relations:
#   doe-leads: {from: j-doe, type: leads, to: tidewatch, start: 2017~, evidence: [gazette/cut]}
"""

_CLAIMS = """\
# Figures and accounts that may differ: a question, and each answer with the passage that gives it.
#
# claims:
#   outage-length:
#     about: network-cut                # an event or an entity
#     question: How long was the network down?
#     values:
#       - {value: "3", unit: days, qualifier: about, as_of: 2020-08, evidence: [gazette/cut]}
#       - {value: "4", unit: days, as_of: 2020-08, evidence: [gazette/back]}
"""


def files(title: str) -> dict[str, str]:
    """Return the text of each file by its path in the dataset's folder."""
    return {
        "dataset.yaml": _DATASET.format(title=yaml_text({"title": title})),
        "sources/first.yaml": _SOURCE,
        "events.yaml": _EVENTS,
        "entities.yaml": _ENTITIES,
        "claims.yaml": _CLAIMS,
    }
