"""Workbooks to fill in by hand and import: a column a field, lists to choose from, notes beside every cell."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from crm_desktop.core.entities import EntitySpec, FieldSpec
from crm_desktop.core.i18n import N_, Text, render
from crm_desktop.services.exporting import xlsx_parts as parts
from crm_desktop.services.exporting.entities import ExportResult, file_kind, spec_of, unsupported
from crm_desktop.services.exporting.files import replacing
from crm_desktop.services.exporting.records import NO, YES
from crm_desktop.services.exporting.template_notes import note
from crm_desktop.services.exporting.xlsx_writer import sheet_name, text_width

if TYPE_CHECKING:
    from crm_desktop.services.context import Services

ROWS = 2_000
"""Rows under the header that have lists and notes."""

NOTES, LISTS = N_("template", "How to fill it in"), N_("template", "Lists")
_HEADS = (
    N_("template", "This column"),
    N_("template", "Must be there"),
    N_("template", "What goes in"),
    N_("template", "For example"),
)
_NAMES_OF = {"owner": "staff", "staff": "staff"}
_LONGEST_NOTE = 250
_STYLES = {"date": parts.DATE, "money": parts.MONEY, "longtext": parts.LONG_TEXT, "number": parts.GENERAL}


@dataclass(frozen=True, slots=True)
class _Column:
    label: str
    required: bool
    how: str
    example: str
    style: int
    choices: tuple[str, ...] = ()
    strict: bool = False


def write_template(services: Services, name: str, path: Path) -> ExportResult:
    """Write an empty workbook for the records of entity ``name``, in the language in force; ``rows`` is its columns.

    Raises :class:`UserError` ``not_found`` (entity or folder), ``unsupported`` (not .xlsx), ``disk_full``,
    ``read_only`` or ``denied``.
    """
    spec = spec_of(services, name)
    if file_kind(path) != "xlsx":
        raise unsupported(path)
    columns = _columns(services, spec)
    title = sheet_name(render(spec.plural), ())
    notes = sheet_name(render(NOTES), (title,))
    lists = sheet_name(render(LISTS), (title, notes))
    with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", _form(columns, lists))
        archive.writestr("xl/worksheets/sheet2.xml", _explained(columns))
        archive.writestr("xl/worksheets/sheet3.xml", _listed(columns))
        archive.writestr("xl/styles.xml", parts.styles(2))
        archive.writestr("xl/workbook.xml", _workbook((title, notes, lists)))
        archive.writestr("xl/_rels/workbook.xml.rels", parts.workbook_relations(3))
        archive.writestr("_rels/.rels", parts.root_relations())
        archive.writestr("[Content_Types].xml", parts.content_types(3))
    return ExportResult(len(columns), path)


def _columns(services: Services, spec: EntitySpec) -> list[_Column]:
    columns = []
    for field in spec.fields:
        if field.read_only:
            continue
        choices = _choices(services, field)
        how, example = note(spec.name, field, listed=bool(choices))
        strict = field.type in ("choice", "bool")
        shown = choices[0] if strict and choices else _text(example)
        style = parts.TEXT if field.lunar else _STYLES.get(field.type, parts.TEXT)
        columns.append(_Column(render(field.label), field.required, _text(how), shown, style, choices, strict))
    return columns


def _text(text: Text | str) -> str:
    return text if isinstance(text, str) else render(text)


def _choices(services: Services, field: FieldSpec) -> tuple[str, ...]:
    """What a cell may hold, in words: a choice's labels, the names of staff, the values in use."""
    if field.type == "bool":
        return render(YES), render(NO)
    if field.choice_list == "pipeline":
        return tuple(pipeline.name for pipeline in services.pipelines.all())
    if field.choice_list == "stage":
        return tuple(dict.fromkeys(stage.name for stage in services.pipelines.stages()))
    if field.choice_list:
        entries = (*services.choices.entries(field.choice_list), *field.choices)
        return tuple(render(choice.label) for choice in entries)
    if field.choices:
        return tuple(render(choice.label) for choice in field.choices)
    if field.name in _NAMES_OF:
        return tuple(services.staff.names().values())
    if field.name == "method":
        return tuple(services.orders.suggestions("method"))
    return ()


