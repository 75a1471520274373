"""The check as people really use it: rules for random steps, each answer compared with the model's.

They answer, change, reload, go back, skip ahead, post twice, use two windows, wait, and alter or bring
back cookies, while editors publish and withdraw; each request with htmx or without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import TypeVar

from django.test import override_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from calfsite.lately import forget_lately
from calfsite.publishing import workflow
from calfsite.publishing.models import Document, Revision
from tests.check_browser import Browser, Window
from tests.check_model import HOUR, Cookie, Site
from tests.check_person import Answers, Somebody
from triage.core.compiling import compile_definition
from triage.sealing import seal

T = TypeVar("T")

START = 1_800_000_000

FOREIGN = ["made-up", "breathless+chest-pain", "<script>", "x" * 5000, "\x00", ""]
UNREADABLE = Cookie("", is_readable=False)

window_numbers, with_htmx = st.sampled_from([0, 1]), st.booleans()
seeds = st.integers(0, 2**32 - 1)
page_counts = st.sampled_from([0, 2, 5, 8, 14, 14])
mostly = st.sampled_from([True, True, True, False])


class CheckInUse(RuleBasedStateMachine):
    """`revisions` are published in turn; `clock.now` is the time; `seen` gathers what came to pass."""

    def __init__(self, revisions: list[Revision], clock: SimpleNamespace, seen: SimpleNamespace) -> None:
        super().__init__()
        clock.now = START
        self.clock, self.seen, self.asked_before = clock, seen, 0
        self.revisions = {revision.sha256: revision for revision in revisions}
        versions = {sha: compile_definition(revision.content) for sha, revision in self.revisions.items()}
        self.slugs = sorted({page.slug for version in versions.values() for page in version.pages})
        self.site = Site(versions, live=None, now=clock.now)
        self.browser = Browser(self.site)
        self.last_post: tuple[Window, str, Answers, bool] | None = None
        self.publish(revisions[0].sha256)

    def teardown(self) -> None:
        self.publish(next(iter(self.revisions)))

    @invariant()
    def count(self) -> None:
        self.seen.steps += self.browser.requests > self.asked_before
        self.seen.urgencies |= self.browser.urgencies
        self.asked_before = self.browser.requests

    # Going through the questions

    @initialize(htmx=with_htmx, pages=page_counts, seed=seeds)
    def begin(self, htmx: bool, pages: int, seed: int) -> None:
        self.person = Somebody(seed)
        self.walk_on(0, htmx, pages)

    @rule(number=window_numbers, htmx=with_htmx, pages=page_counts, seed=seeds)
    def start_anew(self, number: int, htmx: bool, pages: int, seed: int) -> None:
        self.person = Somebody(seed)
        self.enter(number, htmx)
        self.walk_on(number, htmx, pages)

    def enter(self, number: int, htmx: bool) -> None:
        """Take the one way in: a link, or the form that forgets the answers that are held."""
        window = self.at(number)
        self.browser.get(window, "/check/")
        address, is_form = window.seen.way_in
        if is_form:
            self.browser.post(window, address, {})
        else:
            self.browser.get(window, address, htmx)
        assert window.seen.offers

    @rule(number=window_numbers, htmx=with_htmx)
    def answer(self, number: int, htmx: bool) -> None:
        window = self.at_a_question(number)
        self.post(window, window.seen.action, self.person.answers(window.seen), htmx)

    @rule(number=window_numbers, htmx=with_htmx, pages=page_counts)
    def walk_on(self, number: int, htmx: bool, pages: int) -> None:
        window = self.at_a_question(number)
        for _ in range(pages):
            if window.seen.offers:
                self.post(window, window.seen.action, self.person.answers(window.seen), htmx)

    @rule(number=window_numbers, htmx=with_htmx, pages=page_counts)
    def watch_the_result(self, number: int, htmx: bool, pages: int) -> None:
        """After each answer: it may be shown before the end, where that is urgent."""
        for _ in range(pages):
            self.answer(number, htmx)
            self.browser.peek("/check/result/", htmx)

    @rule(number=window_numbers, htmx=with_htmx)
    def change_an_answer(self, number: int, htmx: bool) -> None:
        """On a page that was answered before, and look at what became of the result."""
        window = self.at(number)
        self.browser.get(window, "/check/result/", htmx)
        self.browser.get(window, f"/check/{self.choice(self.slugs)}/", htmx)
        if window.seen.offers:
            self.post(window, window.seen.action, self.person.answers(window.seen), htmx)
        self.browser.peek("/check/result/", htmx)

    @rule(
        number=window_numbers,
        htmx=with_htmx,
        fault=st.sampled_from(["nothing", "everything", *FOREIGN]),
    )
    def answer_badly(self, number: int, htmx: bool, fault: str) -> None:
        window = self.at_a_question(number)
        answers = self.person.answers(window.seen)
        name = self.choice(sorted(answers))
        bad = {"nothing": [], "everything": sorted(window.seen.offers[name])}
        answers[name] = bad.get(fault, [*answers[name], fault])
        self.post(window, window.seen.action, answers, htmx)
        self.browser.peek(window.path, htmx)

    @rule(number=window_numbers, htmx=with_htmx)
    def post_the_same_again(self, number: int, htmx: bool) -> None:
        if self.last_post is None:
            self.enter(number, htmx)
        else:
            window, *posted = self.last_post
            self.browser.post(replace(window), *posted)

    # Going elsewhere

    @rule(number=window_numbers, htmx=with_htmx)
    def reload(self, number: int, htmx: bool) -> None:
        self.browser.get(self.at(number), self.at(number).path, htmx)

    @rule(htmx=with_htmx)
    def open_the_same_in_the_other_window(self, htmx: bool) -> None:
        self.browser.get(self.at(1), self.at(0).path, htmx)

    @rule(number=window_numbers, htmx=with_htmx)
    def follow_a_link(self, number: int, htmx: bool) -> None:
        """Back, change an answer, go on, or show the result now."""
        window = self.at(number)
        links = window.seen.links if window.seen else []
        self.browser.get(window, self.choice(links or [window.path]), htmx)

    @rule(number=window_numbers, htmx=with_htmx)
    def go_to_an_address(self, number: int, htmx: bool) -> None:
        name = self.choice(["result", "result", "deleted", "no-such-page", *self.slugs])
        self.browser.get(self.at(number), f"/check/{name}/", htmx)

    @rule(number=window_numbers, htmx=with_htmx)
    def post_to_an_address(self, number: int, htmx: bool) -> None:
        """Of a page that stands open nowhere: skipped to, or not asked of this person."""
        version = self.site.versions[self.choice(sorted(self.revisions))]
        page = self.choice(version.pages)
        answers = {question.slug: [self.choice(sorted(question.values))] for question in page.questions}
        self.post(self.at(number), f"/check/{page.slug}/", answers, htmx)

    @rule(htmx=with_htmx)
    def look_at_everything(self, htmx: bool) -> None:
        for name in [*self.slugs, "result"]:
            self.browser.peek(f"/check/{name}/", htmx)

    @rule(number=window_numbers)
    def download(self, number: int) -> None:
        self.post(self.at(number), "/check/answers/", {}, htmx=False)

    @rule(number=window_numbers, htmx=with_htmx, comes_back=mostly)
    def delete(self, number: int, htmx: bool, comes_back: bool) -> None:
        self.post(self.at(number), "/check/delete/", {}, htmx)
        if comes_back:
            self.put_back(1)

    # Time and cookies

    @rule(number=window_numbers, htmx=with_htmx, seconds=st.sampled_from([1, 60, 10 * 60, 20 * 60, HOUR]))
    def rest(self, number: int, htmx: bool, seconds: int) -> None:
        self.clock.now = self.site.now = self.site.now + seconds
        self.browser.get(self.at(number), self.at(number).path, htmx)

    @rule(number=window_numbers, htmx=with_htmx, pages=page_counts)
    def come_back_after_the_hour(self, number: int, htmx: bool, pages: int) -> None:
        self.clock.now = self.site.now = self.site.now + HOUR + 1
        self.browser.get(self.at(number), "/check/result/", htmx)
        self.walk_on(number, htmx, pages)

    @rule(back=st.sampled_from([1, 2, 3, 5, 8, 13]), htmx=with_htmx)
    def bring_a_cookie_back(self, back: int, htmx: bool) -> None:
        """The one that was set so many times ago: it has the answers of that time, or is too old."""
        self.put_back(back)
        self.look_at_everything(htmx)

    @rule(
        number=window_numbers,
        htmx=with_htmx,
        how=st.sampled_from(["altered", "cut", "foreign key", "another form", "junk"]),
        comes_back=mostly,
    )
    def alter_the_cookie(self, number: int, htmx: bool, how: str, comes_back: bool) -> None:
        token = self.browser.jar("check") or "x" * 50
        middle = len(token) // 2
        other = "B" if token[middle] == "A" else "A"
        with override_settings(SECRET_KEY="a foreign key"):
            foreign = seal(b"{}")
        altered = {
            "altered": f"{token[:middle]}{other}{token[middle + 1 :]}",
            "cut": token[:middle],
            "foreign key": foreign,
            "another form": seal(b"[]"),
            "junk": "junk",
        }
        self.browser.put(altered[how], UNREADABLE)
        self.browser.get(self.at(number), self.at(number).path, htmx)
        if comes_back:
            self.put_back(1)

    @rule(number=window_numbers, htmx=with_htmx)
    def lose_the_cookie(self, number: int, htmx: bool) -> None:
        """As where a browser blocks or clears them, while its pages stay open."""
        self.browser.drop()
        self.post_the_same_again(number, htmx)
        self.put_back(1)

    # Editors

    @rule(number=window_numbers, htmx=with_htmx)
    def a_version_is_published(self, number: int, htmx: bool) -> None:
        self.publish(self.choice(sorted(self.revisions)))
        self.browser.get(self.at(number), self.at(number).path, htmx)

    @rule(number=window_numbers, htmx=with_htmx)
    def the_check_is_withdrawn_for_a_while(self, number: int, htmx: bool) -> None:
        window = self.at_a_question(number)
        answers = self.person.answers(window.seen)
        workflow.withdraw(Document.objects.get(kind="check"))
        self.site.live = None
        forget_lately()  # stands for the few seconds until it is noticed
        self.post(replace(window), window.seen.action, answers, htmx)
        for path in ("/check/", "/check/result/", window.path):
            self.browser.peek(path, htmx)
        self.publish(self.choice(sorted(self.revisions)))
        self.browser.get(window, window.path, htmx)

    # What the rules share

    def publish(self, sha256: str) -> None:
        workflow.publish(self.revisions[sha256])
        self.site.live = sha256
        forget_lately()

    def put_back(self, back: int) -> None:
        if self.browser.kept:
            self.browser.put(*self.browser.kept[-min(back, len(self.browser.kept))])
        self.browser.peek("/check/result/")

    def choice(self, among: Sequence[T]) -> T:
        return self.person.dice.choice(among)

    def at(self, number: int) -> Window:
        return self.browser.windows[number]

    def at_a_question(self, number: int) -> Window:
        """The window, where need be on the page that the answers lead to, or at the first question."""
        window = self.at(number)
        if not (window.seen and window.seen.offers):
            self.browser.get(window, "/check/result/")
        if not window.seen.offers:
            self.enter(number, htmx=False)
        return window

    def post(self, window: Window, path: str, answers: Answers, htmx: bool) -> None:
        self.last_post = replace(window), path, answers, htmx
        self.browser.post(window, path, answers, htmx)
