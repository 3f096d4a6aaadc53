"""The trivia game: questions, the judge, the rules and the packs. Knows nothing of Discord."""
