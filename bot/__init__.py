"""The Discord bot: everything that waits, sends, or reads a clock."""
