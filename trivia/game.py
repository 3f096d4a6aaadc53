"""The rules of one game: `handle(event) -> [effects]`.

A game is a plain object without clock, dice or waiting: time comes in with the events, chance with the plan. So a game
replays from its events, and a snapshot is enough to go on after a crash.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace

from trivia import tally, view
from trivia.events import (
    Ask,
    AskedHint,
    Award,
    Cause,
    Chose,
    Congratulate,
    Effect,
    Ended,
    Event,
    Finish,
    Granted,
    Guessed,
    Judged,
    NotShown,
    Outcome,
    Paused,
    Reason,
    Record,
    Redraw,
    Refused,
    Restarted,
    Resumed,
    Reveal,
    RoundView,
    Said,
    Shown,
    Standing,
    Standings,
    Started,
    Stopped,
    Told,
    ToldPrivately,
    VotedSkip,
    Waited,
    WakeMe,
    Woke,
)
from trivia.judge import Judge, ListJudge, Ruling, Verdict
from trivia.modes import WINDOW, Entry, Next, Round, rules
from trivia.plan import Mode, Plan, Turn
from trivia.question import Kind
from trivia.state import Phase, Snapshot, State
from trivia.text import fold

LATE = 0.4
"""Seconds that a round waits after its end for guesses which Discord received in time and delivered late."""
HINTS_AT = (0.5, 0.7, 0.85)
"""When the automatic hints come, as parts of the round."""
LATELY = 3
"""A vote to skip is open to those who guessed in this many rounds; as many rounds without any guess end the game."""
SHORT = 3
"""A typed message counts as an attempt if it has at most this many words more than the answer: the rest is chat."""
MOST_SAID, MOST_TEXT = 200, 200
"""Guesses of one round that are kept, and characters of each; a snapshot stays small however much is said."""
TRIES = 3
RETRY_AFTER = 5.0
LONGEST_PAUSE = 1800.0


class Game:
    """One match in one channel."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._state = State()
        self._judge: Judge | ListJudge | None = None

    @classmethod
    def restore(cls, snapshot: Snapshot) -> Game:
        """The game as it was when the snapshot was taken."""
        game = cls(snapshot.plan)
        game._state = deepcopy(snapshot.state)
        return game

    def snapshot(self) -> Snapshot:
        """The game as it is now; later events do not change it."""
        return Snapshot(self._plan, deepcopy(self._state))

    @property
    def plan(self) -> Plan:
        """What was settled before the game started."""
        return self._plan

    @property
    def number(self) -> int:
        """The round that is open or was open last, from 1; 0 before the first."""
        return self._state.round.number

    @property
    def over(self) -> bool:
        """Whether the game has finished; a finished game answers no event."""
        return self._state.phase is Phase.OVER

    @property
    def question(self) -> str | None:
        """The id of the question that is being asked; None where none is."""
        asked = self._state.phase in (Phase.ASKING, Phase.OPEN) and self._state.round.number
        return self._turn.question.id if asked else None

    @property
    def asking(self) -> bool:
        """Whether a card was asked for that is not known to be visible yet."""
        return self._state.phase is Phase.ASKING

    @property
    def resting(self) -> bool:
        """Whether the last round is over and the next one not yet asked."""
        return self._state.phase is Phase.RESTING

    @property
    def card(self) -> int:
        """The message that is the newest card; 0 before the first."""
        return self._state.card

    def is_attempt(self, text: str) -> bool:
        """Whether a message is short enough to be an answer to the question that was asked last, rather than chat."""
        longest = max(len(answer.text.split()) for answer in self._turn.question.answers)
        return len(text.split()) <= longest + SHORT

    def standings(self) -> tuple[Standing, ...]:
        """The players by points, best first; equal points share a rank."""
        return tally.standings(self._state.scores)

    def handle(self, event: Event) -> list[Effect]:
        """What follows from `event`, in the order in which it has to happen."""
        at_any_time = isinstance(event, Restarted | Told | Granted)
        return list(self._handle(event)) if at_any_time or not self.over else []

    def _handle(self, event: Event) -> Iterable[Effect]:  # noqa: C901 (one line an event)
        match event:
            case Started(at):
                return self._ask(at) if self._state.phase is Phase.NEW else ()
            case Shown():
                return self._shown(event)
            case NotShown(at):
                return self._not_shown(at)
            case Guessed():
                return self._guessed(event)
            case Chose():
                return self._chose(event)
            case AskedHint():
                return self._asked_hint(event)
            case VotedSkip():
                return self._voted_skip(event)
            case Woke(token, at):
                return self._woke(at) if token == self._state.token else ()
            case Paused():
                return self._paused(event)
            case Resumed():
                return self._resumed(event)
            case Stopped():
                return self._stopped(event)
            case Told():
                self._state.unsaid = None
                return ()
            case Granted():
                return self._granted(event)
            case Waited():
                return self._waited(event)
            case Restarted(at):
                return self._restarted(at)

    # --- a round opens ----------------------------------------------------------------------------------------------

    def _ask(self, at: float) -> Iterator[Effect]:
        state = self._state
        state.phase = Phase.ASKING
        if state.round.number:
            state.lately = [*state.lately, state.round.guessed][1 - LATELY :]
        state.round = Round(state.round.number + 1)
        self._judge = None
        yield Ask(replace(view.round_view(self._plan, self._state), ends_at=at + self._plan.seconds))

    def _shown(self, shown: Shown) -> Iterator[Effect]:
        if self._state.phase is not Phase.ASKING:
            return
        self._state.phase = Phase.OPEN
        self._state.unshown = 0
        self._state.card = shown.card
        self._state.round.shown_at = shown.at
        self._state.round.ends_at = shown.at + self._plan.seconds
        yield self._wake_at(self._next_moment())

    def _not_shown(self, at: float) -> Iterator[Effect]:
        state = self._state
        if state.phase is not Phase.ASKING:
            return
        state.unshown += 1
        if state.unshown == TRIES:
            yield from self._finish(Reason.UNSHOWN)
            return
        state.phase = Phase.RESTING
        state.round = Round(state.round.number - 1, guessed=state.lately.pop() if state.lately else set())
        yield self._wake_at(at + RETRY_AFTER)

    def _restarted(self, at: float) -> Iterator[Effect]:
        """Go on where the process ended: what may not have been said is said again, and the clock set again."""
        state = self._state
        if state.unsaid is not None:
            yield Reveal(state.unsaid)
            yield Congratulate(state.unsaid)
        match state.phase:
            case Phase.NEW:
                yield from self._ask(at)
            case Phase.ASKING:
                yield Ask(replace(view.round_view(self._plan, self._state), ends_at=at + self._plan.seconds))
            case Phase.OVER:
                yield from self._farewell(state.reason or Reason.STOPPED)
            case _ if state.paused_at is not None:
                yield WakeMe(state.token, state.paused_at + LONGEST_PAUSE)
            case _:
                yield WakeMe(state.token, state.due)

    # --- guesses ----------------------------------------------------------------------------------------------------

    def _guessed(self, guess: Guessed) -> Iterator[Effect]:
        refusal = self._closed_to(guess.at)
        if refusal is not None:
            if guess.private:
                yield Refused(guess.player, refusal)
        elif self._plan.mode is Mode.EVERYONE and not guess.private:
            yield from self._typed_in_vain(guess)
        elif self._turn.choices:
            choice = self._meant(guess.text)
            if choice is not None:
                yield from self._chose(Chose(guess.player, choice, guess.id, guess.at), private=guess.private)
            elif guess.private:
                yield Judged(guess.player, guess.id, NOT_ON_OFFER, private=True)
        else:
            yield from self._weighed(guess)

    def _weighed(self, guess: Guessed) -> Iterator[Effect]:
        verdict, members = self._verdict(guess.text)
        if guess.private or verdict.ruling is not Ruling.WRONG or self.is_attempt(guess.text):
            self._note(guess, guess.text, verdict.ruling)
        held = self._plan.mode is Mode.EVERYONE and self._turn.question.kind is not Kind.LIST
        yield Judged(guess.player, guess.id, verdict, guess.private, held)
        right = verdict.ruling is Ruling.RIGHT
        yield from self._take(
            Entry(
                guess.player,
                guess.id,
                guess.at,
                right,
                self._state.round.hints,
                members if right else (),
                guess.private,
            )
        )

    def _note(self, guess: Guessed | Chose, text: str, ruling: Ruling) -> None:
        """Somebody tried; what they said is kept for as long as they may ask about it."""
        state = self._state.round
        state.guessed.add(guess.player)
        if len(state.said) < MOST_SAID:
            elapsed = state.elapsed(guess.at)
            state.said[guess.id] = Said(guess.player, guess.id, _kept(text), ruling, guess.at, elapsed, state.hints)

    def _typed_in_vain(self, guess: Guessed) -> Iterator[Effect]:
        """In everyone mode typed answers do not count; whoever seems to try is told once how to answer."""
        known = guess.player in self._state.told
        if not known and self.is_attempt(guess.text):
            self._state.told.add(guess.player)
            yield ToldPrivately(guess.player, guess.id, bool(self._turn.choices))

    def _chose(self, choice: Chose, *, private: bool = True) -> Iterator[Effect]:
        refusal = self._closed_to(choice.at) or self._no_choice(choice)
        if refusal is not None:
            if private:
                yield Refused(choice.player, refusal)
            return
        state = self._state.round
        text = self._turn.choices[choice.choice]
        right = text == self._turn.question.answer.text
        ruling = Ruling.RIGHT if right else Ruling.WRONG
        self._note(choice, text, ruling)
        state.chosen.add(choice.player)
        held = self._plan.mode is Mode.EVERYONE
        yield Judged(choice.player, choice.id, CHOSE_RIGHT if right else CHOSE_WRONG, private, held)
        yield from self._take(Entry(choice.player, choice.id, choice.at, right, state.hints, private=private))

    def _no_choice(self, choice: Chose) -> Cause | None:
        if not 0 <= choice.choice < len(self._turn.choices):
            return Cause.NO_ROUND
        if choice.choice in view.struck(self._plan, self._state):
            return Cause.STRUCK
        # In a race a second choice would make four presses a sure win.
        once = self._plan.mode is Mode.RACE and choice.player in self._state.round.chosen
        return Cause.CHOSE if once else None

    def _take(self, entry: Entry) -> Iterator[Effect]:
        state = self._state
        match rules(self._plan.mode, self._turn.question.kind).take(self._turn, state.round, entry):
            case Next.GO_ON:
                pass
            case Next.REDRAW:
                yield Redraw(view.round_view(self._plan, self._state))
            case Next.DECIDE_SOON:
                state.phase = Phase.DECIDING
                # By the earliest right answer, which is not always the first to arrive.
                yield self._wake_at(min(entry.at for entry in state.round.entries) + WINDOW)
            case Next.END:
                yield from self._end_round(Ended.ANSWERED, entry.at)

    def _closed_to(self, at: float) -> Cause | None:
        """Why a guess made at this time can't count; None where it can."""
        state = self._state
        if state.paused_at is not None:
            return Cause.PAUSED
        if state.phase not in (Phase.OPEN, Phase.DECIDING) or state.round.shown_at is None:
            return Cause.NO_ROUND
        if state.round.paused(at):
            return Cause.PAUSED
        return None if state.round.shown_at <= at <= state.round.ends_at else Cause.NO_ROUND

    def _verdict(self, text: str) -> tuple[Verdict, tuple[int, ...]]:
        judge = self._compiled()
        if isinstance(judge, Judge):
            return judge.judge(text), ()
        ruled = judge.judge(text, frozenset(self._state.round.found))
        return Verdict(ruled.ruling, ruled.why), ruled.found

    def _compiled(self) -> Judge | ListJudge:
        if self._judge is None:
            turn, strictness = self._turn, self._plan.strictness
            question = turn.question
            if question.kind is Kind.LIST:
                self._judge = ListJudge(question.answers, question.need, turn.rivals, strictness, question.ask)
            else:
                self._judge = Judge(question.answer, question.kind, turn.rivals, strictness, question.ask)
        return self._judge

    def _meant(self, text: str) -> int | None:
        """The choice that a typed answer names: by its letter, its words, or by what the judge takes for right."""
        choices, folded = self._turn.choices, fold(text)
        for index, choice in enumerate(choices):
            if folded in (fold(choice), "abcdefghij"[index]):
                return index
        right = self._verdict(text)[0].ruling is Ruling.RIGHT
        return choices.index(self._turn.question.answer.text) if right else None

    # --- hints, skips -----------------------------------------------------------------------------------------------

    def _asked_hint(self, event: AskedHint) -> Iterator[Effect]:
        state = self._state.round
        alone = self._state.players_lately <= {event.player}
        refusal = self._not_open()
        if refusal is None and view.hints_left(self._plan, self._state) == 0:
            refusal = Cause.NO_HINT if self._plan.hints else Cause.NO_HINTS
        if refusal is None and event.player in state.hinted and not alone:
            refusal = Cause.HINTED
        if refusal is not None:
            yield Refused(event.player, refusal)
            return
        state.hinted.add(event.player)
        yield from self._show_hint()
        yield self._wake_at(self._next_moment())

    def _show_hint(self) -> Iterator[Effect]:
        self._state.round.hints += 1
        yield Redraw(view.round_view(self._plan, self._state))

    def _voted_skip(self, event: VotedSkip) -> Iterator[Effect]:
        state = self._state.round
        refusal = self._not_open()
        if refusal is None and event.player == self._plan.starter:
            yield from self._end_round(Ended.SKIPPED, event.at)
            return
        if refusal is None and event.player not in self._state.players_lately:
            refusal = Cause.NOT_PLAYING
        if refusal is None and event.player in state.votes:
            refusal = Cause.VOTED
        if refusal is not None:
            yield Refused(event.player, refusal)
            return
        state.votes.add(event.player)
        if len(state.votes) >= self._state.votes_needed:
            yield from self._end_round(Ended.SKIPPED, event.at)
        else:
            yield Redraw(view.round_view(self._plan, self._state))

    def _not_open(self) -> Cause | None:
        if self._state.paused_at is not None:
            return Cause.PAUSED
        if self._state.phase is Phase.DECIDING:
            return Cause.DECIDING
        return None if self._state.phase is Phase.OPEN else Cause.NO_ROUND

    # --- time -------------------------------------------------------------------------------------------------------

    def _woke(self, at: float) -> Iterator[Effect]:
        state = self._state
        if state.paused_at is not None:
            yield from self._finish_early(Reason.FORGOTTEN)
        elif at < state.due:
            yield WakeMe(state.token, state.due)
        elif state.phase is Phase.RESTING:
            yield from self._ask(at)
        elif state.phase is Phase.DECIDING:
            yield from self._end_round(Ended.ANSWERED, at)
        elif state.phase is Phase.OPEN and at >= state.round.ends_at:
            yield from self._time_out(at)
        elif state.phase is Phase.OPEN:
            yield from self._show_hint()
            yield self._wake_at(self._next_moment())

    def _time_out(self, at: float) -> Iterator[Effect]:
        anyone_right = any(entry.right for entry in self._state.round.entries)
        yield from self._end_round(Ended.ANSWERED if anyone_right else Ended.TIME_OUT, at)

    def _next_moment(self) -> float:
        """When the open round needs to wake next: for its next automatic hint, or for its end."""
        state = self._state.round
        if view.hints_left(self._plan, self._state) == 0 or state.shown_at is None:
            return state.ends_at + LATE
        return state.ends_at - self._plan.seconds * (1 - HINTS_AT[state.hints])

    def _wake_at(self, at: float) -> WakeMe:
        self._state.token += 1
        self._state.due = at
        return WakeMe(self._state.token, at)

    # --- pause, resume, stop ----------------------------------------------------------------------------------------

    def _paused(self, event: Paused) -> Iterator[Effect]:
        state = self._state
        if not self._may_steer(event):
            yield Refused(event.player, Cause.NOT_ALLOWED)
        elif state.paused_at is not None:
            yield Refused(event.player, Cause.PAUSED)
        elif state.phase not in (Phase.OPEN, Phase.RESTING):
            yield Refused(event.player, Cause.DECIDING)
        else:
            due = state.due
            state.paused_at = event.at
            if state.phase is Phase.OPEN:
                yield Redraw(view.round_view(self._plan, self._state))
            yield self._wake_at(event.at + LONGEST_PAUSE)
            state.due = due

    def _resumed(self, event: Resumed) -> Iterator[Effect]:
        state = self._state
        if not self._may_steer(event):
            yield Refused(event.player, Cause.NOT_ALLOWED)
            return
        if state.paused_at is None:
            yield Refused(event.player, Cause.NOT_PAUSED)
            return
        pause = (state.paused_at, max(state.paused_at, event.at))
        state.paused_at = None
        if state.phase is Phase.OPEN:
            state.round.pauses.append(pause)
            yield from self._go_on()
        else:
            yield self._wake_at(state.due + pause[1] - pause[0])

    def _waited(self, event: Waited) -> Iterator[Effect]:
        """Give back the time in which the game stood still.

        A guess made meanwhile has its own time, at which the clock of the round stood; a photo finish that has begun
        goes by the guesses' own times alone, for the answer is out.
        """
        state = self._state
        if state.phase in (Phase.OPEN, Phase.DECIDING) and event.at > (state.round.shown_at or 0.0):
            state.round.waits.append((event.since, event.at))
            if state.phase is Phase.OPEN and state.paused_at is None:
                yield from self._go_on()
        elif state.phase is Phase.RESTING and state.paused_at is None:
            yield self._wake_at(state.due + event.at - event.since)

    def _go_on(self) -> Iterator[Effect]:
        """Go on with an open round whose time stood still, so that no time passed for anyone."""
        state = self._state.round
        assert state.shown_at is not None, "it is open"
        state.ends_at = state.shown_at + self._plan.seconds + state.stood_still()
        yield Redraw(view.round_view(self._plan, self._state))
        yield self._wake_at(self._next_moment())

    def _stopped(self, event: Stopped) -> Iterator[Effect]:
        if self._may_steer(event):
            yield from self._finish_early(Reason.STOPPED)
        else:
            yield Refused(event.player, Cause.NOT_ALLOWED)

    def _may_steer(self, event: Paused | Resumed | Stopped) -> bool:
        return event.manages or event.player == self._plan.starter

    # --- a round or the game ends -----------------------------------------------------------------------------------

    def _end_round(self, ended: Ended, at: float) -> Iterator[Effect]:
        yield from self._close(ended)
        reason = self._reason_to_end()
        if reason is not None:
            yield from self._finish(reason)
            return
        self._state.phase = Phase.RESTING
        yield self._wake_at(self._state.round.noticed(at) + self._plan.gap)

    def _close(self, ended: Ended) -> Iterator[Effect]:
        """Write down what the open round earned, then say it."""
        state, plan, turn = self._state, self._plan, self._turn
        counted = ended in (Ended.ANSWERED, Ended.TIME_OUT) or turn.question.kind is Kind.LIST
        awards = self._awards() if counted else ()
        state.scores = tally.after_round(
            state.scores,
            state.round.guessed,
            awards,
            streaks=turn.question.kind is not Kind.LIST and counted,
            race=plan.mode is Mode.RACE,
        )
        outcome = Outcome(
            plan.game,
            state.round.number,
            len(plan.turns),
            plan.mode,
            turn.question,
            ended,
            awards,
            turn.choices,
        )
        state.unsaid = outcome
        guessed, said = frozenset(state.round.guessed), tuple(state.round.said.values())
        yield Record(plan.game, outcome.number, turn.question.id, ended, awards, guessed, said)
        yield Reveal(outcome)
        yield Congratulate(outcome)

    def _awards(self) -> tuple[Award, ...]:
        if not self._state.round.entries:
            return ()
        of_kind = rules(self._plan.mode, self._turn.question.kind)
        return of_kind.awards(self._plan, self._turn, self._state.round, self._state.scores)

    def _granted(self, event: Granted) -> Iterable[Effect]:
        """The scores follow what an editor granted; a goal that is reached by it ends the game with the next round."""
        state = self._state
        new = [award for award in event.awards if award.guess not in state.granted]
        state.granted.update(award.guess for award in new)
        over = state.round.number if state.phase in (Phase.RESTING, Phase.OVER) else state.round.number - 1
        race = self._plan.mode is Mode.RACE
        state.scores = tally.after_grant(state.scores, new, race=race, latest=event.number == over)
        return ()

    def _reason_to_end(self) -> Reason | None:
        state, plan = self._state, self._plan
        if plan.goal is not None and any(score.points >= plan.goal for score in state.scores.values()):
            return Reason.GOAL
        if state.round.number == len(plan.turns):
            return Reason.PLAYED
        idle = len(state.lately) == LATELY - 1 and not state.players_lately
        return Reason.IDLE if idle else None

    def _finish_early(self, reason: Reason) -> Iterator[Effect]:
        if self._state.phase is Phase.DECIDING:
            yield from self._close(Ended.ANSWERED)
        elif self._state.phase in (Phase.OPEN, Phase.ASKING):
            yield from self._close(Ended.STOPPED)
        yield from self._finish(reason)

    def _finish(self, reason: Reason) -> Iterator[Effect]:
        self._state.phase = Phase.OVER
        self._state.reason = reason
        yield from self._farewell(reason)

    def _farewell(self, reason: Reason) -> Iterator[Effect]:
        yield Standings(self._plan.game, reason, self.standings())
        yield Finish(reason)

    # --- what a card shows ------------------------------------------------------------------------------------------

    @property
    def _turn(self) -> Turn:
        return view.turn(self._plan, self._state)

    def view(self) -> RoundView | None:
        """What the card of the open round shows; None between rounds."""
        return view.round_view(self._plan, self._state) if self._state.phase in (Phase.OPEN, Phase.DECIDING) else None


def _kept(text: str) -> str:
    """As much of a guess as is kept, without what no database takes: NUL, and halves of characters."""
    return text[:MOST_TEXT].encode(errors="ignore").decode().replace("\0", "")


NOT_ON_OFFER = Verdict(Ruling.WRONG, "that is not one of the answers on offer")
CHOSE_RIGHT = Verdict(Ruling.RIGHT, "that is the one")
CHOSE_WRONG = Verdict(Ruling.WRONG, "that is not the one")
