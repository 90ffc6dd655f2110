"""The style sheet: one template, filled from the tokens of a scheme."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from string import Template

from crm_desktop.views.theme import icons
from crm_desktop.views.theme.schemes import Tokens

_TEMPLATE = Template("""
* { outline: none; }
QWidget { color: $text; }
QMainWindow, QDialog { background: $surface; }
QWidget[ground="window"] { background: $window; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="raised"] { background: $raised; }
QWidget[ground="hover"] { background: $hover; border-radius: 6px; }
QWidget[ground="selected"] { background: $selected; border-radius: 6px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line_strong; padding: 2px; font-size: 12px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 700; }
QLabel[role="section"] { font-size: 14px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="small"], QLabel[role="field"] { font-size: 12px; color: $text_2; }
QLabel[role="figure"] { font-size: 20px; font-weight: 600; }
QLabel[role="error"] { font-size: 12px; color: $bad; }
QLabel[tone="2"] { color: $text_2; }
QLabel[tone="3"] { color: $text_3; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="info"] { color: $info; }
QLabel[tone="accent"] { color: $accent; }
QLabel[role="key"] { border: 1px solid $line_strong; border-radius: 4px; padding: 0 5px; font-size: 12px;
  color: $text_2; background: $surface; }
QFrame[role="line"] { background: $line; border: none; }
QFrame[role="line_strong"] { background: $line_strong; border: none; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[role="floating"] { background: $raised; border: 1px solid $line; border-radius: 10px; }
QFrame[role="note"] { background: $window; border: none; border-radius: 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit {
  background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 6px; padding: 0 8px;
  selection-background-color: $accent; selection-color: $accent_text; min-height: 30px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $text_2; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover,
QDateEdit:hover, QTimeEdit:hover { border-color: $text_3; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus,
QTimeEdit:focus { border: 2px solid $accent; padding: 0 7px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px 5px; }
QLineEdit[error="true"], QPlainTextEdit[error="true"], QComboBox[error="true"] { border-color: $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDateEdit:disabled {
  background: $window; color: $text_3; border-color: $line; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus, QPlainTextEdit[bare="true"], QPlainTextEdit[bare="true"]:focus {
  border: none; background: transparent; padding: 0; min-height: 0; }
QLineEdit > QToolButton, QLineEdit > QToolButton:hover, QLineEdit > QToolButton:focus {
  border: none; background: transparent; padding: 0; min-height: 0; }
QLineEdit[read_only_look="true"] { background: $window; border-color: $line; }

QComboBox { padding-left: 10px; padding-right: 24px; selection-background-color: $selected; selection-color: $text; }
QComboBox:focus, QComboBox:on { padding-left: 9px; padding-right: 23px; }
QComboBox:editable { padding-left: 8px; }
QComboBox:editable:focus, QComboBox:editable:on { padding-left: 7px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px; subcontrol-position: right center; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line_strong; border-radius: 6px;
  padding: 4px; selection-background-color: $selected; selection-color: $text; }
QComboBox QAbstractItemView:focus { border: 1px solid $line_strong; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:hover { background: $hover; }
QComboBox QAbstractItemView::item:selected { background: $selected; color: $text; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button,
QTimeEdit::up-button, QTimeEdit::down-button { width: 0; border: none; }

QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 6px;
  padding: 0 12px; min-height: 30px; }
QToolButton { padding: 0 6px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QPushButton:checked { background: $selected; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 28px; }
QToolButton:focus { padding: 0 5px; }
QPushButton:disabled, QToolButton:disabled { color: $text_3; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $accent_text; border: 1px solid $accent; font-weight: 500; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent; }
QToolButton[kind="quiet"]:hover { background: $hover; }
QToolButton[kind="quiet"]:focus { border: 2px solid $accent; }
Button, Button:focus, Button:hover { min-height: 0; padding: 0; border: none; background: transparent; }
QToolButton::menu-indicator { image: none; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; border: 2px solid transparent;
  border-radius: 6px; padding: 0 2px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $line_strong; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent; image: url("$dash"); }
QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $line_strong; border-radius: 9px;
  background: $surface; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { border-color: $accent; background: $accent; image: url("$dot"); }
QCheckBox:disabled, QRadioButton:disabled { color: $text_3; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $window; }

QMenu { background: $raised; border: 1px solid $line_strong; border-radius: 6px; padding: 4px; }
QMenu::item { min-height: 28px; padding: 2px 24px 2px 8px; border-radius: 4px; color: $text; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $text_3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 4px; }
QMenu::indicator:checked { image: url("$tick"); }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[scroll_body="true"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; border: none; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_3; }
QScrollBar[quiet="true"]::handle { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QAbstractItemView { background: $surface; border: none; selection-background-color: $selected;
  selection-color: $text; alternate-background-color: $window; }
QTableView, QTreeView, QListView { background: $surface; border: none; gridline-color: $line; }
QTableView:focus, QListView:focus, QTreeView:focus { border: none; }
QTableView::item, QListView::item { border: none; padding: 0 8px; }
QListView::item { min-height: 32px; border-radius: 6px; }
QListView#suggestions { background: transparent; }
QListView#suggestions::item { min-height: 0; border-radius: 4px; }
QTableView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QListView::item:selected { background: $selected; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text_2; border: none; border-bottom: 1px solid $line_strong;
  padding: 0 8px; font-size: 12px; font-weight: 400; min-height: 31px; }
QDialog QHeaderView, QDialog QTableView { background: $raised; }
QFileDialog QHeaderView, QFileDialog QTableView { background: $surface; }
QFileDialog { backward-icon: url("$left"); forward-icon: url("$right"); filedialog-parent-directory-icon: url("$up");
  filedialog-new-directory-icon: url("$plus"); filedialog-listview-icon: url("$tiles");
  filedialog-detailedview-icon: url("$rows"); }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $line_strong; }

QProgressBar { background: $line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
  color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text_2; padding: 8px 0; margin-right: 24px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QSplitter::handle { background: $line; }
QGroupBox { border: none; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QStatusBar { background: $window; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; margin: -6px 0; border-radius: 8px; background: $accent; }
""")


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Style sheets take pictures from files only: the few they need are coloured into this folder."""
    return tempfile.TemporaryDirectory(prefix="crm-desktop-theme-", ignore_cleanup_errors=True)


def _picture(t: Tokens, part: str, name: str, colour: str, width: str = "1.75") -> str:
    path = Path(_folder().name) / f"{part}-{t.scheme}.svg"
    if not path.exists():
        drawn = (
            icons.svg(name).replace("currentColor", colour).replace('stroke-width="1.75"', f'stroke-width="{width}"')
        )
        path.write_text(drawn, encoding="utf-8")
    return path.as_posix()


def style_sheet(t: Tokens) -> str:
    """The whole application's style sheet for ``t``."""
    colours = {name: getattr(t, name) for name in t.__dataclass_fields__ if isinstance(getattr(t, name), str)}
    pictures = {
        "chevron": _picture(t, "chevron", "chevron-down", t.text_2),
        "check": _picture(t, "check", "check", t.accent_text, "2.6"),
        "dash": _picture(t, "dash", "minus", t.accent_text, "2.6"),
        "dot": _picture(t, "dot", "dot", t.accent_text),
        "tick": _picture(t, "tick", "check", t.accent),
        "left": _picture(t, "left", "arrow-left", t.text_2),
        "right": _picture(t, "right", "arrow-right", t.text_2),
        "up": _picture(t, "up", "arrow-up", t.text_2),
        "plus": _picture(t, "plus", "plus", t.text_2),
        "tiles": _picture(t, "tiles", "columns", t.text_2),
        "rows": _picture(t, "rows", "list", t.text_2),
    }
    return _TEMPLATE.substitute(colours, **pictures)
