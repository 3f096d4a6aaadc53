"""Discord's HTTP API, version 10, as far as a trivia bot goes."""
