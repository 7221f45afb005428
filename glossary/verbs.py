"""English verbs: the ones that policy language uses, and how they inflect."""

from __future__ import annotations

from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IRREGULAR = """
become became become; begin began begun; bear bore borne; bind bound bound; break broke broken; bring brought brought
build built built; buy bought bought; catch caught caught; choose chose chosen; come came come; cut cut cut
deal dealt dealt; do did done; draw drew drawn; drive drove driven; fall fell fallen; feed fed fed; fight fought fought
find found found; forge forged forged; get got got; give gave given; go went gone; grow grew grown; hold held held
keep kept kept; know knew known; lay laid laid; lead led led; leave left left; let let let; lose lost lost
make made made; meet met met; overcome overcame overcome; pay paid paid; put put put; rise rose risen; run ran run
see saw seen; seek sought sought; sell sold sold; send sent sent; set set set; shake shook shaken; shift shifted shifted
speak spoke spoken; spend spent spent; spread spread spread; stand stood stood; stick stuck stuck; strike struck struck
strive strove striven; take took taken; teach taught taught; tell told told; think thought thought; throw threw thrown
understand understood understood; undertake undertook undertaken; undergo underwent undergone; uphold upheld upheld
win won won; withdraw withdrew withdrawn; write wrote written; weave wove woven
"""
_DOUBLING = _words(
    """
    admit ban bar bet bid brag chat chop clap commit compel control cut defer dig dip drag drop equip expel fit
    flag fulfil flip get grab grip hit hop input jam jog knit let map mop occur offset omit outfit output permit
    plan plot plug pop prefer propel put quit rebut refer regret rid rob rot rub run set ship shop shut sit skip
    slam slip slot snap spin split spot spur step stir stop strip submit sum swap swim tag tap thin tip top
    transfer transmit trap trim unplug unwrap upset wed win wrap zip begin overrun forget program
    """
)
_REGULAR = """
accelerate accept access achieve act adapt address adhere adjust administer adopt advance advocate align allocate
allow amend analyse analyze anchor apply approve arrange assess assist assume attract audit authorise authorize
balance benefit blaze bolster boost bridge broaden call carry centre certify change check clean clear close
collaborate combat combine complete comply concentrate conduct connect conserve consolidate construct contribute
control convert cooperate coordinate correct cover crack create cultivate curb deepen defend define delegate deliver
demonstrate deploy design develop devote digitalise digitalize digitise digitize direct discipline dismantle display
disseminate diversify divide double draft earn ease eliminate embrace emphasise emphasize empower enable encourage
end endeavour energise energize enforce engage enhance enjoy enlarge enrich ensure enter entrust equip eradicate
establish evaluate exchange exercise expand expedite explore export expose extend face facilitate finance focus
follow forge form formulate foster fulfil fulfill fund further galvanise galvanize garner gear govern guarantee
guard guide handle harmonise harmonize harness head heighten help highlight honour host identify implement import
improve incorporate increase innovate inspect institute integrate intensify introduce invest invigorate invite issue
join jump kindle label launch learn level leverage liberalise liberalize lift link look lower maintain manage
manufacture march master maximise maximize mitigate mobilise mobilize modernise modernize monitor move multiply
nurture observe offer open operate oppose optimise optimize organise organize orient oversee participate pass phase
pilot pioneer plan pool position practice practise preserve press prevent prioritise prioritize proceed process
produce progress promote propel prosper protect provide publicise publicize pull purify pursue push raise reach
realise realize rebalance reclaim recognise recognize recover rectify reduce refine reform regulate reinforce
reinvigorate rejuvenate relax release rely remain remove render renew reopen replace replenish resist resolve
respect respond restore restrict restructure retain revise revitalise revitalize revive reward safeguard scale
secure seize separate serve settle shape share shore shoulder showcase simplify smooth solve spearhead speed spur
stabilise stabilize standardise standardize start stay steer step stimulate stop streamline strengthen stress strive
structure study subsidise subsidize substitute succeed supervise supply support surmount surpass sustain synergise
synergize tackle tap target test tighten trade train transfer transform transition treat trigger trust turn unblock
unclog unify unite unleash update upgrade urbanise urbanize use utilise utilize value vitalise vitalize walk welcome
widen work
"""
VERBS_ONLY = _words(
    """
    accelerate achieve adhere adopt align allocate allow amend analyse analyze assess attract become begin
    bolster bring broaden build carry choose comply conserve consolidate construct contribute create cultivate
    deepen defend deploy develop devote disseminate diversify eliminate embrace emphasise emphasize empower
    enable encourage enhance enlarge enrich ensure entrust eradicate establish expand expedite explore extend
    facilitate formulate foster fulfil fulfill galvanise galvanize give govern harmonise harmonize heighten
    identify implement improve incorporate innovate integrate intensify introduce invest invigorate keep
    liberalise liberalize maintain make maximise maximize mitigate mobilise mobilize modernise modernize nurture
    optimise optimize organise organize oversee participate preserve prevent prioritise prioritize promote
    propel protect provide pursue realise realize rectify reduce refine regulate reinforce reinvigorate
    rejuvenate remain remove replenish resolve restore restructure retain revitalise revitalize safeguard seek
    seize simplify solve stabilise stabilize standardise standardize stay stimulate streamline strengthen strive
    supervise surmount sustain tackle take tighten transform unblock uphold unify unite unleash urbanise
    urbanize utilise utilize widen
    """
)
"""Words that are hardly ever anything but a verb, so that what they begin is a verb phrase."""
ATTRIBUTIVE = _words(
    "build contribute develop enable govern implement introduce invest organise organize participate regulate remain restructure supervise"
)
"""Verbs of those whose -ing form is as often an adjective: developing countries, the governing party."""
_PARTICLES = {
    "go": "global green digital out abroad overseas up forward ahead into through public online beyond",
    "open": "up to out wider",
    "bring": "in into out about up together",
    "come": "in into out up together",
    "step": "up out in",
    "move": "up forward toward towards ahead into",
    "speed": "up",
    "scale": "up down",
    "shore": "up",
    "set": "up out off",
    "phase": "out in",
    "cut": "down back off through",
    "crack": "down",
    "tap": "into",
    "opt": "out in",
    "walk": "out",
    "push": "forward ahead for through",
    "press": "ahead forward on",
    "pass": "on down through",
    "turn": "around into to",
    "hold": "on up to",
    "rely": "on upon",
    "focus": "on upon",
    "look": "after to into",
    "work": "together toward towards out",
    "lift": "out off",
    "start": "up",
    "stop": "up",
    "clean": "up",
    "follow": "through up",
    "lay": "out down off",
    "put": "into forward in to",
    "reach": "out",
    "join": "in hands",
    "let": "go",
    "win": "over",
    "deal": "with",
    "act": "on upon",
    "stand": "up by for",
    "draw": "on upon",
    "pull": "out",
    "lead": "to by",
    "see": "through",
    "respond": "to",
    "stick": "to",
    "call": "for on upon",
    "gear": "up to toward towards",
    "march": "toward towards on",
}


