"""The clock's doors: what is due, and its way to Slack."""
