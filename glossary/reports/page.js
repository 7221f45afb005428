"use strict";
const $ = id => document.getElementById(id);
const { terms, requirements } = JSON.parse($("data").textContent);
const sections = [...document.querySelectorAll("main > section")].map(element => ({
  element,
  verdicts: element.dataset.verdicts.split(" "),
  concepts: element.dataset.concepts.split("\n"),
  issues: [...element.querySelectorAll("li.issue")].map(item => ({
    item, check: item.dataset.check, concept: item.dataset.concept, excused: item.classList.contains("excused"),
  })),
  words: null,
}));
const controls = ["check", "concept", "verdict", "words", "flagged", "excused"].map($);
const [check, concept, verdict, words, flagged, excused] = controls;
document.documentElement.classList.add("js");

let stops = [];
function filter() {
  const text = words.value.trim().toLowerCase();
  let shown = 0;
  stops = [];
  for (const section of sections) {
    const open = section.issues.filter(issue => (!issue.excused || excused.checked)
      && (!check.value || issue.check === check.value) && (!concept.value || issue.concept === concept.value));
    const visible = (!check.value || open.length > 0) && (!flagged.checked || open.length > 0)
      && (!concept.value || open.length > 0 || section.concepts.includes(concept.value))
      && (!verdict.value || section.verdicts.includes(verdict.value))
      && (!text || (section.words ??= section.element.textContent.toLowerCase()).includes(text));
    if (section.element.hidden === visible) section.element.hidden = !visible;
    if (!visible) continue;
    shown += 1;
    for (const issue of section.issues) {
      const seen = open.includes(issue);
      if (issue.item.hidden === seen) issue.item.hidden = !seen;
      if (seen) stops.push(issue.item);
    }
  }
  $("none").hidden = shown > 0;
  if (here && !stops.includes(here)) choose(null);
  tell(shown);
}
let counted = 0;
function tell(shown = counted) {
  counted = shown;
  const place = here ? `issue ${stops.indexOf(here) + 1} of ${stops.length}` : `${stops.length} issue${stops.length === 1 ? "" : "s"}`;
  $("shown").textContent = `${place} · ${shown} of ${sections.length} segments`;
}

let here = null;
function choose(item, focus = true) {
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  here = item;
  if (item) {
    item.classList.add("here");
    for (const mark of item.closest("section").querySelectorAll("mark[data-i]"))
      if (mark.dataset.i.split(" ").includes(item.dataset.i)) mark.classList.add("here");
    if (focus) { item.focus({ preventScroll: true }); item.closest("section").scrollIntoView({ block: "nearest" }); item.scrollIntoView({ block: "center" }); }
  }
  tell();
}
function step(by) {
  if (!stops.length) return;
  let place = here ? stops.indexOf(here) + by : -1;
  if (!here) {  // from what is on the screen
    const top = document.querySelector("nav").getBoundingClientRect().bottom;
    const seen = sections.filter(section => !section.element.hidden && section.element.getBoundingClientRect().bottom > top)[0];
    const onward = stops.findIndex(item => !seen || !(item.compareDocumentPosition(seen.element) & 4));
    place = by > 0 ? Math.max(0, onward) : (onward < 0 ? stops.length : onward) - 1;
  }
  choose(stops[(place + stops.length) % stops.length]);
}

const card = $("card");
function row(list, name, text) {
  list.append(Object.assign(document.createElement("dt"), { textContent: name }), Object.assign(document.createElement("dd"), { textContent: text }));
}
function show(mark) {
  hide();
  const numbers = mark.dataset.r.split(" ");
  for (const other of mark.closest("section").querySelectorAll("mark[data-r]"))
    if (other.dataset.r.split(" ").some(number => numbers.includes(number))) other.classList.add("hot");
  card.replaceChildren(...numbers.map(number => {
    const [term, verdict, certainty, found] = requirements[number];
    const [concept, source, renderings] = terms[term];
    const list = document.createElement("dl");
    row(list, "term", source);
    row(list, "rendering", found || "none found");
    row(list, "allowed", renderings.join(" | "));
    row(list, "verdict", certainty === "certain" ? verdict : `${verdict} (${certainty} match)`);
    row(list, "concept", concept);
    return list;
  }));
  card.hidden = false;
  const place = mark.getBoundingClientRect(), size = card.getBoundingClientRect();
  const under = place.bottom + 8 + size.height < innerHeight;
  card.style.left = `${Math.max(8, Math.min(place.left, innerWidth - size.width - 8))}px`;
  card.style.top = `${under ? place.bottom + 8 : Math.max(8, place.top - size.height - 8)}px`;
}
function hide() {
  card.hidden = true;
  for (const mark of document.querySelectorAll("mark.hot")) mark.classList.remove("hot");
}
const main = document.querySelector("main");
for (const [come, go] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  main.addEventListener(come, event => { const mark = event.target.closest("mark[data-r]"); if (mark) show(mark); });
  main.addEventListener(go, hide);
}
main.addEventListener("click", event => { const item = event.target.closest("li.issue"); if (item && !String(getSelection())) choose(item, false); });
addEventListener("scroll", hide, { passive: true });

for (const control of controls) control.addEventListener("input", filter);
$("reset").addEventListener("click", () => {
  for (const control of controls) control.type === "checkbox" ? control.checked = false : control.value = "";
  filter();
});
$("next").addEventListener("click", () => step(1));
$("previous").addEventListener("click", () => step(-1));
const help = $("help");
$("keys").addEventListener("click", () => help.showModal());
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape") {
    hide();
    if (event.target.matches("input, select")) event.target.blur();
    return;
  }
  if (event.target.matches("input:not([type=checkbox]), select")) return;
  const keys = { n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
    "/": () => { words.focus(); words.select(); }, "?": () => help.showModal(),
    i: () => { flagged.checked = !flagged.checked; filter(); }, r: () => $("reset").click() };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
filter();
