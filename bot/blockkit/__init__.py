"""Slack's Block Kit: its words, its limits as one table, and the check against them."""
