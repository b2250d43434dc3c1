"""How each role of a drawn text looks, in the words of Textual's styles; every colour is one of the theme's.

They are tables and no rules of a stylesheet for the sake of speed: Textual makes a node for each component class
of each widget and matches it against all rules, at the start four times and at every change of a class.
"""

from __future__ import annotations

BAR: dict[str, str] = {
    "plain": "$foreground",
    "strong": "$foreground",
    "name": "bold",
    "muted": "$text-muted",
    "chip": "$accent on $boost",
    "off": "strike $text-muted",
    "key": "bold $accent",
    "warn": "$warning",
    "differs": "$dispute",
    "tab": "bold underline $foreground",
    "pointed": "underline",
}
"""Tones of the one-line bars, and what the one under the mouse has besides."""
HEADER: dict[str, str] = {**BAR, "name": "bold $accent"}
HEADING: dict[str, str] = {**BAR, "name": "bold $text-muted"}
BANNER: dict[str, str] = {**BAR, "strong": "bold $background on $info", "plain": "$foreground on $info 25%"}

ROWS: dict[str, str] = {
    "text": "$foreground",
    "year": "bold $foreground",
    "month": "bold $foreground",
    "sticky": "bold $foreground",
    "gap": "$text-muted",
    "date": "$text-muted",
    "sign": "$text-muted",
    "scale": "$text-muted",
    "kind": "$text-muted",
    "count": "$text-muted",
    "voices": "bold $foreground",
    "note": "$text-muted",
    "later": "italic $text-muted",
    "kept": "$accent",
    "differs": "$dispute",
    "known": "$info",
    "match": "bold underline $foreground",
    "mark": "$accent",
    "cursor": "on $panel",
}
"""Roles of the pieces of a row, and of the list around them."""

PAGE: dict[str, str] = {
    "text": "$foreground",
    "title": "bold $foreground",
    "heading": "bold $foreground",
    "label": "$text-muted",
    "muted": "$text-muted",
    "link": "underline $foreground",
    "source": "bold underline $foreground",
    "quote": "italic $foreground",
    "excerpt": "italic underline $foreground",
    "bar": "$accent",
    "gist": "$foreground 90%",
    "warn": "$warning",
    "differs": "$dispute",
    "known": "$info",
    "sign": "$text-muted",
    "good": "$success",
    "match": "bold underline $text on $warning 30%",
    "cursor": "bold $background on $accent",
    "row": "on $panel",
    "mark": "$accent",
    "here": "bold italic underline $accent",
    "selected": "$background on $accent",
}
"""Roles of the spans of a page."""
COMPARISON: dict[str, str] = {**PAGE, "heading": "bold $accent", "link": "$foreground", "sign": "$line"}
"""The same in a comparison, where columns need lines between them and entries are no links."""

GUTTER: dict[str, str] = {
    "rail": "$line",
    "seen": "$text-muted",
    "excerpt": "$foreground",
    "several": "$foreground",
    "doubtful": "bold $warning",
    "current": "bold $accent",
}
"""The rail beside a text, brighter where it is in view, and the marks on it."""

STRIP: dict[str, str] = {
    "match": "$accent",
    "rough": "$accent-soft",
    "rest": "$rest",
    "faint": "$line",
    "gap": "$text-muted",
    "turn": "$text-muted",
    "axis": "$text-muted",
    "here": "bold $accent",
    "range": "$background on $accent",
}
"""Parts of the overview."""

LANES: dict[str, str] = {
    "text": "$foreground",
    "name": "$foreground",
    "shared": "bold $foreground",
    "figure": "$text-muted",
    "axis": "bold $foreground",
    "unit": "$text-muted",
    "event": "bold $foreground",
    "rough": "$foreground",
    "count": "bold $foreground",
    "span": "$accent",
    "about": "$accent 80%",
    "within": "$rest",
    "cut": "$line",
    "mark": "$accent",
    "cursor": "on $panel",
    "cell": "bold $background on $accent",
}
"""Roles of the cells of lanes, and of the names and the axis around them."""
AROUND_LANES: dict[str, str] = {**BAR, "name": "bold $accent"}
CURSOR_OF_LANES: dict[str, str] = {
    tone: f"{look} on $boost" for tone, look in AROUND_LANES.items() if " on " not in look
}
"""The line that describes the event under the cursor."""
