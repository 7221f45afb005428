"""The HTML report in a real browser: what an editor sees and does. Skipped where no Chromium is installed."""

from __future__ import annotations

import shutil
import time

import pytest
from test_reports import documents, gated, report

from glossary.issue import Issue, Severity, Span, Verdict
from glossary.matcher import Certainty
from glossary.report import Outcome, Report
from glossary.reports import render
from glossary.reports.document import Document

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium with its driver")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,900",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, tmp_path):
    """Opens a report; afterwards, nothing may have gone wrong in it."""

    def opened(made: Report, source: Document | None = None, target: Document | None = None):
        path = tmp_path / "report.html"
        path.write_text(render(made, "html", *(source, target) if source and target else documents()), encoding="utf-8")
        browser.get(path.as_uri())
        return browser

    browser.get_log("browser")
    yield opened
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def press(browser, keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(keys).perform()


def texts(browser, css: str) -> list[str]:
    """The visible texts of what a selector finds."""
    return browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.textContent)", css
    )


def choose(browser, name: str, value: str) -> None:
    browser.execute_script(
        "const e = document.getElementById(arguments[0]); e.value = arguments[1]; e.dispatchEvent(new Event('input'))", name, value
    )


def shown(browser) -> str:
    return browser.find_element("id", "shown").text


def here(browser) -> str:
    (told,) = texts(browser, "li.here .message")
    return told


class TestReading:
    def test_source_and_target_stand_side_by_side(self, page):
        browser = page(report())
        boxes = browser.execute_script(
            "return [...document.querySelectorAll('#s2 p')].map(p => { const b = p.getBoundingClientRect(); return [b.left, b.right, b.top] })"
        )
        assert boxes[0][1] <= boxes[1][0]
        assert boxes[0][2] == boxes[1][2]

    def test_verdicts_differ_in_more_than_colour(self, page):
        browser = page(report())
        lines = {
            verdict: browser.execute_script(
                "return getComputedStyle(document.querySelector(arguments[0])).textDecorationStyle", f"main mark.{verdict}"
            )
            for verdict in ("satisfied", "waived", "unsatisfied")
        }
        assert len(set(lines.values())) == 3

    def test_markup_in_documents_is_text(self, page):
        hostile = '<img src=x onerror="document.title=1"></script><script>document.title="owned"</script>&amp;"\''
        outcome = Outcome(
            concept=hostile, term=hostile, renderings=(hostile,), certainty=Certainty.CERTAIN, verdict=Verdict.SATISFIED,
            source=Span(start=0, end=5), target=Span(start=0, end=5),
        )  # fmt: skip
        whole = Span(start=0, end=len(hostile))
        made = Report(
            source_language='zh"><script>', target_language="en", segments=1, pairs=((whole, whole),), requirements=(outcome,),
            issues=(Issue(check="missing-term", severity=Severity.MAJOR, message=hostile, concept=hostile, source=whole, suggestions=(hostile,)),),
            signature={hostile: hostile},
        )  # fmt: skip
        browser = page(made, Document(name=hostile, text=hostile), Document(name=hostile, text=hostile))
        assert browser.title.startswith("termlock: <img")
        assert texts(browser, "#s1 p") == [hostile, hostile]
        assert texts(browser, "li.issue .message") == [hostile]
        assert browser.find_elements("tag name", "img") == []
        choose(browser, "concept", hostile)
        assert shown(browser) == "1 issue · 1 of 1 segments"

    def test_nothing_is_asked_of_the_network(self, page):
        browser = page(report())
        assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0

    def test_without_scripts_everything_is_there(self, page):
        browser = page(report())
        browser.execute_script("document.documentElement.classList.remove('js')")
        assert not browser.find_element("tag name", "nav").is_displayed()
        assert len(texts(browser, "main > section")) == 5

    def test_a_target_alone_has_one_column(self, page):
        _, target = documents()
        whole = Span(start=0, end=len(target.text))
        made = Report(source_language="zh", target_language="en", segments=1, pairs=((Span(start=0, end=0), whole),))
        browser = page(made, target, target)
        assert browser.title == f"termlock: {target.name}"
        assert texts(browser, "#s1 p") == [target.text]

    def test_nothing_found(self, page):
        browser = page(Report(source_language="zh", target_language="en"))
        assert shown(browser) == "0 issues · 0 of 0 segments"


