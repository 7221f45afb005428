"""DOCX: a term list for Word, a heading and a table for each subject field; written only.

A cell names the terms of one language, each with its status in words. The header row is repeated on every page, a row
is never broken, and the East Asian font is set, without which Word shows Chinese in whatever comes first.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from glossary.formats.loss import LossReport
from glossary.formats.term_list import NOT_ALLOWED, Entry, Section, TermList, plain, remarks, term_list
from glossary.languages import base_language, normalise_tag
from glossary.pinyin import pinyin as read_aloud
from glossary.termbase import ALLOWED, Status, Term, Termbase

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FONTS = {"zh-Hans": "SimSun", "zh-Hant": "PMingLiU", "ja": "MS Mincho", "ko": "Batang"}
"""Fonts that Word has on every system, or replaces by one that has the characters."""
_LOCALES = {"zh": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "ja": "ja-JP", "ko": "ko-KR", "en": "en-US"}
_QUIET = '<w:color w:val="595959"/><w:sz w:val="17"/>'
_WIDTH = 9638
"""Between the margins of A4, in twentieths of a point."""
_BORDER = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
_EPOCH = (1980, 1, 1, 0, 0, 0)


def serialize(
    termbase: Termbase, *, source: str | None = None, target: str | None = None, pinyin: bool = False
) -> tuple[bytes, LossReport]:
    """A Word document with a column for each language; the same termbase gives the same bytes.

    Raises TermlockError where a pair of languages is asked for that the termbase does not have.
    """
    from docx import Document

    listed = term_list(termbase, source, target)
    document = Document()
    _set_up(document, listed)
    numbers = listed.numbers()
    document.add_heading(f"Term list: {' – '.join(listed.titles())}" if listed.languages else "Term list", level=0)
    document.add_paragraph(_legend(listed))
    for section in listed.sections:
        if section.title:
            document.add_heading(plain(section.title), level=1)
        _add_table(document, section, listed, numbers, pinyin=pinyin)
    buffer = io.BytesIO()
    document.save(buffer)
    return _timeless(buffer.getvalue()), LossReport(losses=listed.losses)


def _set_up(document: Document, listed: TermList) -> None:
    """Paper, fonts and properties."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(20)
    asian = next((_FONTS.get(_script(tag)) for tag in listed.languages if _script(tag) in _FONTS), "SimSun")
    for name in ("Normal", "Title", "Heading 1"):
        font: Any = document.styles[name].font
        font.name = "Calibri"
        fonts = font.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), asian)
    document.styles["Normal"].font.size = Pt(10.5)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = "Term list", "termlock", ""
    properties.created = properties.modified = datetime(2000, 1, 1)
    _number_pages(page.footer.paragraphs[0])


def _number_pages(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {_NAMESPACE} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def _legend(listed: TermList) -> str:
    count = sum(1 for _ in listed.entries())
    return (
        f"{count:,} {'concept' if count == 1 else 'concepts'}. Bold: preferred. "
        "Struck through: not to be used. Other terms have their status beside them."
    )


def _add_table(document: Document, section: Section, listed: TermList, numbers: dict[str, int], *, pinyin: bool) -> None:
    """The table as XML in one go: adding cells one by one takes time in proportion to the square of their number."""
    from docx.oxml import parse_xml

    width = _WIDTH // max(1, len(listed.languages))
    grid = f'<w:gridCol w:w="{width}"/>' * len(listed.languages)
    borders = "".join(map(_BORDER.format, ("top", "bottom", "insideH")))
    head = "".join(_cell([_paragraph(_run(title, bold=True))], width, shade=True) for title in listed.titles())
    rows = "".join(_row(entry, listed, numbers, width, pinyin=pinyin) for entry in section.entries)
    table = (
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )
    body: Any = document.element.body
    body.insert(len(body) - 1, parse_xml(table))  # before the properties of the section
    document.add_paragraph()  # two tables without anything between them would be one


def _row(entry: Entry, listed: TermList, numbers: dict[str, int], width: int, *, pinyin: bool) -> str:
    cells = []
    last = len(listed.languages) - 1
    for place, column in enumerate(entry.columns):
        paragraphs = [_paragraph(run) for term in column for run in _term(term, entry.note_of(term), pinyin=pinyin)] or [_paragraph(_run("—"))]
        if not place:
            paragraphs[0] = paragraphs[0].replace("</w:pPr>", f"</w:pPr>{_run(f'{entry.number}. ', quiet=True)}", 1)
        if place == last:
            paragraphs += [_paragraph(_run(text, quiet=True)) for text in _notes(entry, numbers)]
        cells.append(_cell(paragraphs, width))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _term(term: Term, noted: str, *, pinyin: bool) -> Iterator[str]:
    """The runs of each paragraph that a term takes."""
    forbidden = term.status in NOT_ALLOWED
    runs = _run(term.text, language=term.language, bold=term.status is Status.PREFERRED, struck=forbidden)
    if said := [each for each in (*remarks(term), noted) if each]:
        runs += _run(f" ({'; '.join(said)})", quiet=True)
    yield runs
    if pinyin and base_language(term.language) == "zh" and term.status in ALLOWED:
        yield _run(read_aloud(term.text, term.language), quiet=True)


def _notes(entry: Entry, numbers: dict[str, int]) -> Iterator[str]:
    concept = entry.concept
    yield from entry.texts
    if concept.cross_references:
        yield f"See {', '.join(str(numbers.get(each, each)) for each in concept.cross_references)}"
    for source, url, terms in entry.sources:
        name = f"{source} ({url})" if source and url else source or url
        yield f"{', '.join(terms)}: {name}" if terms else name


def _cell(paragraphs: list[str], width: int, *, shade: bool = False) -> str:
    shading = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>{"".join(paragraphs)}</w:tc>'


def _paragraph(runs: str) -> str:
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>{runs}</w:p>'


def _run(text: str, *, language: str = "en", bold: bool = False, struck: bool = False, quiet: bool = False) -> str:
    """Text of one kind. A font is named where the language's is another than that of the document."""
    script = _script(language)
    fonts = f'<w:rFonts w:hint="eastAsia" w:eastAsia="{_FONTS[script]}"/>' if script in _FONTS else ""
    locale = _LOCALES.get(script, script)
    attribute = "eastAsia" if script in _FONTS else "val"
    properties = fonts + "<w:b/>" * bold + "<w:strike/>" * struck + _QUIET * quiet + f'<w:lang w:{attribute}={quoteattr(plain(locale))}/>'
    lead, trail = " " * text.startswith(" "), " " * text.endswith(" ")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{lead}{escape(plain(text))}{trail}</w:t></w:r>'


def _script(tag: str) -> str:
    """A tag as `_FONTS` has it: Chinese by script, other languages alone."""
    tag = normalise_tag(tag)
    return "zh-Hant" if tag == "zh-Hant" else "zh-Hans" if base_language(tag) == "zh" else base_language(tag)


def _timeless(data: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, _EPOCH), old.read(part), compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
