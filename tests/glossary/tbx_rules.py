"""What TBX allows, as a RELAX NG grammar written for these tests from ISO 30042 and the definitions of its dialects.

Narrower than the standard: it knows what termlock writes, and nothing else passes.
"""

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"

STATUS = "preferredTerm-admn-sts admittedTerm-admn-sts deprecatedTerm-admn-sts supersededTerm-admn-sts"
SPEECH = "noun verb adjective adverb other"
TYPES = "fullForm acronym abbreviation shortForm variant phrase"

# category: (element in DCA, module, values; "" for any text)
MIN = {
    "subjectField": ("descrip", "min", ""),
    "administrativeStatus": ("termNote", "min", STATUS),
    "partOfSpeech": ("termNote", "min", SPEECH),
}
BASIC = MIN | {
    "definition": ("descrip", "basic", ""),
    "context": ("descrip", "basic", ""),
    "source": ("admin", "basic", ""),
    "termType": ("termNote", "basic", TYPES),
    "crossReference": ("ref", "basic", ""),
    "externalCrossReference": ("xref", "basic", ""),
}
DIALECTS = {"TBX-Core": {}, "TBX-Min": MIN, "TBX-Basic": BASIC}
LEVELS = {
    "concept": ("subjectField", "definition", "crossReference"),
    "language": ("definition",),
    "term": ("administrativeStatus", "partOfSpeech", "termType", "context", "source", "externalCrossReference", "crossReference"),
}
TARGETS = {
    "crossReference": '<attribute name="target"><data type="IDREF"/></attribute>',
    "externalCrossReference": '<attribute name="target"><data type="anyURI"><param name="pattern">https?://.+</param></data></attribute>',
}


def validator(dialect, style, version=3):
    """A RELAX NG validator of what a dialect allows in a style."""
    known = DIALECTS[dialect]

    def category(name):
        holder, module, values = known[name]
        content = "<text/>" if not values else "<choice>" + "".join(f"<value>{each}</value>" for each in values.split()) + "</choice>"
        content += TARGETS.get(name, "")
        if style == "dct":
            return f'<element name="{name}" ns="http://www.tbxinfo.net/ns/{module}">{content}</element>'
        return f'<element name="{holder}"><attribute name="type"><value>{name}</value></attribute>{content}</element>'

    def level(name, *, notes):
        """The data categories of a level; in DCA term notes stand before everything else."""
        allowed = [each for each in LEVELS[name] if each in known]
        first = [each for each in allowed if known[each][0] == "termNote" or style == "dct"] if name == "term" else []
        rest = [each for each in allowed if each not in first]
        parts = ""
        if first:
            parts += "<zeroOrMore><choice>" + "".join(map(category, first)) + "</choice></zeroOrMore>"
        note = '<element name="note"><text/></element>' if notes else ""
        return parts + "<zeroOrMore><choice>" + "".join(map(category, rest)) + note + "</choice></zeroOrMore>"

    v2 = version == 2
    root, header, entry, language, term = (
        ("martif", "martifHeader", "termEntry", "langSet", "tig") if v2 else ("tbx", "tbxHeader", "conceptEntry", "langSec", "termSec")
    )
    tag = '<attribute name="xml:lang"><data type="language"/></attribute>'
    identifier = '<attribute name="id"><data type="ID"/></attribute>'
    described = '<element name="encodingDesc"><element name="p"><attribute name="type"/><text/></element></element>' if v2 else ""
    grammar = f"""<grammar xmlns="{RNG}" ns="{'' if v2 else 'urn:iso:std:iso:30042:ed-2'}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
    <start><element name="{root}"><attribute name="type"><value>{dialect}</value></attribute>{tag}
      {'' if v2 else f'<attribute name="style"><value>{style}</value></attribute>'}
      <element name="{header}"><element name="fileDesc"><element name="sourceDesc"><element name="p"><text/></element></element></element>{described}</element>
      <element name="text"><element name="body"><oneOrMore><element name="{entry}">{identifier}{level("concept", notes=True)}
        <oneOrMore><element name="{language}">{tag}{level("language", notes=True)}
          <oneOrMore><element name="{term}"><element name="term"><text/></element>{level("term", notes=True)}</element></oneOrMore>
        </element></oneOrMore></element></oneOrMore></element></element>
    </element></start></grammar>"""
    return etree.RelaxNG(etree.fromstring(grammar))


def broken_rules(data, dialect, style, version=3):
    """Every rule of the dialect that a document breaks."""
    document = etree.fromstring(data)
    rules = validator(dialect, style, version)
    rules.validate(document)
    found = [str(error.message) for error in rules.error_log]
    ids = [each.get("id") for each in document.iter() if each.get("id")]
    found += [f"{each} twice" for each in set(ids) if ids.count(each) > 1]
    found += [
        f"{each.get('target')} leads nowhere"
        for each in document.iter()
        if each.get("target") and not each.get("target").startswith("http") and each.get("target") not in ids
    ]
    languages = [[each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in entry if "lang" in str(each.tag)] for entry in document.iter("{*}conceptEntry", "{*}termEntry")]
    found += ["a language twice in an entry" for each in languages if len(each) != len(set(each))]
    found += [f"an empty <{each.tag}>" for each in document.iter() if len(each) == 0 and not (each.text or "").strip()]
    return found
