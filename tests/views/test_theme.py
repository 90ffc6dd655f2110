"""Colours, icons and the style sheet of both schemes."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.views import theme, translation
from crm_desktop.views.theme import icons, schemes
from crm_desktop.views.theme.qss import style_sheet

GROUNDS = ("window", "surface", "raised", "hover", "selected")
READ = ("text", "text_2")
STATES = ("accent", "good", "warn", "bad", "info")


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> schemes.Tokens:
    return schemes.SCHEMES[request.param]


def test_colours_are_those_of_the_design() -> None:
    assert (schemes.LIGHT.accent, schemes.DARK.accent) == ("#2463EB", "#6C9DFF")
    assert (schemes.LIGHT.surface, schemes.DARK.surface) == ("#FFFFFF", "#1C222C")
    assert schemes.LIGHT.chart[2] == "#E07A1F"
    assert schemes.LIGHT.bad_soft == "#FBF3F2"


def test_a_scheme_cannot_be_changed(scheme: schemes.Tokens) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        scheme.accent = "#000000"  # type: ignore[misc]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", READ)
def test_text_can_be_read_on_every_ground(scheme: schemes.Tokens, ink: str, ground: str) -> None:
    assert schemes.contrast(scheme.color(ink), scheme.color(ground)) >= 4.5


@pytest.mark.parametrize("ground", [one for one in GROUNDS if one != "selected"])
@pytest.mark.parametrize("ink", STATES)
def test_coloured_words_can_be_read(scheme: schemes.Tokens, ink: str, ground: str) -> None:
    assert schemes.contrast(scheme.color(ink), scheme.color(ground)) >= 4.5


@pytest.mark.parametrize("state", schemes.STATE_ROLES)
def test_words_can_be_read_on_their_soft_ground(scheme: schemes.Tokens, state: str) -> None:
    soft = scheme.color(f"{state}_soft")
    assert schemes.contrast(scheme.color(state), soft) >= 4.5
    assert schemes.contrast(scheme.text, soft) >= 4.5


def test_words_on_filled_buttons_can_be_read(scheme: schemes.Tokens) -> None:
    for ground in ("accent", "accent_hover", "accent_pressed", "bad", "bad_hover"):
        assert schemes.contrast(scheme.accent_text, scheme.color(ground)) >= 4.5


def test_contrast_of_known_pairs() -> None:
    assert schemes.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert schemes.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_unknown_colour_is_refused(scheme: schemes.Tokens) -> None:
    with pytest.raises(KeyError):
        scheme.color("chart")


def test_no_colour_outside_the_tokens() -> None:
    """Views take every colour from the tokens: no hex value stands anywhere else."""
    views = Path(theme.__file__).parents[1]
    named = re.compile(r"#[0-9A-Fa-f]{6}\b")
    strays = [
        f"{path.relative_to(views)}: {found}"
        for path in views.rglob("*.py")
        if path.name != "schemes.py"
        for found in named.findall(path.read_text(encoding="utf-8"))
    ]
    assert not strays


def test_style_sheet_is_filled(scheme: schemes.Tokens, qapp: QApplication) -> None:
    sheet = style_sheet(scheme)
    assert "$" not in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).is_file()


def test_switching_the_scheme_tells_and_repaints(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    box = QCheckBox("x")
    qtbot.addWidget(box)
    with qtbot.waitSignal(theme.signals.changed, timeout=1000):
        theme.apply(qapp, "dark")
    assert theme.tokens() is schemes.DARK
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(schemes.DARK.surface)
    assert box.palette().color(QPalette.ColorRole.WindowText) == QColor(schemes.DARK.text)
    theme.apply(qapp, "light")


def test_an_icon_follows_the_scheme(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    made = theme.icon("plus", "accent")
    light = made.pixmap(32, 32).toImage()
    theme.apply(qapp, "dark")
    dark = made.pixmap(32, 32).toImage()
    theme.apply(qapp, "light")
    centre = light.width() // 2
    assert light.pixelColor(centre, centre).name().upper() == schemes.LIGHT.accent
    assert dark.pixelColor(centre, centre).name().upper() == schemes.DARK.accent


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_the_colour_asked_for(name: str, qapp: QApplication) -> None:
    picture = theme.pixmap(name, "bad", 96).toImage()
    inks = {
        picture.pixelColor(x, y).rgb() for x in range(96) for y in range(96) if picture.pixelColor(x, y).alpha() == 255
    }
    wanted = QColor(theme.tokens().bad)
    assert inks
    for found in map(QColor, inks):
        assert abs(found.red() - wanted.red()) + abs(found.blue() - wanted.blue()) <= 2


def test_icons_are_one_set() -> None:
    for name in icons.names():
        drawing = icons.svg(name)
        assert 'viewBox="0 0 24 24"' in drawing
        assert 'stroke-width="1.75"' in drawing
        assert 'stroke-linecap="round"' in drawing


def test_names_by_purpose_and_unknown_names(qapp: QApplication) -> None:
    assert isinstance(theme.icon("call"), QIcon)
    for alias in icons.ALIASES:
        assert icons.svg(alias)
    with pytest.raises(KeyError):
        theme.icon("no such icon")


def test_ground_of_a_plain_widget_follows_the_scheme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    widget = QWidget()
    qtbot.addWidget(widget)
    theme.set_ground(widget, "window")
    widget.resize(20, 20)
    assert widget.grab().toImage().pixelColor(10, 10).name().upper() == schemes.DARK.window
    theme.apply(qapp, "light")
    assert widget.grab().toImage().pixelColor(10, 10).name().upper() == schemes.LIGHT.window


def test_only_latin_texts_get_narrow_signs_whatever_was_spoken_before(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    box = QWidget()
    qtbot.addWidget(box)
    label = QLabel("你，好", box)
    box.show()
    seen = []
    try:
        for language in ("en", "zh_CN", "en", "zh_CN"):
            translation.switch(language)
            seen.append([len(font.featureTags()) for font in (theme.font("body"), qapp.font(), label.font())])
    finally:
        translation.switch("en")
    assert seen == [[1, 1, 1], [0, 0, 0], [1, 1, 1], [0, 0, 0]]
