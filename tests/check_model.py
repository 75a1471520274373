"""What the check has to answer, said a second time and in another way, for tests to compare with.

`place_of` is the check itself: which pages are open to somebody, and what the result is. It takes the
judgement of evidence (`assess`) and of what still matters (`that_matter`) from the core, and nothing
of replay, forms or views. `Site` is the rest: one person's cookie, the clock, and what is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from triage.core.assess import Assessment, Evidence, assess
from triage.core.definition import Definition, Page, Question
from triage.core.relevance import that_matter
from triage.core.urgency import Urgency

HOUR = 60 * 60

Ticked = Mapping[str, frozenset[str]]
"""The values ticked, by question."""


@dataclass(frozen=True)
class Place:
    """Where somebody stands: the pages open to them, where to go on, and the result, if one may be shown."""

    asked: Mapping[str, list[Question]]
    next: str
    result: Assessment | None


def place_of(definition: Definition, accepted: Ticked) -> Place:
    asked: dict[str, list[Question]] = {}
    evidence = Evidence()
    for number, page in enumerate(definition.pages):
        level = _level(definition, evidence)
        if level == Urgency.EMERGENCY:
            break
        questions = _asked(definition, number, page, evidence, level)
        if questions:
            asked[page.slug] = questions
        if any(question.slug not in accepted for question in questions):
            return _open(definition, accepted, asked, number, evidence)
        for question in questions:
            evidence = _heard(question, accepted[question.slug], evidence)
    return Place(asked, "/check/result/", assess(definition, evidence))


def _open(
    definition: Definition,
    accepted: Ticked,
    asked: dict[str, list[Question]],
    number: int,
    evidence: Evidence,
) -> Place:
    """Stopped at an open page: what was said to later ones, before this one opened again, still counts."""
    left = [question for page in definition.pages[number:] for question in page.questions]
    said = [question for question in left if question.slug in accepted]
    everything = heard = evidence
    for question in said:
        everything = _heard(question, accepted[question.slug], everything)
    said = [question for question in said if _is_open_to(question, everything)]
    for question in said:
        heard = _heard(question, accepted[question.slug], heard)
    level = _level(definition, heard)
    may_stop = level >= Urgency.SAME_DAY and number > _last_red_flag(definition)
    closed = heard.unsure_of([question for question in left if question not in said])
    result = assess(definition, closed) if may_stop or level == Urgency.EMERGENCY else None
    here = f"/check/{definition.pages[number].slug}/"
    return Place(asked, "/check/result/" if level == Urgency.EMERGENCY else here, result)


def _last_red_flag(definition: Definition) -> int:
    """The number of the last page with an option that is an emergency by itself."""
    return max(
        (
            number
            for number, page in enumerate(definition.pages)
            for question in page.questions
            for option in question.options
            if _level(definition, Evidence(frozenset(option.findings))) == Urgency.EMERGENCY
        ),
        default=-1,
    )


def _level(definition: Definition, evidence: Evidence) -> Urgency:
    fired = [rule.urgency for rule in definition.rules if rule.fires(evidence.present)]
    return max(fired, default=Urgency.SELF_CARE)


def _asked(
    definition: Definition, number: int, page: Page, evidence: Evidence, level: Urgency
) -> list[Question]:
    fitting = tuple(question for question in page.questions if _is_open_to(question, evidence))
    return list(that_matter(definition, number, fitting, evidence, level))


def _is_open_to(question: Question, evidence: Evidence) -> bool:
    return all(len(term.tokens & evidence.present) >= term.least for term in question.asked_when)


def _heard(question: Question, values: frozenset[str], before: Evidence) -> Evidence:
    told = {code for value in values - {"none", "unsure"} for code in value.split("+")}
    after = before.unsure_of([question]) if "unsure" in values else before
    return Evidence(after.findings | told, after.assumed, after.unsure)


def offered(question: Question) -> frozenset[str]:
    extra = {"none": question.none, "unsure": question.unsure}
    values = {"+".join(option.findings) for option in question.options}
    return frozenset(values | {value for value, words in extra.items() if words})


def is_an_answer(question: Question, values: frozenset[str]) -> bool:
    lone = {"+".join(option.findings) for option in question.options if option.alone} | {"none"}
    may_be_several = question.many and not values & lone
    return values <= offered(question) and (len(values) == 1 or (len(values) > 1 and may_be_several))


# The site, for one person


@dataclass(frozen=True)
class Cookie:
    """What a cookie holds. One that was altered holds nothing that can be read."""

    version: str
    accepted: Ticked = field(default_factory=dict)
    since: float = 0
    is_readable: bool = True
    token: object = field(default_factory=object)
    """What the forms of this check carry."""


@dataclass(frozen=True)
class Reply:
    """What has to come: a status; where it leads; what the questions offer and what is ticked; the result."""

    status: int
    leads_to: str = ""
    offers: Ticked = field(default_factory=dict)
    ticked: Ticked = field(default_factory=dict)
    result: Assessment | None = None
    is_accepted: bool = False


@dataclass
class Site:
    versions: Mapping[str, Definition]
    live: str | None
    now: float
    cookie: Cookie | None = None

    @property
    def has_answers(self) -> bool:
        return self._is_in_use and bool(self.cookie.accepted)

    def reply(
        self, method: str, path: str, posted: Ticked | None = None, token: object | None = None
    ) -> Reply:
        """Answer a request, and keep the cookie as a browser would; `token` is that of the form posted."""
        name = path.removeprefix("/check/").strip("/")
        if method == "POST" and self._is_in_use and token is not self.cookie.token:
            return Reply(403)
        if method == "GET" and name in {"restart", "delete", "answers"}:
            return Reply(405)
        if name in {"", "restart", "delete", "deleted"}:
            return self._without_answers(name)
        if self.cookie and not self._is_in_use:
            return self._start_again()
        if name in {"result", "answers"}:
            return self._result(name)
        if self.cookie is None and method == "POST":
            return self._start_again()
        if self.live is None:
            return Reply(503)
        is_new = method == "GET" and not self.has_answers
        cookie = self._begun_anew() if is_new else self.cookie
        definition = self.versions[cookie.version]
        if name not in {page.slug for page in definition.pages}:
            return Reply(404)
        place = place_of(definition, cookie.accepted)
        if name not in place.asked:
            return Reply(303, place.next)
        self.cookie = cookie
        if method == "GET":
            return _form(200, place.asked[name], cookie.accepted)
        return self._answer(definition, cookie, place.asked[name], posted)

    def _answer(
        self, definition: Definition, cookie: Cookie, questions: list[Question], posted: Ticked
    ) -> Reply:
        answers = {question.slug: posted.get(question.slug, frozenset()) for question in questions}
        if not all(is_an_answer(question, answers[question.slug]) for question in questions):
            return _form(422, questions, answers)
        self.cookie = replace(cookie, accepted={**cookie.accepted, **answers}, since=self.now)
        return Reply(303, place_of(definition, self.cookie.accepted).next, is_accepted=True)

    def _without_answers(self, name: str) -> Reply:
        if name == "delete":
            self.cookie = None
            return Reply(303, "/check/deleted/")
        if self.live is None and name != "deleted":
            return Reply(503)
        if name == "restart":
            self.cookie = self._begun_anew()
            return Reply(303, place_of(self.versions[self.live], {}).next)
        if name == "" and not self._is_in_use:
            self.cookie = None
        return Reply(200)

    def _result(self, name: str) -> Reply:
        if self.cookie is None:
            return Reply(303, "/check/")
        if self.live is None:
            return Reply(503)
        place = place_of(self.versions[self.cookie.version], self.cookie.accepted)
        if place.result is None:
            return Reply(303, place.next)
        return Reply(200, result=place.result if name == "result" else None)

    def _start_again(self) -> Reply:
        self.cookie = None
        return Reply(409)

    def _begun_anew(self) -> Cookie:
        cookie = Cookie(self.live, {}, self.now)
        return replace(cookie, token=self.cookie.token) if self._is_in_use else cookie

    @property
    def _is_in_use(self) -> bool:
        return self.cookie is not None and self._can_be_read(self.cookie)

    def _can_be_read(self, cookie: Cookie) -> bool:
        return cookie.is_readable and self.now - cookie.since <= HOUR


def _form(status: int, questions: list[Question], ticked: Ticked) -> Reply:
    offers = {question.slug: offered(question) for question in questions}
    kept = {slug: ticked.get(slug, frozenset()) & values for slug, values in offers.items()}
    return Reply(status, offers=offers, ticked=kept)
