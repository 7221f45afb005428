"""What every interchange format promises: what goes out comes back, except exactly what the loss report names.

A termbase is taken apart into facts, one a field of a concept or a term:

    ("c1", "going global", "en", "status", 0) -> "admitted"      a field of the first such term
    ("c1", "", "", "definition", 0)           -> "..."           a field of the concept

A loss excuses facts: one named for a field that field; ``term``, ``text`` or ``language`` the whole term; ``concept``
the whole concept; ``id`` only the name of the concept, which is then known again by its terms.
"""

from dataclasses import fields
from itertools import chain

from hypothesis import assume

from glossary.errors import TermlockError
from glossary.formats import parse, serialize
from glossary.languages import answers
from glossary.termbase import Concept, Term

WHOLE = {"json", "jsonl", "parquet"}
"""Formats that carry everything: no loss at all, and the very same termbase."""
OF_TERM = [each.name for each in fields(Term) if each.name not in {"text", "language"}]
OF_CONCEPT = [each.name for each in fields(Concept) if each.name not in {"id", "terms"}]


def pair_of(termbase):
    """Two languages of a termbase, for formats that hold one pair; None and None where it has no two."""
    tags = termbase.languages()
    target = next((tag for tag in tags if not answers(tag, tags[0])), None)
    return (tags[0], target) if target else (None, None)


def facts_of(concept, name):
    """Every fact about a concept, under the name that it goes by."""
    facts = {(name, "", "", field, 0): getattr(concept, field) for field in OF_CONCEPT}
    seen = []
    for term in concept.terms:
        count = seen.count((term.text, term.language))
        seen.append((term.text, term.language))
        facts |= {(name, term.text, term.language, field, count): getattr(term, field) for field in OF_TERM}
    return facts


class Excuses:
    """Which facts a loss report says are not as they were."""

    def __init__(self, losses):
        self.named = {(loss.concept, loss.term, loss.field) for loss in losses}
        self.concepts = {concept for concept, _, field in self.named if field == "concept"}
        self.renamed = {concept for concept, _, field in self.named if field == "id"}
        self.terms = {(concept, term) for concept, term, field in self.named if term and field in {"term", "text", "language"}}
        self.reworded = {concept for concept, _, field in self.named if field in {"text", "language"}}

    def cover(self, fact, known):
        """Whether a fact that stands on one side only was to be expected; ``known`` are the terms of the termbase."""
        concept, term, language, field, _ = fact
        return (
            concept in self.concepts
            or (concept, term) in self.terms
            or (concept, term, field) in self.named
            or (concept, "", field) in self.named
            or (concept in self.reworded and term and (concept, term, language) not in known)
        )


def names_after(termbase, parsed, excuses):
    """What each concept that came back was called before: its own id, or that of the lost name that is most like it."""
    kept = [concept.id for concept in termbase if concept.id not in excuses.concepts]
    if len(kept) == len(parsed) and all(
        new.id == old or old in excuses.renamed for new, old in zip(parsed, kept, strict=True)
    ):
        return {new.id: old for new, old in zip(parsed, kept, strict=True)}  # one for one, in order
    lost = excuses.renamed | excuses.concepts
    loose = [concept for concept in termbase if concept.id in lost] or [
        # One that lost a term may have come back as two: in OmegaT each source term is an entry of its own.
        concept
        for concept in termbase
        if any((concept.id, term.text) in excuses.terms for term in concept.terms)
    ]
    there = {concept.id for concept in termbase}
    names = {}
    for concept in parsed:
        names[concept.id] = concept.id
        if loose and (concept.id not in there or concept.id in lost):
            used = set(names.values())
            names[concept.id] = max(loose, key=lambda old: likeness(old, concept, used, excuses)).id
    return names


def second_homes(termbase, parsed, excuses, names):
    """Concepts that came back as part of one that is known by another's name, with nothing unexplained: id -> their names."""
    homes = {}
    for old in termbase:
        if old.id in excuses.renamed and old.id not in names.values():
            for new in parsed:
                if likeness(old, new, set(), excuses)[:1] == (0,):
                    homes.setdefault(new.id, []).append(old.id)
                    break
    return homes


def likeness(old, new, used, excuses):
    """How likely ``new`` is what came back of ``old``; first of all, by how little about it would be unexplained."""
    known = {(old.id, term.text, term.language) for term in old.terms}
    before = facts_of(old, old.id)
    unexplained = sum(
        before.get(fact, ...) != value and not excuses.cover(fact, known)
        for fact, value in facts_of(new, old.id).items()
    )
    terms = [{term.text for term in concept.terms} for concept in (old, new)]
    shared, apart = len(terms[0] & terms[1]), len(terms[0] ^ terms[1])
    return -unexplained, shared, old.id not in excuses.concepts, old.id not in used, -apart


def held(termbase, kind):
    """Assert that a format keeps its promise about a termbase; returns its loss report."""
    source, target = pair_of(termbase)
    try:
        data, losses = serialize(termbase, kind, source=source, target=target)
    except TermlockError:
        assume(target is not None)  # a format of one pair, and a termbase without one
        raise
    if not any(concept.terms for concept in termbase) and kind not in WHOLE:
        return losses
    excuses = Excuses(losses)
    if not {concept.id for concept in termbase} - excuses.concepts:
        return losses
    parsed = parse(data, kind, source=source, target=target)
    if kind in WHOLE:
        assert not losses
        assert parsed == termbase
    compare(termbase, parsed, excuses)
    return losses


def compare(termbase, parsed, excuses):
    """Assert that two termbases say the same, but for what is excused."""
    names = names_after(termbase, parsed, excuses)
    merged = second_homes(termbase, parsed, excuses, names)
    known = {(concept.id, term.text, term.language) for concept in termbase for term in concept.terms}
    before = {fact: value for concept in termbase for fact, value in facts_of(concept, concept.id).items()}
    after = {}
    for concept in parsed:
        for name in (names[concept.id], *merged.get(concept.id, ())):
            for fact, value in facts_of(concept, name).items():
                after[fact] = after.get(fact) or value
    wrong = {
        fact: (before.get(fact, "(nothing)"), after.get(fact, "(nothing)"))
        for fact in before.keys() | after.keys()
        if before.get(fact, "(nothing)") != after.get(fact, "(nothing)") and not excuses.cover(fact, known)
    }
    assert not wrong, f"not named in the loss report: {wrong}"
    order = [concept.id for concept in termbase if concept.id not in excuses.concepts]
    came = list(dict.fromkeys(name for name in (*names.values(), *chain(*merged.values())) if name in set(order)))
    assert came == [name for name in order if name in came] or excuses.renamed, "the order of concepts"
    assert set(came) == set(order), "concepts that are gone"
    terms = {concept.id: concept.terms for concept in termbase}
    for concept in parsed:
        name = names[concept.id]
        if name in excuses.concepts or name in excuses.renamed or name != concept.id:
            continue
        for language in {term.language for term in concept.terms}:
            before_terms = [t.text for t in terms[name] if t.language == language and (name, t.text) not in excuses.terms]
            wanted = set(before_terms)
            after_terms = [t.text for t in concept.terms if t.language == language and t.text in wanted]
            assert after_terms == before_terms, "the order of terms within a language"
