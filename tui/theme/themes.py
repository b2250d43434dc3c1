"""The two themes: calm, one accent, one warning colour, everything else in shades of the ground."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="letapis-dark",
    primary="#7fb4d9",
    secondary="#8fa3b3",
    accent="#7fc4e8",
    warning="#e6b05c",
    error="#e6806b",
    success="#8fc48f",
    foreground="#d7dadf",
    background="#14171b",
    surface="#14171b",
    panel="#2a2f37",
    dark=True,
    variables={
        "boost": "#22303b",
        "line": "#656a71",
        "rest": "#757b83",
        "accent-soft": "#4b7088",
        "muted": "#a1a3a6",
        "input-cursor-background": "#d7dadf",
        "input-cursor-foreground": "#14171b",
        "input-selection-background": "#7fc4e8 35%",
        "scrollbar": "#3a414b",
        "scrollbar-background": "#14171b",
        "scrollbar-corner-color": "#14171b",
        "scrollbar-hover": "#566070",
        "scrollbar-active": "#7fc4e8",
        "scrollbar-background-hover": "#14171b",
        "scrollbar-background-active": "#14171b",
    },
)

LIGHT = Theme(
    name="letapis-light",
    primary="#1f5f8b",
    secondary="#54626e",
    accent="#0f5f94",
    warning="#8c4b00",
    error="#a8321a",
    success="#2c6530",
    foreground="#22262b",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#d9d6ce",
    dark=False,
    variables={
        "boost": "#dde9f1",
        "line": "#8e8d87",
        "rest": "#7c7c78",
        "accent-soft": "#5b90b3",
        "muted": "#5c5d5c",
        "input-cursor-background": "#22262b",
        "input-cursor-foreground": "#fbfaf7",
        "input-selection-background": "#0f5f94 25%",
        "scrollbar": "#c4c0b6",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-corner-color": "#fbfaf7",
        "scrollbar-hover": "#a5a195",
        "scrollbar-active": "#0f5f94",
        "scrollbar-background-hover": "#fbfaf7",
        "scrollbar-background-active": "#fbfaf7",
    },
)