def particles(verb: str) -> frozenset[str]:
    """The words that make a phrase with this verb a verb phrase even where the verb is a noun as well."""
    return frozenset(_PARTICLES.get(verb, "").split())


def forms(verb: str) -> tuple[str, ...]:
    """Every form of a verb, from any of them; an unknown verb is taken for the infinitive of a regular one."""
    return _forms(base(verb) or verb)


def base(form: str) -> str | None:
    """The infinitive of a form of a known verb, None for any other word."""
    return _bases().get(form)


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for line in _IRREGULAR.strip().splitlines():
        for entry in line.split(";"):
            verb, past, participle = entry.split()
            table[verb] = past, participle
    return table


@cache
def _bases() -> dict[str, str]:
    table: dict[str, str] = {}
    for verb in sorted(VERBS):
        for form in _forms(verb):
            table.setdefault(form, verb)
    table.update((verb, verb) for verb in VERBS)
    return table


def paradigm(form: str) -> tuple[str, str, str, str, str]:
    """Infinitive, third person, past, participle and -ing form of a verb, from any of its forms."""
    return _paradigm(base(form) or form)


@cache
def _forms(verb: str) -> tuple[str, ...]:
    if verb == "be":
        return ("be", "is", "are", "am", "was", "were", "been", "being")
    return tuple(dict.fromkeys(_paradigm(verb)))


def _paradigm(verb: str) -> tuple[str, str, str, str, str]:
    if verb == "be":
        return ("be", "is", "was", "been", "being")
    doubled = verb + verb[-1] if verb in _DOUBLING else verb
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        past, present = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("e"):
        past, present = verb + "d", verb + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        past, present = verb[:-1] + "ied", verb + "ing"
    else:
        past, present = doubled + "ed", doubled + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third = verb[:-1] + "ies"
    elif verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = verb + "es"
    else:
        third = verb + "s"
    past, participle = _irregular().get(verb, (past, past))
    return verb, third, past, participle, present


VERBS = frozenset(_REGULAR.split()) | frozenset(_irregular()) | VERBS_ONLY | frozenset(_PARTICLES) | {"be"}
"""The verbs that are known, as infinitives."""
