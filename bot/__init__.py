"""AI Path: a Slack app that mentors engineers on their way to production AI engineering."""
