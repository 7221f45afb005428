"""What the headers of a term table mean, in the words that people use for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossary.languages import HAN, is_tag, normalise_tag

# ISO 639-1, and the three-letter codes that Chinese and English term lists use. Not every two or three letters are a
# language: `no` and `pos` head columns of other things, and `id` mostly does.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
    "mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl "
    "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo "
    "za zh zu ckb cmn deu din eng fra fuv hau ita jpn kor kmr mya nus pbt por prs rus spa swc swa tam tel tgl uig "
    "vie yue zho chi"
)
_LANGUAGES = frozenset(_CODES.split())

_LANGUAGE_NAMES = {
    "chinese": "zh", "mandarin": "zh", "中文": "zh", "汉语": "zh", "漢語": "zh", "华语": "zh", "中国語": "zh",
    "simplified chinese": "zh-Hans", "chinese simplified": "zh-Hans", "chinese (simplified)": "zh-Hans",
    "简体中文": "zh-Hans", "简体": "zh-Hans", "中文（简体）": "zh-Hans", "中文(简体)": "zh-Hans", "简中": "zh-Hans",
    "traditional chinese": "zh-Hant", "chinese traditional": "zh-Hant", "chinese (traditional)": "zh-Hant",
    "繁體中文": "zh-Hant", "繁体中文": "zh-Hant", "繁體": "zh-Hant", "繁体": "zh-Hant", "正體中文": "zh-Hant",
    "中文（繁體）": "zh-Hant", "中文(繁體)": "zh-Hant", "繁中": "zh-Hant",
    "english": "en", "英文": "en", "英语": "en", "英語": "en",
    "british english": "en-GB", "american english": "en-US", "french": "fr", "法文": "fr", "法语": "fr", "法語": "fr",
    "german": "de", "德文": "de", "德语": "de", "spanish": "es", "西班牙语": "es", "russian": "ru", "俄文": "ru",
    "俄语": "ru", "japanese": "ja", "日文": "ja", "日语": "ja", "korean": "ko", "韩文": "ko", "arabic": "ar", "阿拉伯语": "ar",
    "portuguese": "pt", "italian": "it",
}  # fmt: skip

FIELDS = (
    "concept", "status", "part_of_speech", "type", "subject_field", "definition", "context", "note", "source",
    "source_url", "case", "match", "inflect", "do_not_translate", "not_near", "near", "in_subject_fields", "in_quotes", "valid_from",
    "valid_until",
    "concept_note", "cross_references",
)  # fmt: skip
"""The columns of the plain table beside those of the languages, in the order in which they are written."""

_SYNONYMS = {
    "concept": "concept_id conceptid id entry entry_id entryid term_id string_id stringid key 概念 编号 編號 概念编号 序号 条目",
    "status": "term_status termstatus administrative_status usage_status usage 状态 狀態 术语状态 用法",
    "part_of_speech": "pos word_class 词性 詞性 词类",
    "type": "term_type termtype 类型 類型 术语类型",
    "subject_field": "subject domain field subjectfield topic category 领域 領域 学科 主题 类别 分类 專業領域",
    "definition": "description def 定义 定義 释义 解释 说明 說明",
    "context": "example usage_example context_example 例句 语境 上下文 示例",
    "note": "notes comment comments remark remarks 备注 備註 注释 註釋 附注",
    "source": "reference ref origin source_of_term 来源 來源 出处 出處",
    "source_url": "url link source_link reference_url 网址 網址 链接 来源网址",
    "case": "case_sensitive case_rule case_sensitivity 大小写",
    "match": "match_rule match_type 匹配 匹配方式",
    "inflect": "inflection inflected 词形变化",
    "do_not_translate": "dnt do_not_translate? non_translatable 不翻译 不译",
    "not_near": "negative_context negative_contexts 不相邻 排除语境",
    "near": "condition conditions 相邻 条件",
    "in_subject_fields": "only_in_subject_fields subject_field_condition 限定领域 限定領域",
    "in_quotes": "only_in_quotes 仅在引号内 僅在引號內",
    "valid_from": "from_date start_date 生效日期",
    "valid_until": "valid_to until_date end_date 失效日期",
    "concept_note": "entry_note 概念备注",
    "cross_references": "cross_reference see see_also related 参见 参照",
    # Tables of one pair, whose languages stand elsewhere: in two more columns, or in --from and --to.
    "source_term": "sourcestring source_string sourceterm src source_text original 原文 源语 源文",
    "target_term": "targetstring target_string targetterm tgt target target_text translation 译文 譯文 译名 目标语",
    "source_language": "sourcelang source_lang src_lang sourcelanguage 源语言",
    "target_language": "targetlang target_lang tgt_lang tgt_lng targetlanguage 目标语言",
    # Tables with a row for each term.
    "term": "term_text 术语 術語 词条 詞條",
    "language": "lang locale 语言 語言 语种",
}
_FIELD_OF = {name: field for field, synonyms in _SYNONYMS.items() for name in (field, *synonyms.split())}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column of a table holds: the terms of a language, a field, or neither."""

    index: int
    name: str
    """The header as it stands in the file."""
    language: str = ""
    """The normalised tag of a language column."""
    field: str = ""
    """A name of `FIELDS`, or one of ``source_term``, ``target_term``, ``source_language``, ``target_language``,
    ``term``, ``language``."""


