"""Import TimelineJS, versions 3 and 2: slides and eras become events, their media and links the sources of these."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any, NamedTuple

from tui.core.loading.validate import is_address
from tui.exchange.dates import parts
from tui.exchange.dates.crossing import from_timelinejs
from tui.exchange.dates.written import UNDATED, ReadDate, written
from tui.exchange.importers.cited import CitedSource, CitedSources, named, readable
from tui.exchange.importers.content import Content, Options
from tui.exchange.importers.csl import text_of
from tui.exchange.importers.incoming import Fields, Incoming

_DATES = ("start_date", "end_date", "display_date")
_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_BLOCK = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table)\b[^<>]*>", re.IGNORECASE)
_QUOTATION = re.compile(r"<blockquote\b[^<>]*>(.*?)</blockquote>", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<a\b[^<>]*?\bhref\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))[^<>]*>(.*?)</a>", re.I | re.S)
_EXCERPT = re.compile(r"[“\"«](.+)[”\"»]\s*(?:[—–-]\s*(.*))?", re.DOTALL)
_VIDEO = re.compile(r"https?://(?:[\w.]+\.)?(?:youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com)/", re.IGNORECASE)
_KEYS = frozenset((*_DATES, "text", "media", "background", "group", "unique_id"))
_MEDIA_KEYS = frozenset(("url", "caption", "credit", "link", "alt", "title"))
_ERA = "Era"


class _Quotation(NamedTuple):
    """A passage that a slide quotes, or links to."""

    source: CitedSource
    quote: str = ""
    gist: str = ""


def read(content: Content, _: Options) -> Incoming:
    """Return the events of a timeline.

    Raises:
        ValueError: it is no timeline.
    """
    value = content.value
    if isinstance(value, dict) and isinstance(value.get("timeline"), dict):
        value = _modern(value["timeline"])
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise ValueError("a timeline has a list of events")
    reader = _Reader()
    reader.title_slide(value.get("title"))
    for number, slide in enumerate(value["events"], 1):
        reader.event(slide, f"slide {number}")
    eras = value.get("eras")
    for number, era in enumerate(eras if isinstance(eras, list) else (), 1):
        reader.event(era, f"era {number}", _ERA)
    for key, setting in value.items():
        if key not in ("title", "events", "eras") and text_of(setting) and (key, setting) != ("scale", "human"):
            reader.lose(f"a dataset has no place for {key} of a timeline", "the timeline", setting)
    return reader.incoming


# -- version 2 ---------------------------------------------------------------------------------------------------------


def _modern(old: Fields) -> Fields:
    """Return a timeline of version 2 as one of version 3."""
    slides, eras = old.get("date"), old.get("era")
    rest = {key: old[key] for key in old.keys() - {"headline", "text", "asset", "date", "era", "type", "startDate"}}
    return {
        "title": _modern_slide({key: old.get(key) for key in ("headline", "text", "asset")}),
        "events": [_modern_slide(slide) for slide in slides] if isinstance(slides, list) else [],
        "eras": [_modern_slide(era) for era in eras] if isinstance(eras, list) else [],
        **({"type": old["type"]} if old.get("type") not in (None, "default") else {}),
        **rest,
    }


def _modern_slide(old: Any) -> Any:
    if not isinstance(old, dict):
        return old
    asset = old.get("asset")
    media = {("url" if key == "media" else key): text for key, text in asset.items()} if isinstance(asset, dict) else {}
    rest = {key: old[key] for key in old.keys() - {"headline", "text", "asset", "tag", "startDate", "endDate"}}
    return {
        **rest,
        "text": {"headline": old.get("headline"), "text": old.get("text")},
        "media": media,
        "group": old.get("tag"),
        "start_date": old.get("startDate"),
        "end_date": old.get("endDate"),
    }


# -- slides ------------------------------------------------------------------------------------------------------------


class _Reader:
    """Turns slides into records."""

    def __init__(self) -> None:
        self.incoming = Incoming()
        self.sources = CitedSources(self.incoming)

    def lose(self, reason: str, place: str, value: Any) -> None:
        """Tell of a value for which there is no place."""
        self.incoming.losses.add("field", reason, place, text_of(value))

    def title_slide(self, slide: Any) -> None:
        """Take the title slide as the dataset's own title and summary; what it shows and links to become sources."""
        if not isinstance(slide, dict):
            return
        self.incoming.title, summary, quotations = _words(slide.get("text"))
        self.incoming.summary = summary
        for quotation in self._with_address(quotations, "title slide"):
            self.sources.source(quotation.source, {})
            if said := quotation.quote:
                self.incoming.summary = " ".join(filter(None, (self.incoming.summary, f"“{said}”")))
        notes: list[str] = []
        for one, fields in self._media(slide, "title slide", notes):
            self.sources.source(one, fields)
        self.incoming.summary = " ".join(filter(None, (self.incoming.summary, *notes)))
        self._lose_the_rest(slide, "title slide")

    def event(self, slide: Any, place: str, kind: str = "") -> None:
        """Add the event of a slide, or of an era."""
        if not isinstance(slide, dict):
            self.incoming.losses.add("record", "it is no slide", place, text_of(slide))
            return
        title, summary, quotations = _words(slide.get("text"))
        notes: list[str] = []
        media = self._media(slide, place, notes)
        if not title:
            title, summary = summary, ""
        title = title or next((one.title or readable(one.url) for one, _ in media), "")
        if not title:
            self.incoming.losses.add("record", "no title", place, _date_text(slide))
            return
        read = _date(slide)
        date = self.incoming.date(read, place, _date_text(slide)) or UNDATED
        if read.lost and (said := _date_in_words(slide)):
            notes.append(f"Dated “{said}” in the timeline.")
        evidence = [
            self.sources.passage(self.sources.source(each.source, {}), each.gist or title, each.quote, place)
            for each in self._with_address(quotations, place)
        ]
        for one, fields in media:
            evidence.append(self.sources.passage(self.sources.source(one, fields), title, "", place))
        fields = {
            "title": title,
            "date": date,
            "kind": self.incoming.kind(text_of(slide.get("group")) or kind),
            "summary": summary,
            "note": "\n".join(notes),
            "evidence": [*dict.fromkeys(evidence)],
        }
        self.incoming.add("events", text_of(slide.get("unique_id")) or title, fields)
        self._lose_the_rest(slide, place)

    def _media(self, slide: Fields, place: str, notes: list[str]) -> list[tuple[CitedSource, Fields]]:
        """Return the media of a slide as sources, with their credits; what has no address becomes a note."""
        found: list[tuple[CitedSource, Fields]] = []
        media = slide.get("media")
        media = media if isinstance(media, dict) else {"url": media} if isinstance(media, str) else {}
        caption, _, links = _words({"headline": media.get("caption")})
        credit, _, more = _words({"headline": media.get("credit")})
        url, link = (unescape(text_of(media.get(key))) for key in ("url", "link"))
        addresses = [each.url for each in named(url) if each.url]
        label = caption or text_of(media.get("title") or media.get("alt"))
        if addresses:
            kind = {"type": "motion_picture"} if _VIDEO.match(addresses[0]) else {}
            found.append(
                (CitedSource(label, addresses[0]), {"authors": [{"literal": credit}] if credit else [], **kind})
            )
        elif url or caption or credit:
            said = (("Media", _bare(url)), ("Caption", caption), ("Credit", credit))
            notes += [f"{name}: {text}" for name, text in said if text]
            if url and not _bare(url):
                self.incoming.losses.add("link", "no address in the media of a slide", place, url)
        background = slide.get("background")
        if isinstance(background, dict):
            links += [_Quotation(CitedSource("", each)) for each in (text_of(background.get("url")),) if each]
            for key, value in background.items():
                if key != "url" and text_of(value):
                    self.lose("the background of a slide is only a picture of it", place, value)
        others = [CitedSource("", link)] if link else []
        for one in (*others, *(each.source for each in (*links, *more))):
            if is_address(one.url):
                found.append((one, {}))
            else:
                self.incoming.losses.add("link", "it is no web address", place, one.url)
        for key, value in media.items():
            if key not in _MEDIA_KEYS and text_of(value):
                self.lose(f"a source has no place for {key} of media", place, value)
        return found

    def _with_address(self, quotations: list[_Quotation], place: str) -> list[_Quotation]:
        """Return those that name their source, or link to it on the web; tell of other links."""
        lost = [each for each in quotations if each.source.url and not is_address(each.source.url)]
        for each in lost:
            self.incoming.losses.add("link", "it is no web address", place, each.source.url)
        return [each for each in quotations if each not in lost]

    def _lose_the_rest(self, slide: Fields, place: str) -> None:
        for key, value in slide.items():
            if key not in _KEYS and text_of(value):
                self.lose(f"an event has no place for {key} of a slide", place, value)


