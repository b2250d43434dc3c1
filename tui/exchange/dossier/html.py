"""A dossier as one page of HTML that loads and runs nothing, and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.exchange.dossier.making import HELD, make
from tui.exchange.dossier.values import LISTED, AnswerRow, Cited, ClaimTable, Dossier, Quoted, RecordEntry
from tui.exchange.drawing.figures import field, legend
from tui.exchange.drawing.parts import Sign
from tui.exchange.exporters.escape import html_text as _safe
from tui.exchange.exporters.escape import page_language, web_link
from tui.exchange.exporters.holding import Holding
from tui.exchange.exporters.selection import Selection
from tui.exchange.html_parts import head, scrolled, stylesheet

HOLDING = Holding("a dossier", HELD)
_CURATOR, _PROGRAM = (f'<span class="voice">{name}</span>' for name in ("Curator", "Letapis"))


def write(selection: Selection) -> Iterator[str]:
    """Yield the dossier of what was selected."""
    selection.tell(HOLDING)
    yield from pieces(make(selection))


def pieces(dossier: Dossier) -> Iterator[str]:
    """Yield the page of a dossier."""
    yield head(dossier.title, dossier.language, stylesheet("voices", "dossier"))
    yield f"<body>\n<main>\n<h1>{_safe(dossier.title)}</h1>\n"
    yield _sent(f"Introduction {dossier.by_sender}", dossier.introduction)
    voices = "".join(
        f'<li class="{voice}"><span class="voice">{_safe(name)}</span>{words}</li>'
        for voice, name, words in dossier.voices
    )
    yield f'<ul class="legend" aria-label="Whose words are whose">{voices}</ul>\n'
    note = f"Note {dossier.by_sender}"
    for part in dossier.parts:
        yield f"<h2>{_safe(part.heading)}</h2>\n" if part.heading else ""
        yield from ("".join(_entry(entry, note)) for entry in part.entries)
        yield from ("".join(_question(question, "h3", note)) for question in part.questions)
    yield '<h2 id="citations">Citations</h2>\n<ol class="citations">\n'
    yield from map(_cited, dossier.citations)
    yield f"</ol>\n</main>\n<footer>\n<h2>What this rests on</h2>\n{_PROGRAM}<ul>\n"
    yield "".join(f"<li>{_safe(sentence)}</li>\n" for sentence in dossier.foot)
    yield f"</ul>\n{f'<p><small>{_safe(dossier.again)}</small></p>' if dossier.again else ''}\n"
    yield "</footer>\n</body>\n</html>\n"


def _entry(entry: RecordEntry, note: str) -> Iterator[str]:
    """Yield a record, the sender's note on it at its head; `note` is the label of that."""
    yield f'<article id="{_safe(entry.anchor)}">\n<h3>{_safe(entry.name)}</h3>\n'
    yield _facts(entry.facts) + _counted(entry.counted)
    yield _sent(note, entry.note)
    parts = "".join(f"<li>{_safe(part)}</li>" for part in entry.parts)
    yield f"{_facts([LISTED])}<ul>{parts}</ul>\n" if parts else ""
    yield _curated(entry.summary)
    yield _curated(entry.remark)
    yield from map(_quoted, entry.quoted)
    for question in entry.questions:
        yield from _question(question, "h4", note)
    yield "</article>\n"


def _question(question: ClaimTable, level: str, note: str) -> Iterator[str]:
    about = f" ({_safe(question.about)})" if question.about else ""
    sign = '<span class="differs">≠ </span>' if question.disputed else ""
    yield f'<section>\n<{level} id="{_safe(question.anchor)}">{sign}{_safe(question.question)}{about}</{level}>\n'
    yield _facts(question.facts) + _counted(question.counted)
    yield _sent(note, question.note)
    columns = question.columns
    head = "".join(f'<th scope="col">{name}</th>' for name in (*columns, "who says so"))
    rows = "".join(map(_row, question.answers, zip(*columns.values(), strict=True)))
    caption = f'<caption class="curator">{_CURATOR}answers</caption>'
    table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    yield scrolled("Answers", table) + "\n"
    if question.chart:
        label = f"{_safe(question.chart.title)}: figures over time"
        drawn = "".join(field(question.chart, 44, 36))
        yield f'<svg viewBox="-16 -4 84 45" role="img" aria-label="{label}">{drawn}</svg>\n'
        signs = "".join(map(_sign, legend([question.chart])))
        yield f'<ul class="legend signs" aria-label="Signs of the chart">{signs}</ul>\n'
    if question.contradiction:
        yield f'<div class="differs">{_curated(f"≠ cannot all be true: {question.contradiction}")}</div>\n'
    yield _curated(question.remark)
    for answer in question.answers:
        yield from (_curated(f"on “{answer.value}”: {remark}") for remark in answer.remarks)
    yield from map(_quoted, question.quoted)
    yield "</section>\n"


