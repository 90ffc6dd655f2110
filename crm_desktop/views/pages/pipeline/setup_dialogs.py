"""What is set up of a pipeline in a form of its own: the goals of its months, and what its cards say."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.core.entities import DEALS
from crm_desktop.core.i18n import N_, render, tr_
from crm_desktop.core.settings import CURRENCY
from crm_desktop.services.deals import Card
from crm_desktop.services.pipeline_setup import CARD_FIELDS
from crm_desktop.views import theme
from crm_desktop.views.app_context import AppContext
from crm_desktop.views.pages.pipeline.card_painter import card_height, paint_card, said
from crm_desktop.views.pages.pipeline.forecast import month_title, next_months
from crm_desktop.views.pages.pipeline.words import Words
from crm_desktop.views.theme import measures
from crm_desktop.views.widgets.editors import BoolEditor, MoneyEditor
from crm_desktop.views.widgets.form_grid import FormGrid
from crm_desktop.views.widgets.labels import label
from crm_desktop.views.widgets.modal import ModalDialog

MONTHS = 12


class GoalsDialog(ModalDialog):
    """Named ``goals_dialog``: one goal for every month, others for single months where it differs."""

    def __init__(self, ctx: AppContext, parent: QWidget | None, pipeline_id: int) -> None:
        super().__init__(parent, "", "", width=640)
        self.ctx, self._pipeline_id = ctx, pipeline_id
        self.setObjectName("goals_dialog")
        title = self.tr("Goals: {pipeline}").format(pipeline=ctx.services.pipelines.find_pipeline(pipeline_id).name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        self.set_subtitle(self.tr("How much should be won in a month. The board and the forecast show how far it is."))
        self.verb_button.setText(self.tr("Save goals"))
        services = ctx.services
        self._words = Words.of(services)
        self._months = next_months(services.clock.today(), MONTHS)
        self.form = FormGrid(self)
        self._add("usual", self.tr("Every month"), wide=True)
        for month in self._months:
            self._add(month, month_title(month))
        goals = services.pipelines.goals
        self.form.set_values({"usual": goals.usual(pipeline_id) or None})
        self.form.set_values({month: goals.own(pipeline_id, month) for month in self._months})
        self.form.changed.connect(self._hint)
        self.body.addWidget(self.form)
        self._hint("usual")
        self.form.focus_first()

    def _add(self, name: str, text: str, *, wide: bool = False) -> None:
        editor = MoneyEditor(currency=self.ctx.services.settings.get(CURRENCY))
        editor.name(f"goal_{name}", text)
        self.form.add_field(name, text, editor, wide=wide)

    def _hint(self, name: str) -> None:
        """An empty month says what holds for it."""
        if name == "usual":
            usual = self.form.editor("usual").value()
            words = self._words.money(usual) if usual else self.tr("no goal")
            for month in self._months:
                self.form.editor(month).setPlaceholderText(words)

    def accept(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        usual = values.pop("usual") or 0
        with self.ctx.services.write(N_("undo", "Set goals")) as work:
            self.ctx.services.pipelines.goals.set(work, self._pipeline_id, usual, values)
        if work.rows:
            self.ctx.toasts.show(self.tr("Goals saved"), undo_change=work.id)
        super().accept()


class Sample(QWidget):
    """A card as it would look."""

    def __init__(self, card: Card, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._card, self._words = card, words
        self._fields: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_fields(self, fields: frozenset[str]) -> None:
        self._fields = fields
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(216, card_height(frozenset(CARD_FIELDS), compact=False) + 2 * measures.CARD_PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("window"))
        painter.drawRoundedRect(QRectF(self.rect()), measures.RADIUS_CARD, measures.RADIUS_CARD)
        pad = measures.CARD_PADDING
        height = card_height(said(self._card, self._fields), compact=False)
        box = QRectF(pad + 0.5, pad + 0.5, self.width() - 2 * pad - 1, height - 1)
        paint_card(painter, box, self._card, self._words, fields=self._fields)
        painter.end()


class CardsDialog(ModalDialog):
    """Named ``cards_dialog``: ticks at the left, at the right a card that shows them."""

    def __init__(self, ctx: AppContext, parent: QWidget | None, pipeline_id: int) -> None:
        super().__init__(parent, "", "", width=520)
        self.ctx, self._pipeline_id = ctx, pipeline_id
        self.setObjectName("cards_dialog")
        title = self.tr("What the cards say")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.title_label.setText(title)
        name = ctx.services.pipelines.find_pipeline(pipeline_id).name
        self.set_subtitle(self.tr("On the board “{pipeline}”; the title is always there.").format(pipeline=name))
        self.verb_button.setText(self.tr("Save"))
        words = Words.of(ctx.services)
        self._boxes = {key: BoolEditor(text, self) for key, text in field_names().items()}
        self._sample = Sample(_example(ctx, pipeline_id), words, self)
        chosen = ctx.services.pipelines.cards.fields(pipeline_id)
        left = QVBoxLayout()
        left.setSpacing(4)
        for key, box in self._boxes.items():
            box.name(f"card_{key}", box.text())
            box.set_value(key in chosen)
            box.changed.connect(self._show)
            left.addWidget(box)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(self.tr("Example"), "small", "2"))
        right.addWidget(self._sample)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(measures.GAP_XXL)
        row.addLayout(left, 1)
        row.addLayout(right)
        self.body.addLayout(row)
        self._show()
        self._boxes[CARD_FIELDS[0]].setFocus()

    def chosen(self) -> frozenset[str]:
        return frozenset(key for key, box in self._boxes.items() if box.value())

    def _show(self) -> None:
        self._sample.show_fields(self.chosen())

    def accept(self) -> None:
        pipelines = self.ctx.services.pipelines
        if self.chosen() != pipelines.cards.fields(self._pipeline_id):
            with self.ctx.services.write(N_("undo", "Choose what cards say")) as work:
                pipelines.cards.choose(work, self._pipeline_id, self.chosen())
            self.ctx.toasts.show(self.tr("Cards changed"), undo_change=work.id)
        super().accept()


def field_names() -> dict[str, str]:
    """The words for the fields of a card, in its order."""
    words = {
        "next": tr_("pipeline", "Next step"),
        "closing": render(DEALS.field("expected_close").label),
        "days": tr_("pipeline", "Days in the stage"),
    }
    return {key: words.get(key) or render(DEALS.field(key).label) for key in CARD_FIELDS}


def _example(ctx: AppContext, pipeline_id: int) -> Card:
    """The fullest card that there is, else a made-up one."""
    services = ctx.services
    today = services.clock.today()
    stages = services.pipelines.stages(pipeline_id)
    cards = [card for stage in stages for card in services.deals.cards(stage.id, limit=10) if not card.rotten_days]
    made = Card(
        0, tr_("pipeline", "Gift boxes"), tr_("pipeline", "A customer"), None, 118_800, 75, "", ("VIP",),
        today + timedelta(days=12), stages[0].id, 3, "later", today + timedelta(days=2), "", 0,
    )  # fmt: skip
    return max(cards, key=_fullness, default=made)


def _fullness(card: Card) -> tuple[bool, bool, bool]:
    return bool(card.tags), card.expected_close is not None, bool(card.owner)
