"""What the page on the check's logic shows, gathered once for a definition. Nothing about any person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from triage.core.definition import Cause, Definition, Rule
from triage.core.urgency import Urgency
from triage.core.verify import Verdict, verify
from triage.definitions import definition_by_hash
from triage.drawing import draw
from triage.outline import Need, PageOutline, needs_of, outline
from triage.shapes import Drawing
from triage.starter import read_vignettes
from triage.trial import Trial, try_out


@dataclass(frozen=True, slots=True)
class RuleInWords:
    rule: Rule
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class RulesAtLevel:
    level: str
    rules: tuple[RuleInWords, ...]


@dataclass(frozen=True, slots=True)
class CauseInWords:
    """A cause with its gate and, by points from most to least, what speaks for it and against it."""

    name: str
    floor: Urgency
    gate: tuple[str, ...]
    signs: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    drawing: Drawing
    pages: tuple[PageOutline, ...]
    levels: tuple[RulesAtLevel, ...]
    number_of_rules: int
    causes: tuple[CauseInWords, ...]
    verdicts: tuple[Verdict, ...]
    trial: Trial

    @property
    def proven(self) -> int:
        return sum(verdict.holds for verdict in self.verdicts)


@lru_cache(maxsize=2)
def explanation_of(sha256: str) -> Explanation:
    """Return everything there is to show of the definition with this hash; raise UnknownDefinition."""
    return explain(definition_by_hash(sha256))


def explain(definition: Definition) -> Explanation:
    return Explanation(
        drawing=draw(definition),
        pages=outline(definition),
        levels=tuple(_levels(definition)),
        number_of_rules=len(definition.rules),
        causes=tuple(_in_words(definition, cause) for cause in definition.causes),
        verdicts=verify(definition),
        trial=try_out(definition, read_vignettes(settings.BASE_DIR / "content")),
    )


def _in_words(definition: Definition, cause: Cause) -> CauseInWords:
    by_points: dict[int, list[str]] = {}
    for code, points in cause.points.items():
        by_points.setdefault(points, []).append(definition.findings[code])
    signs = ((f"{points:+d}", tuple(by_points[points])) for points in sorted(by_points, reverse=True))
    gate = tuple(definition.findings[code] for code in sorted(cause.gate))
    return CauseInWords(cause.name, cause.floor, gate, tuple(signs))


def _levels(definition: Definition) -> list[RulesAtLevel]:
    """The rules by level, the most urgent first; a level without rules is left out."""
    in_words = [RuleInWords(rule, needs_of(definition, rule.terms)) for rule in definition.rules]
    levels = sorted({rule.urgency for rule in definition.rules}, reverse=True)
    return [_at(level, in_words) for level in levels]


def _at(level: Urgency, rules: list[RuleInWords]) -> RulesAtLevel:
    return RulesAtLevel(level.code, tuple(told for told in rules if told.rule.urgency == level))
