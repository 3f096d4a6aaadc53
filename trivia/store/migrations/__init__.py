"""The tables' history, one file a change; `env.py` runs it."""
