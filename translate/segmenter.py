"""Sentences: ``split`` cuts a text into pieces that join back to it, byte for byte.

A piece ends behind the white space that follows its sentence. Rules, not a model: policy prose is regular, and a cut too few
costs less than a cut inside a quotation. Nothing is cut inside brackets or quotation marks that close within reach.
"""

from __future__ import annotations

import bisect
import re

from glossary.languages import HAN, base_language

REACH = 300
"""How far apart the two marks of a pair may stand and still keep what is between them together."""
LONG = 150
"""Chinese sentences over this many characters are cut at semicolons; models lose terms in long inputs."""
_AHEAD = 100
"""How many characters behind an ender are looked at."""
VERY_LONG = 400
"""Chinese sentences over this many characters that have no semicolon are cut at commas, as a last resort."""

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "[": "]", "\u3014": "\u3015"}
_CLOSERS = "”’」』）)》〉】]\u3015\"'»"
_CLOSING = f"[{re.escape(_CLOSERS)}]*"
_BRACKETS = "）)】]\u3015"
_OPENERS = "“‘「『（(《〈【[\u3014\"'«*_"
_NOTE = r"(?:\[\^[^\]\s]+\])*"

_CHINESE_END = re.compile(rf"(?:[。！？｡!?]+|…{{2,}}){_CLOSING}{_NOTE}")
_GOES_ON_AFTER_DOTS = "，、；：,;:。！？都也就等均皆是的地得不才仍还还還）"
_GOES_ON_AFTER_QUOTE = re.compile(
    r"[，、；：,;:。！？—…）)》」』”’]|[的地得等之是为為和与與及或成在]|[这這][一种種个個些样樣句]"
    r"|[^，。！？；：\s]{0,10}?(?:说|說|道|问|問|答|指出|表示|强调|強調|认为|認為|写道|寫道|称|稱|喊|提出)[，。：；！？]"
)
_INTRODUCES_QUOTE = "：:，,。！？；—\n"

_STOP_AT_END = re.compile(rf"(?<=[^\s.。])[.。,，](?=[{re.escape(_CLOSERS)}*_]*\Z)")
_NOTES_AT_END = re.compile(r"(?:\[\^?\w+\]|[①-⑳⁰-⁹¹²³])+\Z")
_OPEN_END = re.compile(r"[\w%％‰]\Z")  # noqa: RUF001
_SEMICOLON_BEFORE_LAST = re.compile(r"; (?:and|or)\Z")
_NO_MARK_AT_END = re.compile(r"(?:[^\W_]|[%％‰])[）)]?[*_]*\Z")  # noqa: RUF001
_JOINED_AT_END = re.compile(r"(?P<mark>[；，,;])(?:以?及|和|或者?|[与與并並])\Z")
_ADDRESS_AT_END = re.compile(r"[/@]\S*\Z")
_ASCII, _FULL_WIDTH = str.maketrans("。；：？！", ".;:?!"), str.maketrans(".;:?!", "。；：？！")
_ENGLISH_END = re.compile(rf"(?:[.!?]+|…+|[。！？]+){_CLOSING}{_NOTE}")
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE_NUMBER = _words(
    "no nos fig figs eq eqs vol vols art arts sec secs sect ch chap cap para paras p pp cl reg ref app tab pt"
)
"""Abbreviations that end no sentence where a number follows."""
_NEVER_LAST = _words(
    "mr mrs ms messrs dr prof gen sen rep gov lt col capt sgt rev hon pres mt ft vs v e.g i.e eg ie cf viz approx ca"
)
"""Abbreviations that end no sentence, whatever follows."""
_NO_OTHER_WORD = _words("inc ltd co corp bros llc plc jr sr st ave rd blvd dept univ assn est etc al")
_SELDOM_LAST = _NO_OTHER_WORD | _words(
    "a.m p.m am pm ph.d d.c b.c a.d jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"
)
"""Abbreviations that end a sentence only where a word follows that is common at the start of one."""
_END_IN_STOP = _NO_OTHER_WORD | _words("nos vol")
"""Abbreviations that a heading may end with: no words of their own, as sun and art are."""
_ABBREVIATIONS = _BEFORE_NUMBER | _NEVER_LAST - {"v", "e"} | _SELDOM_LAST - {"sun", "sat"} | _words("tel qty max min avg prof")
"""Those that end a source which may be no sentence."""
_SHORT = 12
"""A source of one word and fewer characters is none."""
_STARTERS = _words(
    "the a an this that these those it its he she they we i you his her their our my in on at as by for from of to with "
    "after before during since under over while when where what who why how if although though because however but and so "
    "yet or nor thus therefore meanwhile moreover furthermore then there here now some many most all both each no not one "
    "another other such according between among through despite given last next"
)
_LIST_NUMBER = re.compile(
    r"[\s(\[]*(?:(?:Part|Chapter|Section|Article|Chart|Figure|Table|Annex|Appendix)\s)?(?:\d{1,3}(?:\.\d+)*|[A-Za-z]|[ivxIVX]{1,5})\."
)
"""A label before what it numbers."""
_LINES = re.compile(r"\s*\n\s*")
_PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*(?=(?:Sources?|Notes?|Remarks?)\s?:\s)")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_NEXT_WORD = re.compile(rf"[\s{re.escape(_OPENERS)}]*([^\W\d_]+)?")