def _form(columns: Sequence[_Column], lists: str) -> str:
    widths = [min(max(text_width(column.label) + 6.0, 14.0), 30.0) for column in columns]
    cols = "".join(
        f'<col min="{i}" max="{i}" width="{width:.1f}" style="{column.style}" customWidth="1"/>'
        for i, (column, width) in enumerate(zip(columns, widths, strict=True), 1)
    )
    heads = "".join(
        _cell(f"{parts.column_letters(i)}1", column.label + ("*" if column.required else ""), parts.HEADER)
        for i, column in enumerate(columns)
    )
    rules = "".join(_rule(i, column, lists) for i, column in enumerate(columns))
    last = parts.column_letters(len(columns) - 1)
    return (
        f'{parts.HEAD}<worksheet xmlns="{parts.MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{cols}</cols><sheetData>'
        f'<row r="1" ht="20" customHeight="1">{heads}</row></sheetData><autoFilter ref="A1:{last}1"/>'
        f'<dataValidations count="{len(columns)}">{rules}</dataValidations>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f'<ignoredErrors><ignoredError sqref="A2:{last}{ROWS}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _rule(index: int, column: _Column, lists: str) -> str:
    """The note that a cell shows when it is chosen, and its list; words of choices are warned of, others go."""
    letter = parts.column_letters(index)
    said = column.how if not column.example or column.strict else f"{column.how} ({column.example})"
    note = f' showInputMessage="1" promptTitle={quoteattr(column.label[:30])} prompt={quoteattr(said[:_LONGEST_NOTE])}'
    area = f'sqref="{letter}2:{letter}{ROWS}"'
    if not column.choices:
        return f'<dataValidation allowBlank="1"{note} {area}/>'
    kind = ' errorStyle="warning" showErrorMessage="1"' if column.strict else ""
    quoted = escape("'" + lists.replace("'", "''") + "'")
    source = f"{quoted}!${letter}$1:${letter}${len(column.choices)}"
    return (
        f'<dataValidation type="list" allowBlank="1"{kind}{note} {area}><formula1>{source}</formula1></dataValidation>'
    )


def _explained(columns: Sequence[_Column]) -> str:
    rows = [[render(head) for head in _HEADS]]
    rows += [[c.label, render(YES) if c.required else "", c.how, c.example] for c in columns]
    return _sheet(rows, (22.0, 14.0, 70.0, 26.0), heads=True)


def _listed(columns: Sequence[_Column]) -> str:
    height = max((len(column.choices) for column in columns), default=0)
    rows = [[c.choices[at] if at < len(c.choices) else "" for c in columns] for at in range(height)]
    return _sheet(rows, [18.0] * len(columns), heads=False)


def _sheet(rows: Sequence[Sequence[str]], widths: Sequence[float], *, heads: bool) -> str:
    cols = "".join(
        f'<col min="{i}" max="{i}" width="{width:.1f}" customWidth="1"/>' for i, width in enumerate(widths, 1)
    )
    lines = "".join(
        f'<row r="{number}">'
        + "".join(
            _cell(
                f"{parts.column_letters(i)}{number}", text, parts.HEADER if heads and number == 1 else parts.LONG_TEXT
            )
            for i, text in enumerate(row)
            if text
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return (
        f'{parts.HEAD}<worksheet xmlns="{parts.MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{cols}</cols><sheetData>{lines}</sheetData>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _cell(ref: str, text: str, style: int) -> str:
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _workbook(names: Sequence[str]) -> str:
    """The lists are hidden; the header row is printed on every page."""
    hidden = ' state="hidden"'
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}"{hidden if i == len(names) else ""} r:id="rId{i}"/>'
        for i, name in enumerate(names, 1)
    )
    first = escape("'" + names[0].replace("'", "''") + "'")
    return (
        f'{parts.HEAD}<workbook xmlns="{parts.MAIN}" xmlns:r="{parts.RELATIONS}"><bookViews><workbookView/></bookViews>'
        f'<sheets>{sheets}</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
        f"{first}!$1:$1</definedName></definedNames></workbook>"
    )
