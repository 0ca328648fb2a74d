"""How Alembic reaches the database: over the connection that the program hands it."""

from alembic import context
from sqlalchemy import Connection, NullPool, create_engine

from bot.store.database import address
from bot.store.rows import Base


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is None:
    url = context.config.get_main_option("sqlalchemy.url") or "sqlite:///var/ai-path.db"
    with create_engine(address(url), poolclass=NullPool).connect() as own:
        migrate(own)
else:
    migrate(handed)
