"""One planted fault after the other, at least one for each code."""

from dataclasses import dataclass

FIRST = "modules/basics/first.md"
SECOND = "modules/basics/second.md"
FINAL = "projects/final.md"
COMMON = "projects/_common.yaml"
WALK = "tracks/walk.yaml"
RESOURCES = "resources/walking.yaml"
QUIZ = "quizzes/first.yaml"
ITEMS = "seeds/items.yaml"
BANK = "questions/basics.yaml"
AREAS = "areas.yaml"
SKILLS = "skills.yaml"
MANIFEST = "manifest.yaml"
FAQS = "faqs.yaml"
TIPS = "nudges.yaml"
ROLES = "roles.yaml"
MAPPINGS = "mappings.yaml"
TERMS = "glossary.yaml"
POLICIES = "policies.yaml"
WORDINGS = "wordings.yaml"
FIFTH = "modules/extras/fifth.md"


@dataclass(frozen=True)
class Fault:
    """What is changed in *file*, and the text on the line, there or in *where*, to be named."""

    code: str
    name: str
    file: str
    old: str
    new: str
    line: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.code}-{self.name}"


LONG = "word " * 16
TASK_TWO = """  - id: t2
    do: Look back
    deliver: a note
    check:
      kind: review
      accept: a peer recognises the way
    evidence: text
"""
TWO_OPTIONS = """      - id: b
        text: green
        explain: Number 2 is green.
      - id: c
        text: blue
        explain: Number 3 is blue.
"""
AGAIN = """  - id: q2
    ask: Would you take the fifth step again?
    choices:
      - text: Yes
        correct: true
        explain: It is so.
      - text: No
        explain: It is so.
      - text: Perhaps
        explain: It is so for certain.
"""
FAULTS = [
    Fault("V01", "unclosed bracket", WALK, "[5, 8]", "[5, 8", "assumes:"),
    Fault("V01", "key twice", WALK, "seed: S0", "seed: S0\nseed: S0", "seed: S0\ntitle"),
    Fault("V01", "anchor", WALK, "walk\nseed", "&w walk\nseed", "id: &w walk"),
    Fault("V01", "tag", FIRST, "hours: 8", "hours: !!int 8", "!!int"),
    Fault("V01", "front matter open", FINAL, "2026-11-20\n---\n", "2026-11-20\n", "---"),
    Fault("V01", "front matter a list", FINAL, "schema: 1", "- schema: 1", "id: final"),
    Fault("V02", "unknown key", WALK, "seed: S0", "seed: S0\ncolour: red", "colour: red"),
    Fault("V02", "unknown key inside", FIRST, "do: Take", "how: on foot\n    do: Take", "how:"),
    Fault("V02", "missing key", WALK, "audience: Whoever likes to walk\n", "", "schema: 1"),
    Fault("V02", "missing key inside", FIRST, "    evidence: link\n", "", "- id: t1"),
    Fault("V02", "number for text", WALK, "title: A short walk", "title: 12", "title: 12"),
    Fault("V02", "text for number", FIRST, "hours: 8", "hours: '8'", "hours: '8'"),
    Fault("V02", "unknown kind", FIRST, "kind: ci", "kind: oracle", "kind: oracle"),
    Fault("V02", "other schema", QUIZ, "schema: 1", "schema: 2", "schema: 2"),
    Fault("V02", "empty title", WALK, "title: A short walk", "title: ''", "title: ''"),
    Fault("V02", "no date", FIRST, "2026-11-20", "2026-13-20", "2026-13-20"),
    Fault("V02", "bad range", WALK, "2-4 weeks", "some weeks", "some weeks"),
    Fault("V02", "entry no mapping", SKILLS, "- {id: reading, name: Reading, group: basics}",
          "- {id: reading, name: Reading, group: basics}\n- walking", "- walking"),
    Fault("V02", "skills no list", SKILLS, "- {id: reading, name: Reading, group: basics}\n"
          "- {id: writing, name: Writing, group: basics}", "reading: Reading", "reading: Reading"),
    Fault("V02", "broken question", BANK, "a: 1.2", "a: steep", "a: steep"),
    Fault("V02", "broken resource in use", RESOURCES, "kind: docs", "kind: magic", "kind: magic"),
    Fault("V03", "module elsewhere", FIRST, "area: basics", "area: extras", "area: extras"),
    Fault("V03", "quiz elsewhere", QUIZ, "module: first", "module: second", "module: second"),
    Fault("V03", "resource elsewhere", RESOURCES, "area: walking", "area: maps", "area: maps"),
    Fault("V02", "unknown trigger", TIPS, "when: blocker-open", "when: full-moon", "trigger:\n    when: f"),
    Fault("V02", "other parameter", TIPS, "days: 5", "days: 5\n    hours: 5", "hours: 5"),
    Fault("V02", "no position", FAQS, "  positions:\n    - seed: S1\n      says: Not far.", "  positions: []",
          "positions: []"),
    Fault("V02", "unknown kind of message", WORDINGS, "kind: pause, text: 'A pause after {weeks}, number 8",
          "kind: farewell, text: 'A pause after {weeks}, number 8", "- {id: pause-8"),
    Fault("V03", "answer twice", FAQS, "id: how-far", "id: how-fast", "- id: how-fast\n  ask: How far"),
    Fault("V03", "term no slug", TERMS, "id: hill", "id: The hill", "- id: The hill"),
    Fault("V03", "no slug", FIRST, "id: t1", "id: T 1", "id: T 1"),
    Fault("V03", "id too long", FIRST, "id: t1", f"id: {'t' * 76}", "id: ttt"),
    Fault("V03", "no seed item id", ITEMS, "- id: S0-TIME", "- id: one\n  kind: fact\n  says: x\n"
          "  lands: [placement]\n- id: S0-TIME", "id: one"),
    Fault("V03", "resource twice", RESOURCES, "id: licence", "id: guide", "id: guide\n  title: A w"),
    Fault("V03", "alias taken", FIRST, "seed_items", "aliases: [map]\nseed_items", "aliases"),
    Fault("V03", "skill twice", SKILLS, "- {id: writing", "- {id: reading, name: Twice, group: basics}\n"
          "- {id: writing", "name: Twice"),
    Fault("V03", "area twice", AREAS, "id: extras", "id: basics", "id: basics\n  title: What"),
    Fault("V03", "task twice", FIRST, "id: t2", "id: t1", "id: t1\n    do: Look"),
    Fault("V03", "option twice", BANK, "- id: b\n", "- id: a\n", "- id: a\n        text: green"),
    Fault("V03", "module taught twice", AREAS, "    - third", "    - second\n    - third",
          "- second\n    - third"),
    Fault("V10", "module", WALK, "- second", "- second\n      - nowhere", "- nowhere"),
    Fault("V10", "project", WALK, "- final", "- final\n      - nowhere", "- nowhere"),
    Fault("V10", "choice", WALK, "- - fourth", "- - fourth\n          - nowhere", "- nowhere"),
    Fault("V10", "elective", WALK, "  - fifth", "  - fifth\n  - nowhere", "- nowhere"),
    Fault("V10", "assumed", WALK, "  zeroth:", "  nowhere: x\n  zeroth:", "nowhere: x"),
    Fault("V10", "replacement", WALK, "second: fifth", "second: nowhere", "second: nowhere"),
    Fault("V10", "replaced", WALK, "second: fifth", "third: fifth", "third: fifth"),
    Fault("V10", "prepended", WALK, "    prepend:", "    prepend:\n      - nowhere", "- nowhere"),
    Fault("V10", "seed", FAQS, "seed: S1", "seed: S9", "seed: S9"),
    Fault("V10", "seed item", FINAL, "[S0-ONE]", "[S0-ONE, S0-TWO]", "[S0-ONE"),
    Fault("V10", "scoring", FINAL, "scoring: standard", "scoring: odd", "scoring: odd"),
    Fault("V10", "need", FIRST, "[zeroth]", "[zeroth, nowhere]", "needs:"),
    Fault("V10", "skill", FIRST, "  reading: 2", "  flying: 1", "flying: 1"),
    Fault("V10", "resource", FIRST, "ref: map", "ref: nowhere", "ref: nowhere"),
    Fault("V10", "successor", RESOURCES, "[guide]", "[nowhere]", "[nowhere]"),
    Fault("V10", "default track", MANIFEST, "track: walk", "track: run", "track: run"),
    Fault("V10", "taught", AREAS, "    - third", "    - third\n    - nowhere", "- nowhere"),
    Fault("V10", "position", FAQS, "- seed: S1", "- seed: S7", "seed: S7"),
    Fault("V10", "tip about", TIPS, "[second, final]", "[second, nowhere]", "items:"),
    Fault("V10", "tip in", TIPS, "areas: [extras]", "areas: [nowhere]", "areas:"),
    Fault("V10", "tip off", TIPS, "tracks_off: [walk]", "tracks_off: [run]", "tracks_off: [run]"),
    Fault("V10", "role", ROLES, "[first, second]", "[first, nowhere]", "modules:"),
    Fault("V10", "mapping", MAPPINGS, "modules: [second]", "modules: [nowhere]", "modules: [nowhere]"),
    Fault("V10", "term", TERMS, "module: first", "module: nowhere", "module: nowhere"),
    Fault("V10", "policy", POLICIES, "[S0-ONE]", "[S0-ONE, S0-TWO]", "seed_items:"),
    Fault("V11", "circle", "modules/basics/zeroth.md", "needs: []", "needs: [second]", "needs:",
          where=FIRST),
    Fault("V11", "own need", "modules/extras/fifth.md", "[first]", "[first, fifth]", "needs:"),
    Fault("V12", "never taught", SECOND, "[first]", "[first, fifth]", "- second", where=WALK),
    Fault("V12", "not assumed", WALK, "  zeroth: everybody knows that", "  second: x", "- first"),
    Fault("V12", "in a choice", "modules/extras/third.md", "[first]", "[first, fourth]", "- - third",
          where=WALK),
    Fault("V12", "after a choice", FINAL, "[first]", "[first, third]", "- final", where=WALK),
    Fault("V12", "in a variant", "modules/extras/third.md", "[first]", "[first, second]", "slow:",
          where=WALK),
    Fault("V13", "uneven", "modules/extras/third.md", "hours: 8", "hours: 10", "choose:",
          where=WALK),
    Fault("V13", "all taken", WALK, "weeks: 3\n    modules: []\n    choose:\n      count: 1",
          "weeks: 4\n    modules: []\n    choose:\n      count: 2", "count: 2"),
    Fault("V14", "too long", FIRST, "hours: 8", "hours: 11", "weeks: 2", where=WALK),
    Fault("V14", "too short", FINAL, "hours: 16", "hours: 12", "weeks: 3", where=WALK),
    Fault("V15", "phase too short", WALK, "2-4 weeks", "3-4 weeks", "weeks: 2"),
    Fault("V15", "phase too long", WALK, "0-1 months", "0-2 weeks", "weeks: 3"),
    Fault("V15", "track too long", WALK, "[5, 8]", "[3, 4]", "weeks_range"),
    Fault("V15", "track too short", WALK, "[5, 8]", "[6, 8]", "weeks_range"),
    Fault("V16", "module", WALK, "        - - fourth", "        - - third", "id: fourth",
          where="modules/extras/fourth.md"),
    Fault("V17", "falls", FIRST, "reading: 2", "reading: 1", "reading: 1"),
    Fault("V17", "too high", FIFTH, "reading: 2", "reading: 4", "reading: 4"),
    Fault("V17", "never usable", "modules/extras/third.md", "writing: 2", "writing: 1", "- {id: writing",
          where=SKILLS),
    Fault("V18", "too long", WALK, "weeks_max: 10", "weeks_max: 5", "slow:"),
    Fault("V18", "too slow", WALK, "weeks_max: 10", "weeks_max: 10\n    pace_hours_per_week: 4", "slow:"),
    Fault("V18", "longer than the track", WALK, "weeks_max: 10", "pace_hours_per_week: 5", "slow:"),
    Fault("V20", "too long", "modules/extras/fifth.md", "hours: 8", "hours: 13", "hours: 13"),
    Fault("V20", "too short", "modules/extras/fifth.md", "hours: 8", "hours: 1", "hours: 1"),
    Fault("V21", "no promise", FIRST, "You can take", "Learn to take", "outcome:"),
    Fault("V22", "one task", FIRST, TASK_TWO, "", "tasks:"),
    Fault("V22", "five tasks", FIRST, TASK_TWO,
          "".join(TASK_TWO.replace("t2", f"t{n}") for n in range(2, 6)), "tasks:"),
    Fault("V23", "nothing to do", FIRST, "do: Take the step", "do: TBD", "do: TBD"),
    Fault("V23", "nothing to hand in", FIRST, "deliver: a footprint", "deliver: ''", "deliver: ''"),
    Fault("V23", "nothing accepted", FIRST, "accept: the footprint is there", "accept: '...'",
          "accept: '...'"),
    Fault("V24", "opinion", FIRST, "kind: ci", "kind: review", "tasks:"),
    Fault("V25", "nothing to read", FIRST, "resources:\n  - ref: map", "resources: []",
          "resources:"),
    Fault("V25", "too much to read", FIRST, "  - ref: map",
          "  - ref: map\n  - ref: map\n  - ref: map\n  - ref: map", "resources:"),
    Fault("V26", "whole guide", SECOND, "    part: chapter 1\n", "", "ref: guide"),
    Fault("V27", "only paid", RESOURCES, "cost: free\n  publisher: Example\n  why: It explains",
          "cost: freemium\n  publisher: Example\n  why: It explains", "resources:", where=SECOND),
    Fault("V28", "no question", FIRST, "about it?", "about it.", "reflect:"),
    Fault("V29", "too few", FINAL, "  - {id: a5, text: You told of it.}\n", "", "accept:"),
    Fault("V30", "http", RESOURCES, "https://example.org/map", "http://example.org/map", "http:"),
    Fault("V30", "utm", RESOURCES, "?page=1", "?utm_source=x", "utm_source"),
    Fault("V30", "click id", RESOURCES, "?page=1", "?page=1&gclid=", "gclid"),
    Fault("V31", "no successor", RESOURCES, "  replaced_by: [guide]\n", "", "status: retired"),
    Fault("V31", "still used", SECOND, "ref: guide\n    part: chapter 1",
          "ref: licence\n  - ref: map", "ref: licence"),
    Fault("V40", "no module", ITEMS, "- m:first", "- m:nowhere", "m:nowhere"),
    Fault("V40", "no project", ITEMS, "- p:final", "- p:nowhere", "p:nowhere"),
    Fault("V40", "no track", ITEMS, "- t:walk\n", "- t:run\n", "t:run"),
    Fault("V40", "no phase", ITEMS, "t:walk/w1", "t:walk/w9", "t:walk/w9"),
    Fault("V40", "no stance", ITEMS, "stance:maths", "stance:sports", "stance:sports"),
    Fault("V40", "no placement", ITEMS, "- placement", "- placement:x", "placement:x"),
    Fault("V40", "no answer", ITEMS, "- faq:how-fast", "- faq:nowhere", "faq:nowhere"),
    Fault("V40", "no tip", ITEMS, "- nudge:look-around", "- nudge:nowhere", "nudge:nowhere"),
    Fault("V40", "no role", ITEMS, "- role:walker", "- role:nowhere", "role:nowhere"),
    Fault("V40", "no policy", ITEMS, "- policy:no-running", "- policy:nowhere", "policy:nowhere"),
    Fault("V40", "no such card", ITEMS, "- map", "- map:standing", "map:standing"),
    Fault("V40", "not in the module", FIRST, "[S0-ONE]", "[]", "m:first", where=ITEMS),
    Fault("V40", "not in the project", FINAL, "[S0-ONE]", "[]", "p:final", where=ITEMS),
    Fault("V40", "not in the answer", FAQS, "    - seed: S0\n      says: Slowly.\n", "",
          "faq:how-fast", where=ITEMS),
    Fault("V40", "not in the tip", TIPS, "[S0-ONE]", "[]", "nudge:look-around", where=ITEMS),
    Fault("V40", "not in the role", ROLES, "[S0-ONE]", "[]", "role:walker", where=ITEMS),
    Fault("V40", "not in the policy", POLICIES, "[S0-ONE]", "[]", "policy:no-running", where=ITEMS),
    Fault("V40", "on no card", MAPPINGS, "[S0-ONE]", "[]", "map\n", where=ITEMS),
    Fault("V40", "not the track's stance", WALK, "seed: S0", "seed: S1", "stance:maths", where=ITEMS),
    Fault("V40", "no such kind", ITEMS, "- map", "- moon:dark", "moon:dark"),
    Fault("V41", "left out", WALK, "About 1-2 months", "About two months", "seed_claim:"),
    Fault("V41", "made up", WALK, "About 1-2 months", "About 1-2 months, or 3-4", "seed_claim:"),
    Fault("V41", "other phase", ITEMS, "Walk before you run", "Walk 3-4 weeks", "seed_range: 2-4", where=WALK),
    Fault("V44", "twice", FAQS, "- seed: S1", "- seed: S0", "- seed: S0\n      says: At any"),
    Fault("V45", "long", TERMS, "There are two.", "There are two. One is high.", "means: What is climbed"),
    Fault("V45", "no sentence", TERMS, "What a walk is made of.", "Part of a walk", "means: Part"),
    Fault("V45", "twice", TERMS, "term: hill", "term: Pace", "term: Pace"),
    Fault("V50", "title", FIRST, "The first step", LONG, "title:"),
    Fault("V50", "phase", WALK, "Setting out", LONG, f"title: {LONG}"),
    Fault("V50", "anchor", AREAS, "Can say what it is", LONG, LONG),
    Fault("V50", "area", AREAS, "The basics", LONG, LONG),
    Fault("V51", "brief", FINAL, "Climb it.", "step " * 601, "brief:"),
    Fault("V51", "question", BANK, "text: red", f"text: {'red ' * 750}", "- id: basics-q1"),
    Fault("V52", "at", FIRST, "Going first", "@channel Going first", "Going first"),
    Fault("V52", "tag", WALK, "One step after", "<!here> One step after", "<!here>"),
    Fault("V52", "group", ITEMS, "Walk before", "<!subteam^S1> Walk before", "<!subteam"),
    Fault("V53", "image", FIRST, "Common mistake", "See ![a hill](x.png)", "See ![a hill]"),
    Fault("V53", "table", FIRST, "Common mistake", "| a | b |", "| a | b |"),
    Fault("V53", "html", FIRST, "Common mistake", "<br/>", "<br/>"),
    Fault("V53", "too long", FIRST, "hardest", "hardest " * 200, "Going first"),
    Fault("V54", "signs", FIRST, "hardest", "&" * 700, "Going first"),
    Fault("V54", "blocks", WALK, "  maths: on demand", "  maths: on demand\n"
          + "".join(f"  habit-{n}: walk\n" for n in range(50)), "phases:"),
    Fault("V60", "no right choice", QUIZ, "        correct: true\n", "", "id: q1"),
    Fault("V60", "two choices", QUIZ, "      - text: The right one\n"
          "        explain: Only in superstition.\n", "", "id: q1"),
    Fault("V60", "unexplained", QUIZ, "        explain: Only in marches.\n", "", "id: q1"),
    Fault("V61", "none right", BANK, "        correct: true\n", "", "options:"),
    Fault("V61", "two right", BANK, "text: green", "text: green\n        correct: true", "options:"),
    Fault("V62", "unexplained", BANK, "        explain: Number 1 is red.\n", "", "- id: a"),
    Fault("V62", "two options", BANK, TWO_OPTIONS, "", "options:"),
    Fault("V62", "six options", BANK, TWO_OPTIONS,
          TWO_OPTIONS + TWO_OPTIONS.replace("id: b", "id: e").replace("id: c", "id: f"), "options:"),
    Fault("V63", "no module", BANK, "module: second", "module: nowhere", "nowhere"),
    Fault("V63", "other module", BANK, "module: second", "module: fourth", "module: fourth"),
    Fault("V63", "taken", BANK, "id: basics-q2", "id: basics-q1", "id: basics-q1\n    module: se"),
    Fault("V63", "foreign id", BANK, "id: basics-q2", "id: extras-q2", "id: extras-q2"),
    Fault("V64", "a too small", BANK, "a: 1.2", "a: 0.49", "a: 0.49"),
    Fault("V64", "a too large", BANK, "a: 1.2", "a: 2.51", "a: 2.51"),
    Fault("V64", "b too small", BANK, "b: -0.4", "b: -3.01", "b: -3.01"),
    Fault("V64", "b too large", BANK, "b: -0.4", "b: 3.01", "b: 3.01"),
    Fault("V64", "level 0", BANK, "level: 2", "level: 0", "level: 0"),
    Fault("V64", "level 5", BANK, "level: 2", "level: 5", "level: 5"),
    Fault("V66", "all", BANK, "text: green", "text: All of the above", "- id: b\n"),
    Fault("V66", "none", BANK, "text: green", "text: None of the above.", "- id: b\n"),
    Fault("V68", "one question", "quizzes/fifth.yaml", AGAIN, "", "id: fifth", where=FIFTH),
    Fault("V70", "job", WALK, "One step after", "Land a job, one step after", "Land a job"),
    Fault("V71", "placeholder", WORDINGS, "How was {module}", "How was {weeks}", "- {id: checkin-1"),
    Fault("V71", "loose brace", WORDINGS, "How was {module}", "How was {module} }", "- {id: checkin-1"),
    Fault("V72", "seven", WORDINGS, "- {id: pause-8, kind: pause, text: 'A pause after {weeks}, number 8.'}\n",
          "", "- {id: nudge-1"),
    Fault("V73", "loud", WORDINGS, "number 1.", "number 1!", "- {id: nudge-1"),
    Fault("V73", "reproach", TIPS, "Rest for a while.", "You should have rested.", "text: You"),
    Fault("V70", "resource", RESOURCES, "It shows", "The world-class map shows", "world-class"),
]  # fmt: skip