def split(text: str, language: str) -> list[str]:
    """A text in the language of a tag -> its sentences, white space behind each included; joined they are the text.

    A blank line always ends a piece; in Chinese and Japanese every line does, elsewhere one before "Source:" or "Note:". No piece is empty.
    """
    wide = base_language(language) in {"zh", "ja"}
    pieces: list[str] = []
    for part in _split_after(text, _LINES if wide else _PARAGRAPHS):
        if wide and HAN.search(part):
            for sentence in _cut(part, _chinese_ends(part)):
                pieces += _shorten(sentence)
        else:
            pieces += _cut(part, _english_ends(part))
    return pieces


def _split_after(text: str, pattern: re.Pattern[str]) -> list[str]:
    indent = len(text) - len(text.lstrip())
    return _cut(text, [match.end() for match in pattern.finditer(text) if match.start() >= indent])


def _cut(text: str, ends: list[int]) -> list[str]:
    """The text cut behind each end and the white space after it."""
    pieces: list[str] = []
    position = 0
    for end in ends:
        stop = end
        while stop < len(text) and text[stop].isspace():
            stop += 1
        if stop > position:
            pieces.append(text[position:stop])
            position = stop
    if position < len(text):
        pieces.append(text[position:])
    return pieces


def pairs(text: str) -> list[tuple[int, int]]:
    """The brackets and quotation marks that belong together: offsets of the opening and the closing one, by the opening."""
    found: list[tuple[int, int]] = []
    stack: list[int] = []
    for index, character in enumerate(text):
        if len(stack) > 16:  # more than anybody nests: they are strays
            del stack[:8]
        if character in _PAIRS:
            stack.append(index)
        elif character == '"':
            opening = next((start for start in reversed(stack[-8:]) if text[start] == '"'), None)
            if opening is None or index - opening > REACH:
                stack.append(index)
            else:
                found.append((opening, index))
                del stack[stack.index(opening) :]
        elif character in _CLOSERS:
            if character == "’" and _is_apostrophe(text, index):
                continue
            opening = next((start for start in reversed(stack[-8:]) if _PAIRS.get(text[start]) == character), None)
            if opening is not None:
                del stack[stack.index(opening) :]
                if index - opening <= REACH:
                    found.append((opening, index))
    return sorted(found)


