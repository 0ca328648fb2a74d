"""Doors: what Slack may knock at.  Each translates, asks one service, renders, delivers."""
