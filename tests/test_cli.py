"""What somebody sees who types a command: results, messages, exit codes."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest

import cli

ARTICLE = "# 标题\n\n坚持引进来和走出去并重。推进高水平对外开放。\n"
ANSWERS = {
    "标题": "Title",
    "坚持引进来和走出去并重。": "Keep bringing into the country and going global.",
    "推进高水平对外开放。": "Promote high-standard opening up.",
}
TERMS = "zh,en,status\n走出去,going global,preferred\n走出去,go out,forbidden\n引进来,bringing into the country,preferred\n高水平对外开放,high-standard opening up,preferred\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article, its termbase and a scripted engine's answers, and a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERMLOCK_CACHE", str(tmp_path / "cache"))
    Path("article.zh.md").write_text(ARTICLE, encoding="utf-8")
    Path("terms.csv").write_text(TERMS, encoding="utf-8")
    Path("answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    """The exit code of a command line."""
    sys.argv = ["termlock", *arguments]
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


SCRIPTED = ("--engine", "scripted", "--model", "answers.json")
TRANSLATE = ("translate", "article.zh.md", "--from", "zh", "--to", "en", "-g", "terms.csv", *SCRIPTED)


def test_translate_then_check_is_clean(desk: Path) -> None:
    assert run(*TRANSLATE, "--report", "report.json") == 0
    assert (desk / "article.en.md").read_text(encoding="utf-8") == (
        "# Title\n\nKeep bringing into the country and going global. Promote high-standard opening up.\n"
    )
    report = json.loads((desk / "report.json").read_text(encoding="utf-8"))
    assert report["schema"] == "termlock/report/1"
    assert {each["verdict"] for each in report["requirements"]} == {"satisfied"}
    assert report["signature"]["enforcement"] == "required"
    for each in report["requirements"]:
        target = (desk / "article.en.md").read_text(encoding="utf-8")[each["target_start"] : each["target_end"]]
        assert target in each["renderings"]
        assert ARTICLE[each["source_start"] : each["source_end"]] == each["term"]
    assert run("check", "article.zh.md", "article.en.md", "-g", "terms.csv") == 0


def test_a_second_run_decodes_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(*TRANSLATE)
    capsys.readouterr()
    run(*TRANSLATE)
    assert "(3 recalled)" in capsys.readouterr().err


def test_a_changed_segment_is_the_only_one_decoded_again(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(*TRANSLATE)
    Path("article.zh.md").write_text(ARTICLE.replace("并重", "结合"), encoding="utf-8")
    capsys.readouterr()
    run(*TRANSLATE)
    assert "(2 recalled)" in capsys.readouterr().err


def test_no_memory_keeps_nothing(desk: Path) -> None:
    run(*TRANSLATE, "--no-memory")
    assert not (desk / "cache" / "memory.sqlite").exists()


def test_what_stays_unsatisfied_is_listed_and_ends_with_1(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stubborn = {"推进高水平对外开放。": "Promote openness.", "推进高水平对外开放 (high-standard opening up)。": "Promote openness."}
    Path("answers.json").write_text(json.dumps({**ANSWERS, **stubborn}), encoding="utf-8")
    assert run(*TRANSLATE) == 1
    assert "unsatisfied: 高水平对外开放, allowed: high-standard opening up" in capsys.readouterr().err


def test_standard_input_and_output(desk: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = open("article.zh.md", "rb")  # noqa: SIM115, PTH123

    cli._standard_input.cache_clear()
    monkeypatch.setattr(sys, "stdin", Input)
    assert run("translate", "-", "--from", "zh", "--to", "en", "-g", "terms.csv", *SCRIPTED) == 0
    assert capfd.readouterr().out.startswith("# Title\n")


def test_byte_order_mark_line_endings_and_encoding_stay(desk: Path) -> None:
    Path("article.zh.md").write_bytes(b"\xff\xfe" + ARTICLE.replace("\n", "\r\n").encode("utf-16-le"))
    assert run(*TRANSLATE) == 0
    written = Path("article.en.md").read_bytes()
    assert written.startswith(b"\xff\xfe")
    assert written[2:].decode("utf-16-le").startswith("# Title\r\n\r\nKeep")


def test_gb18030_is_recognised(desk: Path) -> None:
    Path("article.zh.md").write_bytes(ARTICLE.encode("gb18030"))
    assert run(*TRANSLATE) == 0


def test_an_empty_document_gives_an_empty_one(desk: Path) -> None:
    Path("article.zh.md").write_bytes(b"")
    assert run(*TRANSLATE) == 0
    assert Path("article.en.md").read_bytes() == b""


def test_several_sources_go_into_a_folder(desk: Path) -> None:
    Path("two.zh.md").write_text("# 标题\n", encoding="utf-8")
    Path("out").mkdir()
    assert run("translate", "article.zh.md", "two.zh.md", *TRANSLATE[2:], "-o", "out") == 0
    assert sorted(each.name for each in Path("out").iterdir()) == ["article.en.md", "two.en.md"]


def test_a_termbase_that_matches_nothing_is_a_loud_warning(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("article.zh.md").write_text("# 标题\n", encoding="utf-8")
    assert run(*TRANSLATE) == 0
    assert "warning: no term of the termbase occurs" in capsys.readouterr().err


def test_check_finds_what_is_wrong(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.en.md").write_text("# Title\n\nKeep bringing into the country and go out. Promote openness.\n", encoding="utf-8")
    assert run("check", "article.zh.md", "bad.en.md", "-g", "terms.csv", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {issue["check"] for issue in found["issues"]} >= {"missing-term", "forbidden-term"}
    assert [each["verdict"] for each in found["requirements"]] == ["satisfied", "unsatisfied", "unsatisfied"]


@pytest.mark.parametrize(("threshold", "code"), [("major", 1), ("critical", 0), ("never", 0), ("minor", 1)])
def test_fail_on(desk: Path, threshold: str, code: int) -> None:
    Path("bad.en.md").write_text("# Title\n\nKeep both. Promote openness.\n", encoding="utf-8")
    assert run("check", "article.zh.md", "bad.en.md", "-g", "terms.csv", "--fail-on", threshold) == code


def test_find_as_json(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("find", "article.zh.md", "-g", "terms.csv", "--lang", "zh", "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == "termlock/matches/1"
    assert [match["text"] for match in found["matches"]] == ["引进来", "走出去", "高水平对外开放"]
    for match in found["matches"]:
        assert set(match) == {"start", "end", "text", "concept", "term", "lang", "certainty"}
        assert ARTICLE[match["start"] : match["end"]] == match["text"]


def test_find_without_a_match_is_clean(desk: Path) -> None:
    Path("plain.txt").write_text("天气很好。\n", encoding="utf-8")
    assert run("find", "plain.txt", "-g", "terms.csv", "--lang", "zh") == 0


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "xlsx", "md", "html", "docx"])
def test_export_and_read_again(desk: Path, form: str) -> None:
    assert run("glossary", "export", "policy", "-o", f"terms.{form}") == 0
    assert Path(f"terms.{form}").stat().st_size > 1000
    if form not in {"md", "html", "docx"}:
        assert run("glossary", "validate", f"terms.{form}") == 0


def test_export_filters(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("glossary", "export", "terms.csv", "--status", "forbidden", "--lang", "en", "--format", "csv", "-o", "-") == 0
    shown = capsys.readouterr().out
    assert "go out" in shown
    assert "going global" not in shown


def test_export_for_a_service_names_what_is_left_out(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("glossary", "export", "terms.csv", "--format", "deepl-csv", "-o", "-", "--from", "en", "--to", "zh") == 0
    shown = capsys.readouterr()
    assert shown.out == "going global,走出去\nbringing into the country,引进来\nhigh-standard opening up,高水平对外开放\n"
    assert "go out: term: is forbidden, which a glossary cannot say" in shown.err


def test_validation_for_a_service_fails_on_what_it_refuses(desk: Path) -> None:
    Path("long.csv").write_text(f"zh,en\n{'长' * 70},long\n短,short\n", encoding="utf-8")
    assert run("glossary", "validate", "long.csv", "--for", "deepl") == 0
    assert run("glossary", "validate", "long.csv", "--for", "amazon") == 1


def test_the_starter_validates(desk: Path) -> None:
    assert run("glossary", "validate", "policy", "--fail-on", "minor") == 0


def test_version_and_models(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert run("models", "list") == 0
    assert "qwen2.5-coder-1.5b" in capsys.readouterr().out
    assert run("memory", "clear") == 0


def _write(name: str, data: bytes | str) -> None:
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())


def _read_only(name: str) -> None:
    Path(name).write_text("old", encoding="utf-8")
    Path(name).chmod(stat.S_IRUSR)


BAD = [
    # what is wrong, what is prepared, the command line, what the message says
    ("a missing file", None, ("translate", "none.md", *TRANSLATE[2:]), "none.md: no such file"),
    ("a folder for a file", lambda: Path("d.md").mkdir(), ("translate", "d.md", *TRANSLATE[2:]), "is a folder"),
    ("bytes that are no text", lambda: _write("x.md", b"\xff\xd8\xff\xe0\x00\x10"), ("translate", "x.md", *TRANSLATE[2:]), "neither UTF-8 nor GB18030"),
    ("an unknown suffix", lambda: _write("x.pdf", "x"), ("translate", "x.pdf", *TRANSLATE[2:]), 'suffix ".pdf" is unknown'),
    ("a starter mistyped", None, (*TRANSLATE[:6], "-g", "plases", *SCRIPTED), "plases: no such file; check the path, or name a termbase that comes with termlock: policy, places"),
    ("no language column", lambda: _write("t.csv", "a,b\n1,2\n"), (*TRANSLATE[:6], "-g", "t.csv", *SCRIPTED), "t.csv"),
    ("an unknown status", lambda: _write("t.csv", TERMS + "改革,reform,prefered\n"), (*TRANSLATE[:6], "-g", "t.csv", *SCRIPTED), 't.csv:6: status "prefered" is unknown; use preferred'),
    ("a row without meaning", lambda: _write("t.csv", TERMS + ",,preferred\n"), (*TRANSLATE[:6], "-g", "t.csv", *SCRIPTED), "t.csv:6"),
    ("an empty termbase", lambda: _write("t.csv", ""), (*TRANSLATE[:6], "-g", "t.csv", *SCRIPTED), "t.csv"),
    ("no term for the pair", lambda: _write("t.csv", "zh,fr\n改革,réforme\n"), (*TRANSLATE[:6], "-g", "t.csv", *SCRIPTED), "no concept has terms for both zh and en"),
    ("no language tag", None, ("translate", "article.zh.md", "--from", "chinese!", "--to", "en", "-g", "terms.csv", *SCRIPTED), "is no language tag"),
    ("one language twice", None, ("translate", "article.zh.md", "--from", "zh", "--to", "zh-Hant", "-g", "terms.csv", *SCRIPTED), "one language"),
    ("the source as output", None, (*TRANSLATE, "-o", "article.zh.md"), "is the source itself"),
    ("a missing output folder", None, (*TRANSLATE, "-o", "no/x.md"), "does not exist"),
    ("several sources, one file", None, ("translate", "article.zh.md", "article.zh.md", *TRANSLATE[2:], "-o", "x.md"), "several sources need a folder"),
    ("no GGUF", lambda: _write("m.gguf", "nonsense" * 100), (*TRANSLATE[:8], "--model", "m.gguf"), "GGUF"),
    ("an unknown model", None, (*TRANSLATE[:8], "--model", "gpt-7"), "gpt-7"),
    ("an unknown engine", None, (*TRANSLATE[:8], "--engine", "steam"), "steam"),
    ("an unknown mode", None, (*TRANSLATE, "--enforce", "maybe"), "use required, hint, off"),
    ("no hypothesis", None, (*TRANSLATE, "--hypotheses", "0"), "Invalid value for '--hypotheses'"),
    ("an unknown severity", None, (*TRANSLATE, "--fail-on", "awful"), "use neutral, minor, major, critical, never"),
    ("an unknown report format", None, ("check", "article.zh.md", "article.zh.md", "-g", "terms.csv", "--format", "pdf"), "pdf"),
    ("a document beside itself", None, ("check", "article.zh.md", "article.zh.md", "-g", "terms.csv"), "is given as the source and as the target"),
    ("two documents of one language", lambda: _write("b.md", "你好"), ("check", "article.zh.md", "b.md", "-g", "terms.csv"), "takes both for Chinese; say which"),
    ("an unknown option", None, (*TRANSLATE, "--langauge", "x"), "langauge"),
    ("a missing option", None, ("translate", "article.zh.md"), "Missing option"),
    ("an export that is empty", None, ("glossary", "export", "terms.csv", "--status", "admitted", "-o", "x.csv"), "no concept is left"),
    ("a pair that is not clear", lambda: _write("t.csv", "zh,en,fr\n改革,reform,réforme\n"), ("glossary", "export", "t.csv", "--format", "deepl-csv", "-o", "x"), "has zh, en, fr; choose with --from and --to"),
    ("a pair that is not there", None, ("glossary", "convert", "terms.csv", "x", "--format", "deepl-csv", "--to", "fr"), "--to fr: the termbase has no such language"),
    ("pinyin in a table", None, ("glossary", "export", "terms.csv", "-o", "x.csv", "--pinyin"), "has no place for it; use html, docx, md"),
    ("an unknown service", None, ("glossary", "validate", "terms.csv", "--for", "bing"), "use deepl, google, amazon, azure"),
    ("an unknown export format", None, ("glossary", "export", "terms.csv", "-o", "x.doc"), "x.doc"),
]


@pytest.mark.parametrize(("what", "prepare", "command", "message"), BAD, ids=[row[0] for row in BAD])
def test_bad_input_is_one_clear_message_and_2(
    desk: Path, capsys: pytest.CaptureFixture[str], what: str, prepare: object, command: tuple[str, ...], message: str
) -> None:
    if prepare:
        prepare()  # type: ignore[operator]
    before = {each: each.read_bytes() for each in desk.iterdir() if each.is_file()}
    assert run(*command) == 2, what
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told
    assert "internal error" not in told
    assert {each: each.read_bytes() for each in desk.iterdir() if each.is_file()} == before, "something was half-written"


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [("", "", 0), ("", "Some text.", 0), ("走出去。", "", 1), ("天气。", "", 0)],
)
def test_check_with_an_empty_document_takes_it_for_the_other_language(desk: Path, source: str, target: str, code: int) -> None:
    """An empty Chinese source was taken for English, and the message spoke of options that nobody had given."""
    _write("a.md", source)
    _write("b.md", target)
    assert run("check", "a.md", "b.md", "-g", "terms.csv") == code


def test_check_of_source_and_target_the_wrong_way_round_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write("a.en.md", "Keep to going global.")
    run("check", "a.en.md", "article.zh.md", "-g", "terms.csv", "--from", "zh", "--to", "en")
    told = capsys.readouterr().err
    assert "a.en.md: looks like English and was to be Chinese" in told
    assert "the wrong way round?" in told


def test_a_read_only_target_is_told_before_anything_is_decoded(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _read_only("article.en.md")
    assert run(*TRANSLATE) == 2
    assert "article.en.md: is read-only" in capsys.readouterr().err
    assert Path("article.en.md").read_text(encoding="utf-8") == "old"


def test_a_crash_is_2_and_never_1(desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(cli, "_termbase", broken)
    assert run(*TRANSLATE) == 2
    assert "internal error: ZeroDivisionError" in capsys.readouterr().err


def test_ctrl_c_says_that_nothing_is_lost_and_ends_with_130(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The framework turns an interruption into a plain 130 of its own: the message was lost once."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def leave(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setattr("translate.pipeline.translate", interrupted)
    monkeypatch.setattr(cli, "_leave", leave)
    assert run(*TRANSLATE) == 130
    assert "the same command goes on from there" in capsys.readouterr().err
    assert run(*TRANSLATE, "--no-memory") == 130
    said = capsys.readouterr().err
    assert "interrupted" in said
    assert "kept" not in said, "nothing is, and it was said once all the same"



def test_evaluate(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hypothesis = "# Title\n\nKeep bringing into the country and go out. Promote high-standard opening up.\n"
    Path("hypothesis.md").write_text(hypothesis, encoding="utf-8")
    Path("reference.md").write_text(hypothesis.replace("go out", "going global"), encoding="utf-8")
    given = ("evaluate", "hypothesis.md", "reference.md", "--source", "article.zh.md", "-g", "terms.csv")
    assert run(*given) == 0
    lines = dict(line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.startswith(("success", "strict")))
    assert lines == {"success": "0.6667", "strict": "0.6667"}
    assert run(*given, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["figures"]["terms"] == 3


def test_evaluate_folders(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("hypotheses", "references"):
        Path(folder).mkdir()
        for name in ("a.md", "b.md"):
            Path(folder, name).write_text("Promote opening up.\n", encoding="utf-8")
    assert run("evaluate", "hypotheses", "references") == 0
    assert "a.md" in capsys.readouterr().out.splitlines()[0]
    Path("references/b.md").unlink()
    assert run("evaluate", "hypotheses", "references") == 2
    assert "references/b.md: is not there" in capsys.readouterr().err
    assert run("evaluate", "hypotheses", "article.zh.md") == 2
    assert run("evaluate", "hypotheses", "references", "-g", "terms.csv") == 2
    assert "both --source and -g" in capsys.readouterr().err


BILINGUAL = {
    "a.tmx": '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>走<hi>出</hi>去</seg></tuv><tuv xml:lang="en"><seg>we go out</seg></tuv></tu></body></tmx>',
    "a.csv": "source,target\n走出去,we go out\n",
    "a.po": 'msgid "走出去"\nmsgstr "we go out"\n',
}


@pytest.mark.parametrize("name", BILINGUAL)
def test_check_of_one_bilingual_file(desk: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_text(BILINGUAL[name], encoding="utf-8")
    assert run("check", name, "-g", "terms.csv", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    forbidden = next(issue for issue in found["issues"] if issue["check"] == "forbidden-term")
    assert BILINGUAL[name][forbidden["target_start"] : forbidden["target_end"]] == "go out"
    assert BILINGUAL[name][forbidden["source_start"] : forbidden["source_end"]].replace("<hi>", "").replace("</hi>", "") == "走出去"


def test_check_of_a_target_alone(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.en.md").write_text("We go out.\n", encoding="utf-8")
    assert run("check", "--target-only", "bad.en.md", "-g", "terms.csv") == 1
    assert "bad.en.md:1:4" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("article.zh.md", "-g", "terms.csv"), "is no bilingual file; give its translation too"),
        (("article.zh.md", "article.zh.md"), "check needs a termbase"),
        (("article.zh.md", "x.md", "--target-only", "-g", "terms.csv"), "--target-only takes one file"),
        (("article.zh.md", "--target-only", "--source-column", "a", "-g", "terms.csv"), "are for one table"),
        (("nowhere.tmx", "-g", "terms.csv"), "nowhere.tmx: no such file"),
    ],
)
def test_check_says_what_is_wrong_with_its_arguments(desk: Path, arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", *arguments) == 2
    assert message in capsys.readouterr().err


def test_a_project_s_file_saves_the_options(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.en.md").write_text("# Title\n\nKeep bringing into the country and go out. Promote high-standard opening up.\n", encoding="utf-8")
    Path("termlock.toml").write_text('glossaries = ["terms.csv"]\nfrom = "zh"\nto = "en"\nformat = "json"\nfail-on = "critical"\n[severity]\nforbidden = "critical"\n', encoding="utf-8")
    assert run("check", "article.zh.md", "bad.en.md") == 1
    assert {i["check"]: i["severity"] for i in json.loads(capsys.readouterr().out)["issues"]}["forbidden-term"] == "critical"
    # the command line wins
    assert run("check", "article.zh.md", "bad.en.md", "--fail-on", "never", "--format", "text") == 0
    assert "critical[forbidden-term]" in capsys.readouterr().out
    Path("other.toml").write_text("frm = 1", encoding="utf-8")
    assert run("check", "article.zh.md", "bad.en.md", "--config", "other.toml") == 2
    assert 'other.toml:1: key "frm" is unknown; did you mean "from"?' in capsys.readouterr().err


READERS = [
    ("check", "article.zh.md", "article.en.md", "-g", "terms.csv", "-o", "article.en.md"),
    ("check", "article.zh.md", "article.en.md", "-g", "terms.csv", "-o", "terms.csv"),
    ("check", "article.zh.md", "article.en.md", "-g", "terms.csv", "--waivers", "kept.toml", "-o", "kept.toml"),
    ("check", "article.zh.md", "article.en.md", "-g", "terms.csv", "--config", "kept.toml", "-o", "kept.toml"),
    ("check", "article.zh.md", "article.en.md", "-g", "terms.csv", "--baseline", "kept.toml", "-o", "kept.toml"),
    ("find", "article.zh.md", "-g", "terms.csv", "-o", "article.zh.md"),
    ("find", "article.zh.md", "-g", "terms.csv", "-o", "./terms.csv"),
    ("evaluate", "article.en.md", "article.en.md", "-o", "article.en.md"),
    ("glossary", "validate", "terms.csv", "-o", "terms.csv"),
    ("glossary", "stats", "terms.csv", "-o", "terms.csv"),
    ("glossary", "diff", "terms.csv", "policy", "-o", "terms.csv"),
    ("glossary", "export", "terms.csv", "--lang", "en", "-o", "terms.csv"),
    ("glossary", "convert", "terms.csv", "terms.csv", "--format", "deepl-csv", "--from", "zh", "--to", "en"),
    (*TRANSLATE, "-o", "terms.csv"),
    (*TRANSLATE, "--report", "article.zh.md"),
    (*TRANSLATE, "--report", "article.en.md"),
]


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_nothing_is_written_over_what_is_read(command: tuple[str, ...], desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "article.en.md").write_text("Keep going global.\n", encoding="utf-8")
    (desk / "kept.toml").write_text('fail-on = "minor"\n', encoding="utf-8")
    before = {path.name: path.read_bytes() for path in desk.iterdir() if path.is_file()}
    assert run(*command) == 2
    assert "elsewhere" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in desk.iterdir() if path.is_file()} == before


def test_two_sources_with_one_target_are_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "article.md").write_text(ARTICLE, encoding="utf-8")
    assert run(*TRANSLATE, "article.md") == 2
    assert "article.zh.md and article.md: would both be written to article.en.md" in capsys.readouterr().err
    assert not (desk / "article.en.md").exists()


def test_the_diff_of_fix_goes_where_output_says(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "terms.csv").write_text("zh,en\n\uff37\uff34\uff2f规则,WTO rules\n", encoding="utf-8")
    assert run("glossary", "validate", "terms.csv", "--fix", "-o", "fix.diff") == 1
    assert capsys.readouterr().out == ""
    assert (desk / "fix.diff").read_text(encoding="utf-8").startswith("--- ")


@pytest.mark.parametrize(
    "command",
    [
        ("glossary", "stats", "terms.csv", "--from", "chinese!", "--to", "en"),
        ("glossary", "diff", "terms.csv", "terms.csv", "--from", "english"),
        ("glossary", "convert", "terms.csv", "new.csv", "--from", "en", "--to", "en"),
    ],
    ids=" ".join,
)
def test_a_mistyped_language_is_told_by_every_command(command: tuple[str, ...], desk: Path) -> None:
    assert run(*command) == 2
    assert not (desk / "new.csv").exists()


def test_a_folder_is_no_document(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", ".", "-g", "terms.csv") == 2
    assert "is a folder" in capsys.readouterr().err
