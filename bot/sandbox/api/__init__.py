"""Slack's Web API, as far as a bot like ours uses it."""
