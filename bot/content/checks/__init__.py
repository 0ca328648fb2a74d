"""All rules that content keeps: what each looks for, and how to mend what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.content.checks import (
    advice,
    balance,
    figures,
    graph,
    hours,
    levels,
    names,
    pedagogy,
    questions,
    quizzes,
    references,
    resources,
    seeds,
    slack,
    words,
)
from bot.content.problems import Finding, Problem, Severity
from bot.content.tree import Tree


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its *code* never changes meaning, its *remedy* says how to mend."""

    code: str
    finds: Callable[[Tree], Iterable[Finding]]
    remedy: str
    severity: Severity = Severity.ERROR


RULES = (
    Rule(
        "V01",
        lambda tree: tree.unparsable,
        "Write plain YAML in UTF-8: each key once, no anchors, no tags, quotes where in doubt.",
    ),
    Rule(
        "V02",
        lambda tree: tree.misshapen,
        "Compare the file with another one of its kind; quote text that looks like a number.",
    ),
    Rule(
        "V03",
        names.misnamed,
        "Use an own id of lower-case words and hyphens, the same as the file's or folder's name.",
    ),
    Rule("V10", references.unresolved, "Correct the name, or add what it names."),
    Rule("V11", graph.circles, "Take one of the needs away."),
    Rule("V12", graph.too_early, "Move it behind what it needs, or let the track assume that."),
    Rule("V13", hours.uneven_choices, "Offer more than is chosen, within 15 per cent of hours."),
    Rule("V14", hours.misfitting_hours, "Change the weeks or the modules, or the track's pace."),
    Rule("V15", hours.misfitting_weeks, "Change the weeks, or correct the range."),
    Rule("V16", graph.left_over, "Add it to a phase, a choice or the electives of a track."),
    Rule("V17", levels.odd_levels, "Let a skill grow from module to module, up to level 3."),
    Rule("V18", hours.overlong_variants, "Take modules out, or raise its pace or weeks_max."),
    Rule("V20", pedagogy.misjudged_hours, "Split or join modules until each takes 2 to 12 hours."),
    Rule("V21", pedagogy.vague_outcomes, 'Say what one can do afterwards: "You can ...".'),
    Rule("V22", pedagogy.odd_task_counts, "Give the module two to four tasks."),
    Rule("V23", pedagogy.incomplete_tasks, "Say what to do, what to hand in, what is accepted."),
    Rule("V24", pedagogy.opinion_only, "Let CI, a metric, a quiz or the bot decide one task."),
    Rule("V25", pedagogy.odd_resource_counts, "Name one to three resources."),
    Rule("V26", pedagogy.whole_long_resources, "Name the part to use."),
    Rule("V27", pedagogy.paid_only, "Add a free resource."),
    Rule("V28", pedagogy.unasked_reflections, "Ask a question."),
    Rule("V29", pedagogy.odd_criteria_counts, "Give the project five to ten criteria."),
    Rule("V30", resources.unsafe_addresses, "Use the plain https address."),
    Rule("V31", resources.retired_resources, "Use the successor, and name it at the retired one."),
    Rule(
        "V40", seeds.landless, "Correct where it lands, or name it among that place's seed_items."
    ),
    Rule("V41", figures.misquoted, "Quote the figure of the roadmap's point."),
    Rule("V44", advice.repeated_positions, "Give each roadmap one position."),
    Rule("V45", advice.odd_terms, "Explain each term once, in one or two sentences."),
    Rule("V50", words.long_titles, "Shorten it to 75 characters."),
    Rule("V51", words.long_texts, "Shorten it to 3000 characters."),
    Rule("V52", words.mass_mentions, "Take the mention out."),
    Rule("V53", words.rich_bodies, "Write at most 200 words of plain paragraphs and lists."),
    Rule("V54", slack.unfit_screens, "Shorten it until Slack can show it."),
    Rule("V60", quizzes.malformed_quizzes, "Give three to five explained choices, one right."),
    Rule("V61", questions.ambiguous, "Mark exactly one option as correct."),
    Rule("V62", questions.unexplained, "Give three to five options and explain each."),
    Rule("V63", questions.unplaced, "Name an area, a module that teaches it, and a new id of it."),
    Rule("V64", questions.off_the_scale, "Keep a in 0.5 to 2.5, b in -3 to 3, level in 1 to 4."),
    Rule(
        "V65",
        balance.given_away_by_length,
        "Lengthen wrong options or shorten right ones.",
        Severity.WARNING,
    ),
    Rule("V66", questions.lazy_options, "Write an option that stands for itself."),
    Rule(
        "V67",
        balance.given_away_by_position,
        "Move some right options to other positions.",
        Severity.WARNING,
    ),
    Rule(
        "V68",
        quizzes.few_questions,
        "Add questions to quizzes/, for the weeks after the module.",
        Severity.WARNING,
    ),
    Rule("V70", words.promises, "Say what is learnt, and promise nothing beyond it."),
    Rule("V71", advice.odd_placeholders, "Use the placeholders that this kind of message knows."),
    Rule("V72", advice.few_wordings, "Write at least eight wordings for each kind of message."),
    Rule("V73", advice.harsh_words, "Say it kindly: what is, and what helps next."),
)


def problems(tree: Tree) -> Iterator[Problem]:
    """Apply every rule to *tree*."""
    for rule in RULES:
        for finding in rule.finds(tree):
            yield Problem(
                finding.place.file,
                tree.line_of(finding.place),
                rule.code,
                finding.what,
                rule.remedy,
                rule.severity,
            )