def _facts(facts: Sequence[str]) -> str:
    return f'<p class="facts curator">{_CURATOR}{" · ".join(map(_safe, facts))}</p>\n' if facts else ""


def _counted(facts: Sequence[str]) -> str:
    said = (f'<span class="differs">{_safe(one)}</span>' if one.startswith("≠") else _safe(one) for one in facts)
    return f'<p class="facts program">{_PROGRAM}{" · ".join(said)}</p>\n' if facts else ""


def _sign(sign: Sign) -> str:
    return f'<li><svg viewBox="-4 -2 8 4" aria-hidden="true">{sign.drawn}</svg>{_safe(sign.meaning)}</li>'


def _row(answer: AnswerRow, texts: Iterable[str]) -> str:
    numbers = " ".join(_number(number) for number in answer.numbers)
    cells = "".join(f"<td>{_safe(text)}</td>" for text in texts)
    others = "".join(
        f'<div class="{"differs" if one.contradicts else "otherwise"}">{_safe(one.who)} {_number(one.number)}, '
        f"{_safe(one.otherwise)}</div>"
        for one in answer.others
    )
    return f"<tr>{cells}<td>{_safe(answer.who)} {numbers}{others}</td></tr>"


def _number(number: int) -> str:
    return f'<a href="#cited/{number}" aria-label="citation {number}">[{number}]</a>'


def _quoted(quoted: Quoted) -> str:
    """Return an excerpt with its place, and what the curator says of it."""
    where = _safe(", ".join(filter(None, (quoted.who, quoted.place)))).replace("¶ ", "¶&#160;")
    place = f"{_number(quoted.number)} {where}"
    language = f' lang="{page_language(quoted.language)}"' if quoted.language else ""
    words = f'<span class="voice">Source</span><blockquote{language}>“{_safe(quoted.words)}”</blockquote>'
    source = f'<figure class="source">{words}<figcaption>{place}</figcaption></figure>\n' if quoted.words else ""
    at = "" if quoted.words else f" <small>{place}</small>"
    gist = _safe(quoted.gist)
    said = f'<p class="curator">{_CURATOR}{gist}{at}</p>\n' if gist or at else ""
    otherwise = _curated(quoted.otherwise)
    return source + said + (f'<div class="differs">{otherwise}</div>\n' if quoted.contradicts else otherwise)


def _curated(text: str) -> str:
    return f'<p class="curator">{_CURATOR}{_safe(text)}</p>\n' if text else ""


def _sent(label: str, text: str) -> str:
    """Return the sender's words in a box of their own."""
    paragraphs = [
        f"<p>{_safe(' '.join(paragraph.split()))}</p>" for paragraph in text.split("\n\n") if paragraph.strip()
    ]
    if not paragraphs:
        return ""
    return f'<div class="sender"><span class="voice">{_safe(label)}</span>{"".join(paragraphs)}</div>\n'


def _cited(cited: Cited) -> str:
    url = f" {web_link(cited.url)}" if cited.url else ""
    archived = f", archived {web_link(cited.archived)}" if cited.archived else ""
    text = "".join(f"<i>{_safe(piece)}</i>" if italic else _safe(piece) for piece, italic in cited.text)
    remark = f" {_safe(cited.remark)}" if cited.remark else ""
    return f'<li id="cited/{cited.number}">[{cited.number}] {text}{remark}{url}{archived}</li>\n'
