"""The pack that `trivia new` writes: whole, with every key and a word on each."""

from __future__ import annotations

from trivia.packs.dump import scalar


def skeleton(pack: str, title: str) -> str:
    """A commented pack with the id `pack` and the `title`, in words; it has no faults as it is."""
    return _PACK.replace("SLUG", pack).replace("TITLE", scalar(title))


_PACK = """\
# yaml-language-server: $schema=pack.schema.json
#
# A trivia pack. Fill it in, then run: trivia check SLUG.yaml
# What is marked "optional" can be deleted. Text with ": " or " #" in it, or beginning with a sign, needs quotes.

pack: SLUG  # the pack's name for ever: a-z, 0-9 and -, up to 40
title: TITLE
about: What this pack is about, in a sentence.  # optional
language: en  # optional
source:  # optional: where the facts below can be checked, unless they say otherwise; each line of it is optional
  title: The Orchestra on the Screen
  author: A. N. Author
  publisher: Example Press
  date: 2022-05-26  # or 2022-05, or 2022
  url: https://example.org/orchestra

# One statement each, in your own words. Questions point to them; players see them when the answer is revealed.
facts:
  - id: shark-notes
    says: John Williams built the shark's theme in Jaws on two notes.

  - id: jaws-year
    says: Jaws came out in 1975.
    as_of: 2022  # optional: when it was true, if that can change
    source: {title: "Jaws, the credits"}  # optional: what differs from the source of the pack

  - id: winds
    says: Flute, oboe, clarinet and bassoon are the woodwinds of an orchestra.

questions:
  # The shortest question there is: an id that never changes, what you ask, and what is right.
  - id: jaws-beast
    ask: Which animal do the two low notes of Jaws announce?
    answer: Shark

  # A question with everything.
  - id: shark-composer
    ask: Who wrote the two-note theme of Jaws?
    answer: John Williams  # shown when the answer is revealed
    accept: [John Towner Williams]  # optional: right too; case, accents and small slips are forgiven anyway
    reject: [Robbie Williams]  # optional: never right, however close
    kind: person  # optional: text (if not given), person, title, number, year or list
    wrong: [Hans Zimmer, James Horner, Jerry Goldsmith]  # optional: for multiple choice, up to 80 characters each
    hint: He also wrote the march of Star Wars.  # optional: must not hold the answer
    fact: shark-notes  # optional: the fact above that explains the answer
    difficulty: easy  # optional: easy, medium (if not given) or hard
    tags: [composers, horror]  # optional: words to choose questions by
    status: ready  # optional: ready (if not given) or draft; drafts are never asked

  - id: jaws-year
    ask: In which year did Jaws come out?
    answer: 1975
    kind: year  # four digits; kind number takes digits only, the unit belongs in ask
    fact: jaws-year

  # A list: several answers, of which some must be named. Other spellings of one stand in brackets, the best first.
  - id: woodwinds
    ask: Name three woodwinds of an orchestra.
    answer: [Flute, Oboe, Clarinet, [Bassoon, Fagotto]]
    kind: list
    need: 3  # optional: all, if not given
    fact: winds

  - id: low-strings
    ask: What is playing here?
    answer: Double bass
    media:  # optional: a sound or a picture (audio or image) in the pack's folder, with what is heard or seen
      audio: clips/low-strings.ogg  # or, for a picture, image: stills/shark.png
      alt: Two low notes, repeated faster and faster.
    evidence: [1204, 1290]  # optional: where a draft's fact stands in the article it comes from
    status: draft

# Rows of like facts; every template below asks about every row. {column} in braces is filled from the row.
tables:
  - id: scores
    columns: {film: title, composer: person, year: year}  # each column's name and its kind
    says: The music of {film} ({year}) is by {composer}.  # optional: the fact of a row
    source: {title: The films' credits}  # optional
    rows:
      - [Psycho, Bernard Herrmann, 1960]
      - [Alien, Jerry Goldsmith, 1979]
      - [Tron Legacy, [Thomas Bangalter, Guy-Manuel de Homem-Christo], 2010]  # several people: each is right
    questions:
      - ask: Who wrote the music of {film}?
        answer: composer  # the column that holds the answer
        reverse: Which film has music by {composer}?  # optional: the same, asked the other way round
        difficulty: medium  # optional, as tags and status are
        tags: [composers]
        status: ready
      - ask: In which year did {film} come out?
        answer: year
"""