def _is_apostrophe(text: str, index: int) -> bool:
    return 0 < index < len(text) - 1 and text[index - 1].isalpha() and text[index + 1].isalpha() and text[index - 1] < "\u0250"


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a cut at this position would separate the two marks of a pair; only the pairs that begin within reach count."""
    first = bisect.bisect_left(spans, (position - REACH - 1,))
    last = bisect.bisect_left(spans, (position,))
    return any(position <= end for _, end in spans[first:last])


def _chinese_ends(text: str) -> list[int]:
    spans = pairs(text)
    closing = {end: start for start, end in spans}
    ends = []
    for match in _CHINESE_END.finditer(text):
        end = match.end()
        if _inside(end, spans):
            continue
        rest = text[end : end + _AHEAD]
        mark = match.group()
        if mark[0] in "!?" and rest[:1].isascii() and rest[:1].isalnum():  # a URL's query, Yahoo!7
            continue
        if mark[0] == "…" and rest[:1] and rest[0] in _GOES_ON_AFTER_DOTS:
            continue
        last = max((index for index in range(match.start(), end) if index in closing), default=None)
        if last is not None and rest.strip() and not _ends_with_pair(text, closing[last], last, rest, mark):
            continue
        ends.append(end)
    return ends


def _ends_with_pair(text: str, opening: int, closing: int, rest: str, mark: str) -> bool:
    """Whether a sentence is over where the ender stands before a closing mark: 他说：“走。”大家走了 but not “走！”的口号."""
    if text[closing] in "》〉":
        return False
    before = text[max(0, opening - 8) : opening].rstrip(" \u3000")
    if before and before[-1] not in _INTRODUCES_QUOTE and mark[0] != "。":
        return False
    if before and text[closing] in _BRACKETS and before[-1] not in "。！？”\n":
        return False
    return not _GOES_ON_AFTER_QUOTE.match(rest.lstrip(" "))


def _shorten(sentence: str) -> list[str]:
    """A Chinese sentence cut where it is too long: at semicolons, and only if that leaves a giant at commas."""
    if len(sentence) <= LONG:
        return [sentence]
    spans = pairs(sentence)
    ends = [index + 1 for index, character in enumerate(sentence) if character in "；;" and not _inside(index + 1, spans)]
    shorter: list[str] = []
    for part in _pack(sentence, ends, LONG):
        if len(part) <= VERY_LONG:
            shorter.append(part)
            continue
        spans = pairs(part)
        commas = [index + 1 for index, mark in enumerate(part) if mark in "，," and not _inside(index + 1, spans)]
        shorter += _cut(part, _even(commas, len(part)))
    return shorter


def _even(ends: list[int], length: int) -> list[int]:
    """Those of the ends that cut a text of this length into parts nearly alike, each safely shorter than the bound."""
    parts = length // (VERY_LONG * 3 // 4) + 1
    return sorted({min(ends, key=lambda end: abs(end - length * part / parts)) for part in range(1, parts)}) if ends else []


def _pack(text: str, ends: list[int], size: int) -> list[str]:
    """The text cut at some of the ends, so that the pieces are as near to the size as can be without going over it."""
    chosen: list[int] = []
    start = 0
    for end, following in zip(ends, [*ends[1:], len(text)], strict=False):
        if following - start > size:
            chosen.append(end)
            start = end
    return _cut(text, chosen)


def _english_ends(text: str) -> list[int]:
    spans = pairs(text)
    ends = []
    start = 0
    for match in _ENGLISH_END.finditer(text):
        end = match.end()
        rest = text[end : end + _AHEAD]
        if match.group()[0] not in "。！？":
            if rest and not rest[0].isspace():
                continue
            if not _starts_sentence(rest) or _is_abbreviation(text, start, match, rest):
                continue
        if _inside(end, spans):
            continue
        ends.append(end)
        start = end
    return ends


def _starts_sentence(rest: str) -> bool:
    word = rest.lstrip().lstrip(_OPENERS)
    return not word or not (word[0].islower() or word[0] in ",;:")


def _is_abbreviation(text: str, start: int, match: re.Match[str], rest: str) -> bool:
    """Whether the full stop only shortens a word: U.S. Treasury, No. 5, J. Smith, 1. Introduction."""
    if match.group()[:1] != "." or match.group().startswith(".."):
        return False
    if _LIST_NUMBER.fullmatch(text, start, match.start() + 1):
        return True
    found = _LAST_WORD.search(text, max(start, match.start() - 20), match.start())
    if found is None or not rest.strip():
        return False
    word = found.group().lower()
    if word in _NEVER_LAST:
        return True
    after = _NEXT_WORD.match(rest)
    following = (after.group(1) or "").lower() if after else ""
    if word in _BEFORE_NUMBER:
        return not following or re.fullmatch("[ivxlc]+|[a-z]", following) is not None
    initials = re.fullmatch(r"[^\W\d_](?:\.[^\W\d_])*", word) is not None
    return (initials or word in _SELDOM_LAST) and following not in _STARTERS


def other_ending(source: str, target: str, language: str, kind: str = "paragraph") -> tuple[int, int, str] | None:
    """Where the end of a target is not marked as its source's is, and the mark that belongs there; None where it is right.

    A full stop or a comma is nothing where the source, a heading or a cell, ends without a mark, and a semicolon or a colon
    where that ends with one; what ends without any mark gets that of the source, but no full stop where that is a cell, a heading or one
    short word (No.). A semicolon is none in the middle of an English
    paragraph, since the next sentence has a capital: only an item ends with one. The stop of an abbreviation (Ltd., No.) stays,
    and is none of a sentence. ``target`` may have emphasis around it, ``language`` is its tag, ``kind`` that of the segment.
    """
    wanted = _last_mark(source)
    chinese = base_language(language) == "zh"
    if wanted is None or (wanted == ";" and kind != "item" and not chinese):
        return None
    mark = wanted.translate(_FULL_WIDTH) if chinese else wanted
    found = _STOP_AT_END.search(target)
    if found is None:
        bare = wanted and _NO_MARK_AT_END.search(target) and not _ADDRESS_AT_END.search(target)
        if wanted == ";" and (joined := _JOINED_AT_END.search(target)):
            return None if joined["mark"] == mark else (joined.start(), joined.end("mark"), mark)
        short = wanted == "." and (kind in {"cell", "heading"} or (source.endswith(".") and " " not in source and len(source) < _SHORT))
        closed = source.endswith(tuple(_BRACKETS)) and target.endswith(tuple(_BRACKETS))  # the mark stands inside
        return (len(target), len(target), mark) if bare and not short and not closed else None
    if wanted not in {"", ";", ":"} or (found[0] == "." and _cut_short(target[: found.start()], _END_IN_STOP)):
        return None
    return found.start(), found.end(), mark


def _last_mark(source: str) -> str | None:
    """The mark that a source ends with, in ASCII; empty where there is none, None where it is another one."""
    ends = _NOTES_AT_END.sub("", source).rstrip(_CLOSERS)
    last = _SEMICOLON_BEFORE_LAST.search(ends)
    if _OPEN_END.search(ends) and not last:
        return ""
    mark = ";" if last else ends[-1:].translate(_ASCII)
    if mark == "." and (ends.endswith("..") or (ends.endswith(".") and _cut_short(ends[:-1], _ABBREVIATIONS))):
        return None
    return mark if mark and mark in ".;:?!" else None


def _cut_short(text: str, abbreviations: frozenset[str]) -> bool:
    """Whether a stop behind a text may be that of an abbreviation."""
    last = text.rsplit(maxsplit=1)[-1:]
    word = last[0].lstrip(_OPENERS).lower() if last else ""
    return word in abbreviations or (word == "no" and text.strip() == last[0]) or re.fullmatch(r"[a-z](?:\.[a-z])+", word) is not None
