"""The fixed parts of a workbook file: styles, relations, content types, and what frames the rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

(
    GENERAL,
    HEADER,
    HEADER_RIGHT,
    TEXT,
    LONG_TEXT,
    QUOTED,
    DATE,
    MONTH,
    INSTANT,
    MONEY,
    QUANTITY,
    PERCENT,
    LINK,
    TIME,
    DURATION,
) = range(15)
"""Indexes of the cell formats in :func:`styles`; ``QUOTED`` keeps a formula-like text a text when it is edited."""

HEAD_STYLE = 'fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1"'


def money_format(digits: int) -> str:
    return "#,##0." + "0" * digits if digits else "#,##0"


def styles(money_digits: int) -> str:
    """The style sheet: one format per constant above, in that order."""
    numbers = [(164, "yyyy-mm-dd"), (165, "yyyy-mm"), (166, "yyyy-mm-dd hh:mm"), (167, money_format(money_digits))]
    numbers += [(168, "#,##0.###"), (169, "0.0%")]
    times = [(170, "hh:mm:ss"), (171, "[h]:mm:ss")]
    num_fmts = "".join(f'<numFmt numFmtId="{i}" formatCode={quoteattr(code)}/>' for i, code in [*numbers, *times])
    left = '<alignment horizontal="left" vertical="top" indent="1"/>'
    top = '<alignment vertical="top"/>'
    wrap = '<alignment horizontal="left" vertical="top" wrapText="1" indent="1"/>'
    cells = [
        _xf(0, top),
        _xf(49, '<alignment horizontal="left" vertical="center" indent="1"/>', HEAD_STYLE),
        _xf(49, '<alignment horizontal="right" vertical="center"/>', HEAD_STYLE),
        _xf(49, left),
        _xf(0, wrap),
        _xf(0, wrap, 'quotePrefix="1"'),
        *(_xf(number, left if number <= 166 else top) for number, _code in numbers),
        _xf(49, left, 'fontId="2" fillId="0" borderId="0" applyFont="1"'),
        *(_xf(number, left) for number, _code in times),
    ]
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(numbers) + len(times)}">{num_fmts}</numFmts>'
        '<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
        '<font><b/><sz val="11"/><color rgb="FF1A2330"/><name val="Calibri"/><family val="2"/></font>'
        '<font><u/><sz val="11"/><color rgb="FF1F5FBF"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
        '<fgColor rgb="FFEEF1F5"/><bgColor indexed="64"/></patternFill></fill></fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/>'
        '<bottom style="thin"><color rgb="FFC9D0D9"/></bottom><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _xf(number: int, alignment: str, extra: str = 'fontId="0" fillId="0" borderId="0"') -> str:
    if "fontId" not in extra:
        extra = f'fontId="0" fillId="0" borderId="0" {extra}'
    return f'<xf numFmtId="{number}" xfId="0" applyNumberFormat="1" applyAlignment="1" {extra}>{alignment}</xf>'


def column_letters(index: int) -> str:
    """0 is ``A``, 26 is ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_start(widths: Sequence[float]) -> str:
    """Everything of a sheet before its first row: frozen header, column widths."""
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width:.1f}" customWidth="1"/>' for i, width in enumerate(widths, 1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def sheet_end(last_column: str, last_row: int, links: Sequence[tuple[str, str]] = ()) -> str:
    """Everything after the last row: filter buttons, printing one page wide, no warnings about phones as texts.

    ``links`` are cells and the places in the workbook that they lead to.
    """
    leading = "".join(f'<hyperlink ref="{ref}" location={quoteattr(place)}/>' for ref, place in links)
    if leading:
        leading = f"<hyperlinks>{leading}</hyperlinks>"
    return (
        f'</sheetData><autoFilter ref="A1:{last_column}{last_row}"/>'
        f"{leading}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
        f'<ignoredErrors><ignoredError sqref="A1:{last_column}{last_row}" numberStoredAsText="1"/></ignoredErrors>'
        "</worksheet>"
    )


def workbook(sheets: Sequence[tuple[str, str, int]]) -> str:
    """``sheets`` are (name, last column, last row); the header row is printed on every page."""
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="rId{i}"/>' for i, (name, _c, _r) in enumerate(sheets, 1)
    )
    names = ""
    for i, (name, column, row) in enumerate(sheets):
        quoted = escape("'" + name.replace("'", "''") + "'")
        names += (
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{i}" hidden="1">'
            f"{quoted}!$A$1:${column}${row}</definedName>"
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{i}">{quoted}!$1:$1</definedName>'
        )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def workbook_relations(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, count + 1)
    )
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{sheets}'
        f'<Relationship Id="rId{count + 1}" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    )


def properties(said: Mapping[str, str]) -> str:
    """What the workbook says of itself beside its sheets: name → text."""
    listed = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{i}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for i, (name, text) in enumerate(said.items(), 2)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006"
    return f'{HEAD}<Properties xmlns="{kind}/custom-properties" xmlns:vt="{kind}/docPropsVTypes">{listed}</Properties>'


def content_types(count: int, *, properties: bool = False) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>'
        for i in range(1, count + 1)
    )
    own = 'PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties'
    extra = f'<Override {own}+xml"/>' if properties else ""
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{extra}</Types>'
    )


def root_relations(*, properties: bool = False) -> str:
    own = f'<Relationship Id="rId2" Type="{RELATIONS}/custom-properties" Target="docProps/custom.xml"/>'
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        f"{own if properties else ''}</Relationships>"
    )
