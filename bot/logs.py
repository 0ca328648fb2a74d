"""How the program writes its log: one line an event, for people or for machines."""

import logging

import structlog

from bot.settings import LogFormat


def configure(log_format: LogFormat, level: str) -> None:
    """Send every logger of the process to standard error.

    Bolt's own logger starts at warnings: at INFO it writes the body of badly
    signed requests, which may hold what people wrote.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    renderers: dict[LogFormat, structlog.typing.Processor] = {
        LogFormat.CONSOLE: structlog.dev.ConsoleRenderer(colors=False),
        LogFormat.JSON: structlog.processors.JSONRenderer(),
    }
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                renderers[log_format],
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("slack_bolt", "slack_sdk", "apscheduler", "alembic", "waitress"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
