"""The words of a follow-up in the grid, broken into the lines of its cell."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from crm_desktop.services.followups import FollowUp


@dataclass(frozen=True, slots=True)
class Line:
    """One line; what is still too long for it is cut when it is painted. ``quiet``: what is to be done."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class ChipText:
    """Who and what, each in as many lines as it needs; ``joined`` is both in one line."""

    joined: str
    names: tuple[str, ...]
    tasks: tuple[str, ...] = ()
    """Each entry of ``names`` and ``tasks`` is the text from that line on to the end."""

    @property
    def count(self) -> int:
        """Lines that show everything."""
        return len(self.names) + len(self.tasks)

    def lines(self, count: int) -> tuple[Line, ...]:
        """At most ``count`` lines: of the name all but one of them, the last of name and task hold their rest."""
        if count < 2:
            return (Line(self.joined if self.tasks else self.names[0]),)
        names = min(len(self.names), max(1, count - (1 if self.tasks else 0)))
        tasks = min(len(self.tasks), count - names)
        return (
            *(Line(text) for text in _until(self.names, names)),
            *(Line(text, quiet=True) for text in _until(self.tasks, tasks)),
        )


def _until(rests: tuple[str, ...], count: int) -> list[str]:
    """The first ``count`` lines, the last one with everything that follows."""
    shown = [rest[: len(rest) - len(after)].rstrip() for rest, after in zip(rests, rests[1:], strict=False)]
    return [*shown[: count - 1], rests[count - 1]] if count else []


def broken(text: str, font: QFont, width: float) -> tuple[str, ...]:
    """``text`` from the start of each of its lines on; breaks between words only (Chinese: between characters)."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")
    rests = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        rests.append(units[2 * line.textStart() :].decode("utf-16-le"))
        line = layout.createLine()
    layout.endLayout()
    return tuple(rests) or (text,)


def lines_of(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines of ``width``, the last one with the rest."""
    rests = broken(text, font, width)
    return tuple(_until(rests, min(len(rests), most)))


def month_text(follow_up: FollowUp, font: QFont, width: float) -> ChipText:
    """Who and what in one line where they fit, else one below the other."""
    if not follow_up.customer:
        return ChipText(follow_up.subject, broken(follow_up.subject, font, width))
    joined = f"{follow_up.customer} {follow_up.subject}"
    if QFontMetrics(font).horizontalAdvance(joined) <= width:
        return ChipText(joined, (joined,))
    return ChipText(joined, broken(follow_up.customer, font, width), broken(follow_up.subject, font, width))