# -- dates -------------------------------------------------------------------------------------------------------------


def _date(slide: Fields) -> ReadDate:
    """Return the date of a slide, whose ends may be texts: `2011,12,10`, or as people write them."""
    ends = [slide.get("start_date"), slide.get("end_date")]
    if not any(isinstance(end, str | int | float) for end in ends):
        return from_timelinejs(slide)
    if all(not isinstance(end, str | int | float) or _in_fields(end) for end in ends):
        return from_timelinejs(slide | dict(zip(("start_date", "end_date"), map(_fields, ends), strict=True)))
    return parts.span(
        *(written(end) if isinstance(end, str) and end else parts.of_fields(_fields(end)) for end in ends)
    )


def _in_fields(end: Any) -> bool:
    return bool(re.fullmatch(r"\s*-?\d+(?:\s*,\s*\d*)*\s*", str(end)))


def _fields(end: Any) -> Any:
    if isinstance(end, dict) or not text_of(end):
        return end or {}
    return dict(zip(("year", "month", "day", "hour", "minute", "second"), str(end).split(","), strict=False))


def _date_text(slide: Fields) -> str:
    """Return the dates of a slide as they are written in it, for the report."""
    return " ".join(json.dumps(slide[key], ensure_ascii=False) for key in _DATES if slide.get(key))


