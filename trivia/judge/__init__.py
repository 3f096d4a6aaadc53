"""A guess and an answer become a verdict: tolerant of how people type, never of a wrong answer.

The way of a guess, a file a station:

1. `hearing`: characters are folded and cut into words, and what parts them is noted;
2. `judge`: what is known to be right or wrong is said at once;
3. `chatter`: what surrounds one committed answer is taken off ("is it …", "… i think"), by the words in `vocabulary`;
4. `committed`: the words are held against the answer's `key`, within a budget of slips. `numerals` and `spelling` have
   written both one way, `forms` compares words, and `names` people by the parts of their names;
5. `figures`: numbers and years, which `amounts` reads, are exact always;
6. `remarks`: what else was said makes an answer of it, or a list, a denial, or talk.

`lists` goes the same way with the members of list questions. The key of an answer is compiled once a round.
"""

from trivia.judge.judge import Judge
from trivia.judge.lists import ListJudge
from trivia.judge.verdict import LONGEST, ListVerdict, Ruling, Strictness, Verdict

__all__ = ["LONGEST", "Judge", "ListJudge", "ListVerdict", "Ruling", "Strictness", "Verdict"]