class TestTerms:
    def test_a_term_shows_its_partner_and_concept(self, page):
        from selenium.webdriver import ActionChains

        browser = page(report())
        term = browser.find_element("css selector", "#s2 p:first-of-type mark.satisfied")
        ActionChains(browser).move_to_element(term).perform()
        assert texts(browser, "#s2 mark.hot") == ["走出去", "going global"]
        assert texts(browser, "#card dd") == ["走出去", "going global", "going global", "satisfied", "c2"]
        ActionChains(browser).move_to_element(browser.find_element("tag name", "h1")).perform()
        assert texts(browser, "#card") == []

    def test_with_the_keyboard(self, page):
        browser = page(report())
        browser.execute_script("document.querySelector('#s2 p:last-of-type mark.satisfied').focus()")
        assert texts(browser, "#s2 mark.hot") == ["走出去", "going global"]
        assert "c2" in texts(browser, "#card dd")

    def test_the_card_stays_on_the_screen(self, page):
        browser = page(report())
        inside = browser.execute_script(
            """return [...document.querySelectorAll('mark[tabindex]')].every(mark => {
                mark.focus(); const b = document.getElementById('card').getBoundingClientRect();
                return b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight })"""
        )
        assert inside


class TestFilters:
    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [
            ("check", "number-mismatch", "1 issue · 1 of 5 segments"),
            ("concept", "c3", "1 issue · 2 of 5 segments"),  # also where its requirement is met
            ("verdict", "waived", "1 issue · 1 of 5 segments"),
            ("verdict", "unsatisfied", "2 issues · 1 of 5 segments"),
            ("words", "BILLION", "3 issues · 1 of 5 segments"),
            ("words", "nowhere", "0 issues · 0 of 5 segments"),
        ],
    )
    def test_each(self, page, name, value, told):
        browser = page(report())
        choose(browser, name, value)
        assert shown(browser) == told
        assert bool(texts(browser, "#none")) == (value == "nowhere")
        browser.find_element("id", "reset").click()
        assert shown(browser) == "7 issues · 5 of 5 segments"

    def test_together(self, page):
        browser = page(report())
        choose(browser, "verdict", "satisfied")
        choose(browser, "check", "missing-term")
        assert texts(browser, "section > a") == ["2"]
        choose(browser, "concept", "c3")
        assert shown(browser) == "0 issues · 0 of 5 segments"

    def test_excused_issues_are_shown_on_demand(self, page):
        browser = page(gated())
        assert shown(browser) == "4 issues · 5 of 5 segments"
        browser.find_element("id", "excused").click()
        assert shown(browser) == "7 issues · 5 of 5 segments"
        assert texts(browser, "li.excused .why")[0] == "waived until 2027-01-01: a <quotation> (waivers.toml:3)"
        assert texts(browser, "#notices li") == ["waivers.toml:9: the waiver matches no issue; remove it"]

    def test_without_excused_issues_nothing_is_offered(self, page):
        assert not page(report()).find_element("id", "excused").is_displayed()


