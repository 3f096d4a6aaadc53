"""The control API, which plays the humans (DESIGN §6)."""