def language_of(header: str) -> str:
    """The normalised tag that a header or a cell names (``zh_CN``, ``Chinese``, ``简体中文``), or an empty string."""
    text = " ".join(header.split()).strip()
    if named := _LANGUAGE_NAMES.get(text.casefold()):
        return named
    if is_tag(text) and re.split("[-_]", text)[0].lower() in _LANGUAGES:
        return normalise_tag(text)
    return ""


def column_of(tag: str) -> str:
    """The header under which termlock writes a language, by which it is read again; empty where another column has that name."""
    if normalise_tag(tag) == "id":
        return "id"  # Indonesian beside a column `concept`
    return "" if _field_of(tag) or not is_tag(tag) else language_of(tag) or normalise_tag(tag)


def _field_of(header: str) -> str:
    return _FIELD_OF.get(re.sub(r"[\s\-]+", "_", header.strip()).casefold(), "")


def columns_of(header: list[str]) -> tuple[Column, ...]:
    """What each cell of a header means.

    A ``source`` column holds terms if a ``target`` stands beside it and no language has a column of its own. Between the
    columns ``concept`` and ``status``, where termlock writes those of languages, every tag is one.
    """
    columns = []
    names = [cell.strip() for cell in header]
    ours = range(names.index("concept"), names.index("status")) if {"concept", "status"} <= {*names} else range(0)
    for index, cell in enumerate(names):
        field = _field_of(cell)
        language = "" if field else language_of(cell) or (column_of(cell) if index in ours else "")
        columns.append(Column(index=index, name=cell, language=language, field=field))
    return tuple(_settled(column, columns) for column in columns)


def _settled(column: Column, columns: Sequence[Column]) -> Column:
    """A column whose header means different things beside different others."""
    fields = {each.field for each in columns}
    languages = {each.language.split("-")[0] for each in columns} - {""}
    if column.field == "term" and "language" not in fields:
        # `术语,英文`: a term of the language that no other column has; `term,status`: of the language that the caller says.
        language = "zh" if HAN.search(column.name) else "en"
        if not languages:
            return replace(column, field="source_term")
        return replace(column, field="", language="" if language in languages else language)
    if (
        column.name.casefold() == "source"
        and "target_term" in fields
        and not languages
        and not {"source_term", "term"} & fields
    ):
        return replace(column, field="source_term")  # `source,target`; not `术语,译文,出处`, where it says who says so
    if column.name == "id" and any(each.field == "concept" and each.name != "id" for each in columns):
        return replace(column, field="", language="id")  # Indonesian
    if column.field == "target_term" and languages:
        return replace(column, field="")
    return column


def has_terms(columns: tuple[Column, ...]) -> bool:
    """Whether a header has a column in which terms can stand."""
    fields = {column.field for column in columns}
    return any(column.language for column in columns) or "source_term" in fields or {"term", "language"} <= fields
