"""The ledger and the audit log take new lines only: the database itself refuses a change or a deletion."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = ("ledger", "audit")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} takes new lines only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION takes_new_lines_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% takes new lines only', TG_TABLE_NAME; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION takes_new_lines_only()"
        )
