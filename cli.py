"""The command line: arguments -> one library call -> what is shown, and the exit code.

Exit codes: 0 clean; 1 issues at or above ``--fail-on``, or unsatisfied requirements; 2 could not work; 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from glossary.errors import TermlockError

Choice = TypeVar("Choice", bound=str)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.corpus import Passage
    from glossary.files import Decoded
    from glossary.issue import Severity
    from glossary.repair import Repair
    from glossary.report import Report
    from glossary.termbase import Termbase
    from translate.documents import Document
    from translate.documents.pairing import Material
    from translate.pipeline import Translation


class Exit(IntEnum):
    """What a run ends with."""

    CLEAN = 0
    ISSUES = 1
    FAILED = 2
    INTERRUPTED = 130


_SETTINGS = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    name="termlock",
    help="Translate between Chinese and English under a term glossary, check translations, hand out term lists.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
)
glossary_app = typer.Typer(no_args_is_help=True, help="Validate, compare, merge, count, export and convert termbases.", rich_markup_mode=None)
models_app = typer.Typer(no_args_is_help=True, help="See, fetch and remove models.", rich_markup_mode=None)
memory_app = typer.Typer(no_args_is_help=True, help="What is kept of earlier runs.", rich_markup_mode=None)
app.add_typer(glossary_app, name="glossary")
app.add_typer(models_app, name="models")
app.add_typer(memory_app, name="memory")

Glossaries = Annotated[
    list[str], typer.Option("-g", "--glossary", metavar="TERMS", help="A termbase file, or a starter: 'policy' has phrases, 'places' has names; repeatable, the first one wins.")
]
From = Annotated[str, typer.Option("--from", metavar="LANG", help="Language of the source: zh, zh-Hans, zh-Hant, en, ...")]
To = Annotated[str, typer.Option("--to", metavar="LANG", help="Language of the target.")]
SubjectFields = Annotated[
    list[str], typer.Option("--subject-field", metavar="FIELD", help="What the text is about, for terms that count in certain fields only; repeatable.")
]
InputFormat = Annotated[str, typer.Option("--input-format", metavar="FORMAT", help="What the file is in, if its suffix and content do not say it: omegat, utx, memoq, po, ...")]
Encoding = Annotated[str, typer.Option("--encoding", metavar="ENCODING", help="What a text file is encoded in, if it does not say it: big5, gb18030, utf-16-le, ...")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Corpus = Annotated[list[str], typer.Option("--corpus", metavar="FILE", help="A document, or a folder of documents; repeatable.")]
NoColour = Annotated[bool, typer.Option("--no-color", help="Plain text; the variable NO_COLOR does the same.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"termlock {metadata.version('termlock')}")
        raise typer.Exit(Exit.CLEAN)


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


@app.command()
def translate(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Documents (.txt, .md), or - for standard input.")],
    source_language: From,
    target_language: To,
    glossaries: Glossaries,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="File, folder, or - for standard output; else beside the source.")] = "",
    engine_name: Annotated[str, typer.Option("--engine", metavar="E", help="openvino, llama, seq2seq or scripted; else what suits the model and the machine.")] = "",
    model: Annotated[str, typer.Option("--model", metavar="M", help="A named model, a GGUF file, a transformers folder, or hf:OWNER/NAME[:FILE].")] = "",
    enforce: Annotated[str, typer.Option("--enforce", metavar="MODE", help="required, hint or off.")] = "required",
    report: Annotated[str, typer.Option("--report", metavar="FILE", help="Write every verdict and issue as JSON.")] = "",
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="SEVERITY", help="neutral, minor, major, critical or never.")] = "major",
    fresh: Annotated[bool, typer.Option("--fresh", help="Decode everything again, and remember that.")] = False,
    no_memory: Annotated[bool, typer.Option("--no-memory", help="Keep nothing of this run and use nothing of earlier ones.")] = False,
    reproducible: Annotated[bool, typer.Option("--reproducible", help="One segment at a time and no cache: the same output on every run, slower.")] = False,
    hypotheses: Annotated[int, typer.Option("--hypotheses", metavar="N", min=1, max=9, help="Decode up to N hypotheses of each segment and keep the one most like the others: a little better, and slower.")] = 1,
    subject_fields: SubjectFields = [],  # noqa: B006
    quiet: Quiet = False,
) -> None:
    """Translate documents; every required term ends with a verdict."""
    from glossary.issue import Verdict
    from translate.engines import load
    from translate.memory import Memory, default_path
    from translate.pipeline import translate as run
    from translate.task import Mode

    mode = _choice("--enforce", enforce, list(Mode), Mode)
    threshold = _threshold(fail_on)
    _languages(source_language, target_language)
    jobs = [(source, _target_path(source, output, target_language, source_language, many=len(sources) > 1)) for source in sources]
    documents = [_document(source, source_language) for source in sources]
    for _, target in jobs:
        _writable(target, [*sources, *glossaries])
    if report:
        _writable(report, [*sources, *glossaries])
    _all_apart([*jobs, *([("--report", report)] if report else [])])
    if report and len(sources) > 1:
        raise TermlockError("--report takes one source; run termlock once for each document that needs a report")
    termbase = _termbase(glossaries, source_language, target_language, subject_fields)
    engine = load(engine_name, model, _joining(quiet), reproducible=reproducible)
    if not engine.can_translate(source_language, target_language):
        raise TermlockError(
            f"{engine.signature}: this model does not translate {source_language} to {target_language}; choose another with --model"
        )
    memory = Memory(None if no_memory else default_path(), forget=fresh)
    worst = Exit.CLEAN
    try:
        for (source, target), document in zip(jobs, documents, strict=True):
            began = time.monotonic()
            done = run(
                document, termbase, engine, source=source_language, target=target_language,
                mode=mode, hypotheses=hypotheses, memory=memory, progress=_progress(source, quiet),
            )  # fmt: skip
            _write(target, document.decoded.encode(done.text) if target != "-" else done.text.encode())
            if report:
                _write(report, _report_json(done.report))
            failed = threshold is not None and (
                done.report.at_least(threshold) or done.report.verdicts()[Verdict.UNSATISFIED]
            )
            worst = max(worst, Exit.ISSUES if failed and mode is not Mode.OFF else Exit.CLEAN)
            if not quiet:
                _summary(source, target, done, time.monotonic() - began)
    except KeyboardInterrupt:
        if not no_memory:
            again = "the same command without --fresh" if fresh else "the same command"
            typer.echo(f"\ntermlock: finished segments are kept, {again} goes on from there", err=True)
        raise
    finally:
        memory.close()
        engine.close()
    raise typer.Exit(worst)


@app.command()
def check(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The source document, or - for standard input; or one bilingual file (.xlf, .tmx, .po, .csv, .tsv, .xlsx).")],
    target: Annotated[str, typer.Argument(metavar="[TARGET]", help="Its translation.")] = "",
    glossaries: Glossaries = [],  # noqa: B006
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="Language of the source; else what the file says, or by its script.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="Language of the target; else what the file says, or by its script.")] = "",
    target_only: Annotated[bool, typer.Option("--target-only", help="Check a text that has no source: forbidden terms, wrong script, first mention.")] = False,
    source_column: Annotated[str, typer.Option("--source-column", metavar="NAME", help="The column of a table that holds the source: its header, or its number from 1.")] = "",
    target_column: Annotated[str, typer.Option("--target-column", metavar="NAME", help="The column of a table that holds the target.")] = "",
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text (the default), json, sarif, junit, github or html.")] = "",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write the report there.")] = "-",
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="SEVERITY", help="neutral, minor, major (the default), critical or never.")] = "",
    config: Annotated[str, typer.Option("--config", metavar="FILE", help="A termlock.toml; else the one of the file's folder or above it.")] = "",
    baseline: Annotated[str, typer.Option("--baseline", metavar="FILE", help="Issues that were known; only new ones count.")] = "",
    write_baseline: Annotated[bool, typer.Option("--write-baseline", help="Write what is found now to the baseline.")] = False,
    waivers: Annotated[str, typer.Option("--waivers", metavar="FILE", help="Accepted issues with reason and expiry (TOML).")] = "",
    changed_only: Annotated[bool, typer.Option("--changed-only", help="Only issues on lines that git calls changed count.")] = False,
    since: Annotated[str, typer.Option("--since", metavar="REV", help="Changed since that commit; implies --changed-only.")] = "",
    show_excused: Annotated[bool, typer.Option("--show-excused", help="Show in the text report what does not count, and why.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Print the smallest edits of TARGET that mend wrong terms, as a diff.")] = False,
    write: Annotated[bool, typer.Option("--write", help="With --fix: make these edits, and report what is left.")] = False,
    subject_fields: SubjectFields = [],  # noqa: B006
    no_color: NoColour = False,
) -> None:
    """Check the terminology of a translation that somebody made."""
    from glossary import configuration
    from glossary.checks import run_alone
    from glossary.checks.streaming import run_on
    from glossary.gating import Rules, gate
    from glossary.reports import FORMATS, pieces
    from glossary.reports.document import Document as Shown
    from glossary.requirement import Requirements

    project = configuration.read(Path(config)) if config else configuration.find(target or source)
    glossaries = glossaries or list(project.glossaries)
    form = _choice("--format", format or project.format or "text", FORMATS, str)
    threshold = _threshold(fail_on or project.fail_on or "major")
    source_language, target_language = source_language or project.source_language, target_language or project.target_language
    if not glossaries:
        raise TermlockError("check needs a termbase: -g TERMS, -g policy or -g places for a starter, or glossaries in termlock.toml")
    if write and not fix:
        raise TermlockError("--write goes with --fix: it makes the edits that --fix shows")
    waivers, baseline = waivers or project.waivers, baseline or project.baseline
    _writable(output, [source, target, *glossaries, waivers, baseline, config])
    if target_only and target:
        raise TermlockError("--target-only takes one file, the target")
    material = _material(source, target, source_language, target_language, target_only=target_only, columns=(source_column, target_column))
    termbase = _termbase(glossaries, material.source_language or None, material.target_language, subject_fields)
    signature = {"termlock": metadata.version("termlock")}
    if target_only:
        report = run_alone([pair.target for pair in material.pairs(None)], termbase, material.target_language, severities=project.severities, signature=signature)
    else:
        known = Requirements(termbase, material.source_language, material.target_language)
        report = run_on(
            material.pairs(known), termbase, material.source_language, material.target_language, requirements=known,
            severities=project.severities, signature=signature,
        )  # fmt: skip
    rules = Rules(
        waivers=waivers, baseline=baseline, write_baseline=write_baseline,
        since=since or "HEAD" if changed_only or since else None, container=material.container,
    )  # fmt: skip
    report = gate(report, *material.documents, rules, date.today())
    colour = not no_color and "NO_COLOR" not in os.environ and output == "-" and sys.stdout.isatty()
    documents = material.documents
    if fix:
        repair, after = _mended(report, source, target, material, termbase, project.severities, target_only=target_only, write=write)
        if write:
            new = Shown(name=documents[1].name, text=repair.text)
            documents = (new if target_only else documents[0], new)
            report = gate(after, *documents, rules, date.today())
    if fix and not write:
        from glossary.repair import diff

        shown: Iterable[str] = [diff(repair, documents[1], printable=output == "-" and sys.stdout.isatty())]
    else:
        shown = pieces(report, form, *documents, colour=colour, show_excused=show_excused)
    _write(output, (piece.encode() for piece in shown))
    for line in material.told():
        _warn(line)
    if not report.requirements and not target_only:
        _warn(f"no term of {', '.join(glossaries)} occurs in {source}: nothing was checked; is it the right termbase, --from and --to?")
    raise typer.Exit(Exit.ISSUES if threshold is not None and report.worst is not None and report.worst.rank >= threshold.rank else Exit.CLEAN)


@app.command()
def evaluate(
    hypothesis: Annotated[str, typer.Argument(metavar="HYPOTHESIS", help="What came out: a document, or a folder of them.")],
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="What a person wrote: a document, or a folder with the same names.")],
    source: Annotated[str, typer.Option("--source", metavar="S", help="What was translated; with -g the figures about terms are added.")] = "",
    glossaries: Annotated[list[str], typer.Option("-g", "--glossary", metavar="TERMS", help="The termbase that ruled the translation; repeatable.")] = [],  # noqa: B006
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="Language of the source; else by its script.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="Language of the target; else by its script.")] = "",
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write the figures there.")] = "-",
) -> None:
    """Measure a translation: terms against a termbase, quality against a reference."""
    from translate.evaluation import Sample, to_json, to_text
    from translate.evaluation import evaluate as measure

    show = {"text": to_text, "json": to_json}[_choice("--format", format, ["text", "json"], str)]
    if bool(source) != bool(glossaries):
        raise TermlockError("the figures about terms need both --source and -g; without them only quality is measured")
    names = _same_names([hypothesis, reference, *([source] if source else [])])
    _writable(output, [*(name for files in names for name in files), *glossaries])
    target_language = target_language or _guess(_text(names[0][1]))
    source_language = source_language or (_guess(_text(names[0][2])) if source else "")
    _languages_said(source_language, target_language)
    termbase = _termbase(glossaries, source_language, target_language) if glossaries else None
    samples = [
        Sample(
            hypothesis=_document(files[0], target_language),
            reference=_document(files[1], target_language),
            source=_document(files[2], source_language) if source else None,
        )
        for files in names
    ]
    each = [(Path(files[0]).name, measure([sample], target_language, termbase, source_language)) for files, sample in zip(names, samples, strict=True)]
    whole = measure(samples, target_language, termbase, source_language) if len(samples) > 1 else each[0][1]
    signature = {"termlock": metadata.version("termlock"), "termbase": termbase.checksum() if termbase else None}
    _write(output, show(whole, each, signature).encode())


@app.command()
def find(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text, or - for standard input.")],
    glossaries: Glossaries,
    language: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of the text; else by its script.")] = "",
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write the matches there.")] = "-",
    subject_fields: SubjectFields = [],  # noqa: B006
) -> None:
    """Show every match of a termbase in a text, with offsets and certainty."""
    from glossary.matcher import Matcher
    from glossary.reports.matches import matches_json, matches_text

    show = {"text": matches_text, "json": matches_json}[_choice("--format", format, ["text", "json"], str)]
    _writable(output, [file, *glossaries])
    text = _text(file)
    language = language or _guess(text)
    _languages(language)
    termbase = _termbase(glossaries, subject_fields=subject_fields)
    if not any(concept.in_language(language) for concept in termbase):
        raise TermlockError(f"{', '.join(glossaries)}: has no term in {language}; it has {', '.join(termbase.languages())}")
    matches = Matcher(termbase, language).find(text)
    _write(output, show(text, matches, file).encode())


@glossary_app.command("validate")
def validate_glossary(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A termbase file, 'policy' or 'places'.")],
    corpus: Corpus = [],  # noqa: B006
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or sarif.")] = "text",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write the report there.")] = "-",
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="SEVERITY", help="neutral, minor, major, critical or never.")] = "major",
    fix: Annotated[bool, typer.Option("--fix", help="Show as a diff what can safely be mended; ends with 1 if anything can.")] = False,
    write: Annotated[bool, typer.Option("--write", help="With --fix: mend the file, and report what is left.")] = False,
    vendor: Annotated[str, typer.Option("--for", metavar="VENDOR", help="deepl, google, amazon or azure: also what its glossaries cannot hold.")] = "",
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="For a table that names no languages, and for --for.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="For a table that names no languages, and for --for.")] = "",
    input_format: InputFormat = "",
    encoding: Encoding = "",
) -> None:
    """Report what is wrong with a termbase itself."""
    from glossary.formats.places import with_places
    from glossary.reports.validation import FORMATS, render
    from glossary.validation import validate

    threshold = _threshold(fail_on)
    _choice("--format", format, FORMATS, str)
    _languages_said(source_language, target_language)
    _writable(output, [file, *corpus])
    source, target = source_language or None, target_language or None
    if write and not fix:
        raise TermlockError("--write belongs to --fix: termlock glossary validate FILE --fix --write")
    termbase = _read(file, input_format, source_language, target_language, encoding)
    for warning in termbase.warnings:  # about the file; what is wrong with the termbase itself is reported
        if warning.startswith("standard input" if file == "-" else file):
            _warn(warning)
    if fix:
        termbase = _mend(
            file, termbase, {"source": source, "target": target, "encoding": encoding or None}, input_format, output="" if write else output
        )
    termbase = with_places(termbase, Path(file)) if file != "-" else termbase
    issues = validate(termbase, passages=_passages(corpus) if corpus else None, vendor=vendor, source=source, target=target)
    _write(output, render(issues, format, termbase, file, _signature(termbase=termbase.checksum())).encode())
    failed = threshold is not None and any(issue.severity.rank >= threshold.rank for issue in issues)
    raise typer.Exit(Exit.ISSUES if failed else Exit.CLEAN)


def _mend(file: str, termbase: Termbase, said: Mapping[str, str | None], format: str, *, output: str) -> Termbase:
    """Write what can be mended to ``output`` as a diff, which ends the command; without one, to the file, and go on with that."""
    from glossary import formats
    from glossary.files import read_bytes
    from glossary.validation.mending import mending

    if file == "-" or formats.is_starter(file):
        what = "- is standard input" if file == "-" else f"{file} is part of termlock; export it to a file first"
        raise TermlockError(f"--fix mends files, and {what}")
    data = read_bytes(Path(file))
    done = mending(data, termbase, formats.kind_of(data, file, format or None), file, **said)
    if output:
        _write(output, done.difference.encode())
        for line in done.losses:
            _warn(f"rewriting {file} would lose: {line}")
        raise typer.Exit(Exit.ISSUES if done.difference else Exit.CLEAN)
    if done.difference and done.losses:
        lost = "\n".join(f"  {line}" for line in done.losses)
        raise TermlockError(f"{file}: was not mended, since rewriting it would lose this; mend it by hand, or convert it first:\n{lost}")
    if done.difference:
        _write(file, done.data)
        _tell(f"{file}: mended")
        return formats.read(file, format or None, **said)
    return termbase


@glossary_app.command("export")
def export_glossary(
    file: Annotated[str, typer.Argument(metavar="TERMS", help="A termbase file, 'policy' or 'places'.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="The file to write, or - for standard output.")],
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, xlsx, html, docx, md, deepl-csv, ...; else by the suffix.")] = "",
    status: Annotated[list[str], typer.Option("--status", help="Only terms of this status; repeatable.")] = [],  # noqa: B006
    language: Annotated[list[str], typer.Option("--lang", help="Only this language; repeatable.")] = [],  # noqa: B006
    subject_field: Annotated[list[str], typer.Option("--subject-field", help="Only this subject field; repeatable.")] = [],  # noqa: B006
    documents: Annotated[list[str], typer.Option("--in", metavar="FILE", help="Only terms that occur in this document, or folder of documents; repeatable.")] = [],  # noqa: B006
    examples: Annotated[bool, typer.Option("--examples", help="With --in: the first sentence with a term as its context, if it has none.")] = False,
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="Language of the source, for a format that holds one pair.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="Language of the target, for a format that holds one pair.")] = "",
    pinyin: Annotated[bool, typer.Option("--pinyin", help="In html, docx and md: how the Chinese terms are read.")] = False,
    input_format: InputFormat = "",
    encoding: Encoding = "",
) -> None:
    """Hand out a bilingual term list."""
    from glossary import export
    from glossary.corpus import tally
    from glossary.termbase import Status

    statuses = [_choice("--status", each, list(Status), Status) for each in status]
    _languages_said(source_language, target_language)
    _writable(output, [file, *documents])
    whole = _read(file, input_format, source_language, target_language, encoding)
    termbase = export.select(whole, statuses=statuses, languages=language, subject_fields=subject_field)
    if examples and not documents:
        raise TermlockError("--examples takes its sentences from the documents of --in; name one")
    if documents:
        termbase = export.occurring(termbase, tally(termbase.valid_on(date.today()), _passages(documents)), examples=examples)
    if not len(termbase):
        has = f"languages {', '.join(whole.languages())}; subject fields {', '.join(sorted({each.subject_field for each in whole} - {''})) or 'none'}"
        raise TermlockError(f"{file}: no concept is left after --status, --lang, --subject-field and --in; nothing was written; it has {has}")
    if not format and output == "-":
        raise TermlockError("standard output has no suffix; say --format csv (or tsv, json, jsonl, md)")
    _convert(termbase, output, format, source_language, target_language, pinyin=pinyin)


@glossary_app.command("convert")
def convert_glossary(
    source: Annotated[str, typer.Argument(metavar="IN", help="A termbase file, 'policy' or 'places'.")],
    output: Annotated[str, typer.Argument(metavar="OUT", help="The file to write; its suffix says the format.")],
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="The format to write, if the suffix does not say it.")] = "",
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="For a table that names no languages, and a format that holds one pair.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="For a table that names no languages, and a format that holds one pair.")] = "",
    input_format: InputFormat = "",
    encoding: Encoding = "",
) -> None:
    """Write a termbase in another format; what does not fit is named on standard error."""
    from glossary import formats

    if output == "-" and not format:
        raise TermlockError("standard output has no suffix; say --format csv (or tsv, json, jsonl, ...)")
    _languages_said(source_language, target_language)
    _writable(output, [source])
    formats.format_for(format or Path(output).name, reading=False)
    termbase = _read(source, input_format, source_language, target_language, encoding)
    for warning in termbase.warnings:
        _warn(warning)
    _convert(termbase, output, format, source_language, target_language)


@glossary_app.command("diff")
def diff_glossaries(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A termbase file, 'policy' or 'places'.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another one.")],
    corpus: Corpus = [],  # noqa: B006
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write the comparison there.")] = "-",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 if they differ.")] = False,
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="For tables that name no languages.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="For tables that name no languages.")] = "",
) -> None:
    """Show what changed between two termbases, and which segments that touches."""
    from glossary import formats
    from glossary.comparison import compare
    from glossary.reports.comparison import to_json, to_text

    _choice("--format", format, ["text", "json"], str)
    _languages_said(source_language, target_language)
    _writable(output, [old, new, *corpus])
    before, after = (formats.read(name, source=source_language or None, target=target_language or None) for name in (old, new))
    changes = compare(before, after, _passages(corpus) if corpus else None)
    if format == "json":
        shown = to_json(changes, _signature(old=before.checksum(), new=after.checksum()), with_corpus=bool(corpus))
    else:
        shown = to_text(changes, with_corpus=bool(corpus))
    _write(output, shown.encode())
    raise typer.Exit(Exit.ISSUES if exit_code and changes else Exit.CLEAN)


@glossary_app.command("stats")
def count_glossary(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Termbase files, 'policy' or 'places'; several are merged.")],
    corpus: Corpus = [],  # noqa: B006
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")] = "text",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Write the figures there.")] = "-",
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="For tables that name no languages.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="For tables that name no languages.")] = "",
) -> None:
    """Count concepts and terms, and how much of them a corpus has."""
    from glossary import formats
    from glossary.merging import merge
    from glossary.reports.statistics import to_json, to_text
    from glossary.statistics import statistics

    _choice("--format", format, ["text", "json"], str)
    _languages_said(source_language, target_language)
    _writable(output, [*files, *corpus])
    termbase = merge(formats.read(name, source=source_language or None, target=target_language or None) for name in files)
    figures = statistics(termbase, _passages(corpus) if corpus else None)
    shown = to_json(figures, _signature(termbase=termbase.checksum())) if format == "json" else to_text(figures, ", ".join(files))
    _write(output, shown.encode())


@glossary_app.command("merge")
def merge_glossaries(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Termbase files, 'policy' or 'places'.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="The file to write, or - for standard output.")],
    on_conflict: Annotated[str, typer.Option("--on-conflict", metavar="POLICY", help="first, last, error (write nothing) or both (keep the concepts apart).")] = "first",
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, tsv, json, xlsx, ...; else by the suffix.")] = "",
    source_language: Annotated[str, typer.Option("--from", metavar="LANG", help="The language whose terms must not be rendered in two ways; else the first one of the first file.")] = "",
    target_language: Annotated[str, typer.Option("--to", metavar="LANG", help="For tables that name no languages.")] = "",
) -> None:
    """Make one termbase out of several; every conflict is named on standard error."""
    from glossary import formats
    from glossary.merging import Policy, combine

    policy = _choice("--on-conflict", on_conflict, list(Policy), Policy)
    if not format and output == "-":
        raise TermlockError("standard output has no suffix; say --format csv (or tsv, json, jsonl, md)")
    _languages_said(source_language, target_language)
    read = [formats.read(name, source=source_language or None, target=target_language or None) for name in files]
    merged = combine(read, source=source_language or None, policy=policy)
    conflicts = tuple(dict.fromkeys(map(str, merged.conflicts)))
    for conflict in conflicts:
        _tell(f"conflict: {conflict}")
    if conflicts and policy is Policy.ERROR:
        _tell(f"{len(conflicts)} conflicts; {output} was not written; decide with --on-conflict first, last or both")
        raise typer.Exit(Exit.ISSUES)
    _convert(merged.termbase, output, format, source_language, target_language)


@models_app.command("list")
def list_models() -> None:
    """Show the named models, and what is here of each."""
    from translate.models import list_models as named

    for model, state in named():
        typer.echo(f"{model.name:24}{model.engine:10}{state:11}{model.licence:12}{model.description}")


@models_app.command("get")
def get_model(name: Annotated[str, typer.Argument(metavar="[NAME]", help="A named model, else the embedded one.")] = "", quiet: Quiet = False) -> None:
    """Make a model ready: join its parts, or download it."""
    from translate.models import get

    typer.echo(get(name, _joining(quiet)).path)


@models_app.command("path")
def model_path(name: Annotated[str, typer.Argument(metavar="[NAME]", help="A named model, else the embedded one.")] = "") -> None:
    """Show where a model lies."""
    from translate.models import path

    typer.echo(path(name))


@models_app.command("remove")
def remove_model(name: Annotated[str, typer.Argument(metavar="NAME", help="A named model, hf:OWNER/NAME[:FILE], or a GGUF file.")]) -> None:
    """Delete what the cache holds of a model, or what was converted of a GGUF file (the file stays)."""
    from translate.models import remove

    typer.echo(f"{remove(name) / 1e6:.1f} MB freed")


@memory_app.command("clear")
def clear_memory() -> None:
    """Forget every finished segment."""
    from translate.memory import clear

    typer.echo(f"{clear() / 1e6:.1f} MB freed")


def _termbase(
    names: list[str], source: str | None = None, target: str | None = None, subject_fields: Sequence[str] = ()
) -> Termbase:
    """The termbases of ``-g``, merged, for today and for texts of some fields; their warnings go to standard error."""
    from glossary import formats
    from glossary.merging import merge

    read = [formats.read(name, source=source, target=target) for name in names]
    termbase = (read[0] if len(read) == 1 else merge(read, source=source)).valid_on(date.today()).about(subject_fields)
    for warning in termbase.warnings:
        _warn(warning)
    if source and target and not termbase.covers(source, target):
        raise TermlockError(
            f"{', '.join(names)}: no concept has terms for both {source} and {target}; it has {', '.join(termbase.languages()) or 'no term'}"
        )
    return termbase


def _read(name: str, format: str, source: str, target: str, encoding: str) -> Termbase:
    """A termbase file, or standard input."""
    from glossary import formats

    said = {"source": source or None, "target": target or None, "encoding": encoding or None}
    if name == "-":
        return formats.read_data(_piped(), "standard input", format or None, **said)
    return formats.read(name, format or None, **said)


def _convert(termbase: Termbase, output: str, format: str, source: str, target: str, *, pinyin: bool = False) -> None:
    from glossary import formats
    from glossary.formats.loss import told

    data, losses = formats.serialize(termbase, format or Path(output).name, source=source or None, target=target or None, pinyin=pinyin)
    _write(output, data)
    for line in told((*termbase.losses, *losses)):
        _warn(line)


def _text(name: str) -> str:
    return _decoded(name).text


def _decoded(name: str) -> Decoded:
    from glossary import files

    return _standard_input() if name == "-" else files.read_text(Path(name))


@cache
def _standard_input() -> Decoded:
    """Standard input can be read once only, and is looked at twice."""
    from glossary import files

    return files.decode(_piped(), "standard input")


def _piped() -> bytes:
    """All of standard input."""
    from glossary import files

    if sys.stdin is None:
        raise TermlockError("standard input: is closed; name a file")
    return files.read_stream(sys.stdin.buffer, "standard input")


def _document(name: str, language: str) -> Document:
    from translate.documents import FORMATS, format_of

    return FORMATS["markdown" if name == "-" else format_of(Path(name))].parse(_decoded(name), language)


def _material(
    source: str, target: str, source_language: str, target_language: str, *, target_only: bool, columns: tuple[str, str]
) -> Material:
    """What is to be checked: two documents, one bilingual file, or a target alone."""
    from glossary.bilingual import Columns, is_bilingual, opened
    from glossary.reports.document import Document as Shown
    from translate.documents.pairing import Material, alone, pair

    _languages_said(source_language, target_language)
    if not target and is_bilingual(source):
        file = opened(Path(source), source=source_language, target=target_language, columns=Columns(source=columns[0], target=columns[1]))
        shown = Shown(name=source, text=file.text)
        return Material(pairs=lambda _: file.pairs, source_language=file.source_language, target_language=file.target_language, documents=(shown, shown), container=file.container, told=file.told)
    if any(columns):
        raise TermlockError("--source-column and --target-column are for one table with both sides")
    if target_only:
        text = _document(source, target_language or _guess(_text(source)))
        language = target_language or _guess(text.text)
        shown = Shown(name=source, text=text.text)
        return Material(pairs=lambda _: alone(text), source_language=source_language, target_language=language, documents=(shown, shown))
    if not target:
        if Path(source).is_dir():
            raise TermlockError(f"{source}: is a folder; name a document and its translation, or one bilingual file")
        raise TermlockError(f"{source}: is no bilingual file; give its translation too, or --target-only to check it alone")
    source_language, target_language = _sides(source, target, source_language, target_language)
    left, right = _document(source, source_language), _document(target, target_language)
    doubts = _doubts((source, left.text, source_language), (target, right.text, target_language))
    return Material(
        pairs=lambda known: pair(left, right, known), source_language=source_language, target_language=target_language,
        documents=(Shown(name=source, text=left.text), Shown(name=target, text=right.text)), told=lambda: doubts,
    )  # fmt: skip


def _sides(source: str, target: str, source_language: str, target_language: str) -> tuple[str, str]:
    """The languages of two documents: what was said, else by their scripts; one without text is in the other language."""
    from glossary.languages import base_language, language_name

    said = bool(source_language and target_language)
    if source == target and not said:
        raise TermlockError(f"{source}: is given as the source and as the target; give its translation")
    source_language = source_language or _guess(_text(source), "")
    target_language = target_language or _guess(_text(target), "en" if base_language(source_language or "zh") == "zh" else "zh")
    source_language = source_language or ("en" if base_language(target_language) == "zh" else "zh")
    if not said and base_language(source_language) == base_language(target_language):
        raise TermlockError(
            f"{source} and {target}: termlock takes both for {language_name(source_language)}; say which languages they are with --from and --to"
        )
    _languages(source_language, target_language)
    return source_language, target_language


def _doubts(*sides: tuple[str, str, str]) -> tuple[str, ...]:
    """What is odd about (name, text, language) of documents whose script is not that of the language that was said."""
    from glossary.languages import base_language, language_name

    return tuple(
        f"{name}: looks like {language_name(_guess(text))} and was to be {language_name(language)}; are source and target, or --from and --to, the wrong way round?"
        for name, text, language in sides
        if base_language(language) in {"zh", "en"} and _guess(text, base_language(language)) != base_language(language)
    )


def _passages(names: Sequence[str]) -> Iterator[Passage]:
    """The segments of the documents of a corpus, each document in the language of its script."""
    from translate.documents import format_of
    from translate.documents.passages import passages

    for name in _documents(names):
        decoded = _decoded(name)
        yield from passages(decoded, name, "markdown" if name == "-" else format_of(Path(name)), _guess(decoded.text[:100_000]))


def _documents(names: Sequence[str]) -> list[str]:
    """The documents that are named, and all of those in folders that are."""
    from translate.documents import DOCUMENTS

    found: list[str] = []
    for name in names:
        if not Path(name).is_dir():
            found.append(name)
            continue
        inside = sorted(str(path) for path in Path(name).rglob("*") if path.suffix.lower() in DOCUMENTS and path.is_file())
        if not inside:
            raise TermlockError(f"{name}: has no document; termlock reads documents named {', '.join(DOCUMENTS)}")
        found += inside
    return found


def _signature(**checksums: str) -> dict[str, str]:
    return {"termlock": metadata.version("termlock"), **checksums}


def _mended(
    report: Report, source: str, target: str, material: Material, termbase: Termbase, severities: Mapping[str, Severity | None],
    *, target_only: bool, write: bool,
) -> tuple[Repair, Report]:  # fmt: skip
    """What ``--fix`` does, told on standard error, and the report on the target then; with ``write`` the target is replaced."""
    from translate.mending import mended

    name = target or source
    if not (target or target_only):
        raise TermlockError(f"{source}: --fix works on a target of its own (.txt, .md); mend this file where it comes from")
    if write and name == "-":
        raise TermlockError("--write needs a file; standard input cannot be changed")
    left = None if target_only else _document(source, material.source_language)
    right = _document(name, material.target_language)
    repair, after = mended(report, left, right, name, termbase, severities=severities)
    if write and repair.edits:
        _write(name, right.decoded.encode(repair.text))
    for refused in repair.refused:
        _tell(refused)
    edits = f"{len(repair.edits)} {'edit' if len(repair.edits) == 1 else 'edits'}"
    hint = f"{edits} made" if write else f"{edits}; --fix --write makes {'it' if len(repair.edits) == 1 else 'them'}"
    _tell(f"{name}: {hint if repair.edits else 'nothing that --fix could mend'}")
    return repair, after


def _same_names(given: list[str]) -> list[list[str]]:
    """Files that belong together: those given, or those with the same names in the folders that are given."""
    from translate.documents import DOCUMENTS

    folders = [Path(name).is_dir() for name in given]
    if not any(folders):
        return [given]
    if not all(folders):
        raise TermlockError(f"{given[folders.index(False)]}: is no folder, and {given[folders.index(True)]} is one; give files or folders")
    found = sorted(path.name for path in Path(given[0]).iterdir() if path.suffix.lower() in DOCUMENTS)
    if not found:
        raise TermlockError(f"{given[0]}: has no document; termlock reads documents named {', '.join(DOCUMENTS)}")
    missing = [str(Path(folder) / name) for folder in given[1:] for name in found if not (Path(folder) / name).is_file()]
    if missing:
        raise TermlockError("\n".join(f"{name}: is not there; every document needs its counterpart of the same name" for name in missing))
    return [[str(Path(folder) / name) for folder in given] for name in found]


def _target_path(source: str, output: str, language: str, source_language: str, *, many: bool) -> str:
    """Where a target goes: ``-o``, a file in the folder ``-o``, or beside the source with the language in its name."""
    if source == "-":
        return output or "-"
    path = Path(source)
    stem = path.stem.removesuffix(f".{source_language}").removesuffix(f".{source_language.split('-', maxsplit=1)[0]}")
    named = f"{stem}.{language}{path.suffix}"
    if not output:
        return str(path.with_name(named))
    if output == "-":
        return output
    if many and not Path(output).is_dir():
        raise TermlockError(f"{output}: several sources need a folder; make it first, or translate them one by one")
    target = Path(output) / named if Path(output).is_dir() else Path(output)
    if target.exists() and path.exists() and target.resolve() == path.resolve():
        raise TermlockError(f"{target}: is the source itself; write elsewhere with -o")
    return str(target)


def _all_apart(jobs: Sequence[tuple[str, str]]) -> None:
    """Refuse what would be written to one file: (what, file) of two sources, or of a source and the report."""
    written: dict[Path, str] = {}
    for what, target in jobs:
        if target != "-" and (other := written.setdefault(Path(target).resolve(), what)) != what:
            raise TermlockError(f"{other} and {what}: would both be written to {target}; write one of them elsewhere")


def _writable(target: str, inputs: Sequence[str] = ()) -> None:
    """Tell before an hour of decoding that its result could not be written, or would replace one of the inputs."""
    from glossary.files import check_writable

    if target == "-":
        return
    path = Path(target)
    check_writable(path)
    if path.exists() and any(Path(name).exists() and path.samefile(name) for name in inputs):
        raise TermlockError(f"{target}: is what is read; write elsewhere")


def _write(target: str, data: bytes | Iterable[bytes]) -> None:
    if target == "-":
        sys.stdout.buffer.writelines([data] if isinstance(data, bytes) else data)
        sys.stdout.buffer.flush()
        return
    from glossary.files import write_bytes

    write_bytes(Path(target), data)


def _languages(*tags: str) -> None:
    from glossary.languages import base_language, is_tag

    for tag in tags:
        if not is_tag(tag):
            raise TermlockError(f'"{tag}" is no language tag; use zh, zh-Hans, zh-Hant or en')
    if len(tags) == 2 and base_language(tags[0]) == base_language(tags[1]):
        raise TermlockError(f"--from {tags[0]} and --to {tags[1]} are one language; termlock works between two")


def _languages_said(*tags: str) -> None:
    """The same for languages of which each may be left out."""
    _languages(*filter(None, tags))


def _guess(text: str, empty: str = "en") -> str:
    """Chinese if Han characters are a tenth of the letters, else English; without a letter, ``empty``."""
    from glossary.languages import HAN

    letters = sum(character.isalpha() for character in text)
    if not letters:
        return empty
    return "zh" if len(HAN.findall(text)) >= 0.1 * letters else "en"


def _threshold(name: str) -> Severity | None:
    """The severity that ``--fail-on`` names; None for ``never``."""
    from glossary.issue import Severity as Severities

    return None if name == "never" else _choice("--fail-on", name, [*Severities, "never"], Severities)


def _choice(option: str, value: str, known: Sequence[str], kind: Callable[[str], Choice]) -> Choice:
    if value not in known:
        raise TermlockError(f'{option} "{value}" is unknown; use {", ".join(known)}')
    return kind(value)


def _report_json(report: Report) -> bytes:
    from glossary.reports.json import render

    return render(report).encode()


def _joining(quiet: bool) -> Callable[[int, int], None] | None:
    """A progress bar for the first use of a model."""
    return None if quiet or not sys.stderr.isatty() else _bar("joining the model")


def _progress(name: str, quiet: bool) -> Callable[[int, int, int], None] | None:
    if quiet or not sys.stderr.isatty():
        return None
    bar = _bar(name)
    return lambda done, total, _: bar(done, total)


def _bar(title: str) -> Callable[[int, int], None]:
    """A line on standard error that is drawn again: share done and time left."""
    began = time.monotonic()
    first: list[int] = []

    def draw(done: int, total: int) -> None:
        first[:] = first or [done]
        share = done / total if total else 1.0
        gained = done - first[0]
        left = (time.monotonic() - began) / gained * (total - done) if gained else 0.0
        filled = "█" * round(20 * share)
        time_left = f" {left:.0f} s left" if gained and done < total else ""
        sys.stderr.write(f"\r\x1b[K{title} {filled:░<20} {share:4.0%}{time_left}")
        sys.stderr.write("\n" if done >= total else "")
        sys.stderr.flush()

    return draw


def _summary(source: str, target: str, done: Translation, seconds: float) -> None:
    from glossary.issue import Verdict

    verdicts = done.report.verdicts()
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items() if count) or "no term required"
    where = "standard output" if target == "-" else target
    noun = "segment" if done.segments == 1 else "segments"
    _tell(f"{source} -> {where}: {done.segments} {noun} ({done.recalled} recalled), {seconds:.0f} s; terms: {told}")
    for each in done.report.requirements:
        if each.verdict is Verdict.UNSATISFIED:
            _tell(f'  unsatisfied: {each.term}, allowed: {", ".join(each.renderings)} (source offset {each.source.start})')
    for issue in done.report.issues:
        if issue.severity.rank >= 2 and issue.check != "missing-term":
            _tell(f"  {issue.severity}[{issue.check}]: {issue.message}")
    if not done.report.requirements:
        _warn(f"no term of the termbase occurs in {source}; is it the right one, and are --from and --to right?")


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _warn(line: str) -> None:
    typer.echo(f"warning: {line}", err=True)


def main() -> NoReturn:
    """Run the command line; every way it can end has its exit code."""
    # What a run makes lives until its end: looking for rubbish at every turn costs a twentieth of its time.
    gc.set_threshold(100_000, 20, 20)
    try:
        code = app(standalone_mode=False)
        if code == Exit.INTERRUPTED:
            _interrupted()
    except TermlockError as error:
        typer.echo(f"termlock: {error}", err=True)
        code = Exit.FAILED
    except (KeyboardInterrupt, typer.Abort):
        _interrupted()
    except BrokenPipeError:
        _leave(Exit.CLEAN)
    except Exception as error:
        code = _usage_error(error)
    sys.exit(code if isinstance(code, int) else Exit.CLEAN)


def _usage_error(error: Exception) -> int:
    """Arguments that do not fit are shown as click shows them; anything else is a fault of ours."""
    show = getattr(error, "show", None)
    if show is not None:
        show()
        return Exit.FAILED
    if "TERMLOCK_DEBUG" in os.environ:
        raise error
    typer.echo(f"termlock: internal error: {type(error).__name__}: {error}; please report it (TERMLOCK_DEBUG=1 shows more)", err=True)
    return Exit.FAILED


def _interrupted() -> NoReturn:
    typer.echo("\ntermlock: interrupted", err=True)
    _leave(Exit.INTERRUPTED)


def _leave(code: int) -> NoReturn:
    """End at once: threads that wait for a runtime would hold the process for as long as its call takes."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