class TestKeys:
    @pytest.mark.parametrize(("onward", "back"), ["np", "jk"])
    def test_from_issue_to_issue_and_round(self, page, onward, back):
        browser = page(report())
        messages = [issue.message for issue in report().issues]
        for message in [*messages, messages[0]]:
            press(browser, onward)
            assert here(browser) == message
        press(browser, back)
        assert here(browser) == messages[-1]
        assert shown(browser).startswith("issue 7 of 7")

    def test_the_words_of_an_issue_are_lit(self, page):
        browser = page(report())
        press(browser, "nn")
        assert texts(browser, "mark.here") == ["走出去", "walk out"]

    def test_only_through_what_is_filtered(self, page):
        browser = page(report())
        choose(browser, "check", "number-mismatch")
        press(browser, "nnn")
        assert here(browser).startswith("12.3亿")

    def test_search_and_leave(self, page):
        browser = page(report())
        press(browser, "/")
        press(browser, "n")  # is a letter there
        assert browser.find_element("id", "words").get_attribute("value") == "n"
        press(browser, "\ue00c")
        assert browser.execute_script("return document.activeElement.id") == ""

    def test_help(self, page):
        browser = page(report())
        press(browser, "?")
        assert browser.find_element("id", "help").is_displayed()
        assert "next issue" in browser.find_element("id", "help").text
        press(browser, "\ue00c")
        assert not browser.find_element("id", "help").is_displayed()

    def test_only_segments_with_issues(self, page):
        browser = page(report())
        press(browser, "i")
        assert texts(browser, "section > a") == ["2", "3", "4", "5"]


def test_printed_it_has_everything_but_the_controls(page):
    browser = page(report())
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not browser.find_element("tag name", "nav").is_displayed()
        assert len(texts(browser, "main > section")) == 5
        assert browser.print_page()
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def large(segments: int, each: int) -> tuple[Report, Document, Document]:
    """A report of many segments with so many issues and requirements in each."""
    zh, en = "走出去和引进来并重" * each + "。\n", "going global and bringing in " * each + ".\n"
    pairs, issues, requirements = [], [], []
    for number in range(segments):
        a, b = number * len(zh), number * len(en)
        whole = Span(start=a, end=a + len(zh) - 1), Span(start=b, end=b + len(en) - 1)
        pairs.append(whole)
        for n in range(each):
            source = Span(start=a + 9 * n, end=a + 9 * n + 3)
            target = Span(start=b + 29 * n, end=b + 29 * n + 12)
            check = ("forbidden-term", "inconsistent-term", "number-mismatch")[n % 3]
            issues.append(Issue(check=check, severity=Severity.MAJOR, message=f"issue {n} of {number}", concept="c1", source=source, target=target, pair=number, segment=whole[1]))
            requirements.append(Outcome(concept=f"c{n}", term="走出去", renderings=("going global",), certainty=Certainty.CERTAIN, verdict=Verdict.SATISFIED, source=source, target=target, segment=number))
    made = Report(source_language="zh", target_language="en", segments=segments, pairs=tuple(pairs), issues=tuple(issues), requirements=tuple(requirements))
    return made, Document(name="a.zh.md", text=zh * segments), Document(name="a.en.md", text=en * segments)


@pytest.mark.parametrize(("segments", "each"), [(1000, 2), (1000, 10)])
def test_a_large_report_stays_usable(page, segments, each):
    """A thousand segments, and ten thousand issues: opening, filtering and stepping are fast. The bounds are generous."""
    began = time.monotonic()
    browser = page(*large(segments, each))
    assert shown(browser) == f"{segments * each} issues · {segments} of {segments} segments"
    assert time.monotonic() - began < 15
    times = browser.execute_async_script(
        """const [words, done] = [document.getElementById('words'), arguments[0]];
        const frame = () => new Promise(next => requestAnimationFrame(() => setTimeout(next)));
        (async () => {
          const times = [];
          for (const value of ['issue 1 of 7', 'nothing', '']) {
            const began = performance.now();
            words.value = value; words.dispatchEvent(new Event('input')); await frame();
            times.push(performance.now() - began);
          }
          for (let n = 0; n < 5; n++) {
            const began = performance.now();
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: n < 2 ? 'n' : 'p', bubbles: true })); await frame();
            times.push(performance.now() - began);
          }
          done(times);
        })()"""
    )
    assert max(times) < 3000, times
    assert sorted(times)[len(times) // 2] < 1000, times