def _date_in_words(slide: Fields) -> str:
    """Return the dates of a slide for people."""
    if shown := text_of(slide.get("display_date")):
        return shown
    ends = (end.values() if isinstance(end, dict) else [end] for end in map(slide.get, _DATES[:2]))
    return " – ".join(filter(None, ("-".join(filter(None, map(text_of, end))) for end in ends)))


# -- texts -------------------------------------------------------------------------------------------------------------


def _bare(text: str) -> str:
    """Return the words of HTML."""
    spaced = _BLOCK.sub(" ", text)
    return " ".join(unescape(_TAG.sub("", spaced)).split())


def _words(text: Any) -> tuple[str, str, list[_Quotation]]:
    """Return the headline and the words of a slide, without HTML, and what they quote and link to."""
    if not isinstance(text, dict):
        text = {"headline": text}
    found: list[_Quotation] = []

    def quoted(match: re.Match[str]) -> str:
        if quotation := _quotation(match[1]):
            found.append(quotation)
            return " "
        return match[0]

    headline, body = text_of(text.get("headline")), text_of(text.get("text"))
    rest = _QUOTATION.sub(quoted, body)
    links = (*_LINK.finditer(headline), *_LINK.finditer(rest))
    found += [_Quotation(_linked(link)) for link in links]
    return _bare(headline), _bare(rest), found


def _linked(link: re.Match[str]) -> CitedSource:
    """Return the source that a link leads to; a single word ("here") is no title of it."""
    words = _bare(link[4])
    return CitedSource(
        words if " " in words and not is_address(words) else "", unescape("".join(link.groups("")[:3])).strip()
    )


def _quotation(html: str) -> _Quotation | None:
    """Return what a quotation quotes, if it says from where: by a link, or behind a dash."""
    link = _LINK.search(html)
    match = _EXCERPT.fullmatch(_bare(html))
    words, where = (match[1], match[2] or "") if match else ("", "")
    gist = ""
    if not match:
        gist, _, where = _bare(html).rpartition(" — ")
    if link and is_address(url := unescape("".join(link.groups("")[:3])).strip()):
        return _Quotation(CitedSource(_bare(link[4]), url), words, gist)
    return _Quotation(CitedSource(where), words, gist) if where and (words or gist) else None
