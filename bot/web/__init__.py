"""The HTTP door: what a server in front of Slack's requests needs."""
