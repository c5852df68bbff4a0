"""Reports with what staff write in them, their frozen editions, and the feedback pages of those who took part."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

FROZEN = ("report_editions", "feedback_editions")


def upgrade() -> None:
    _make_reports()
    _make_feedback()
    _freeze()


def _make_reports() -> None:
    op.create_table(
        "report_prose",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("project_id", sa.String(64), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_report_prose_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_prose")),
        sa.UniqueConstraint("project_id", "place", name=op.f("uq_report_prose_project_id_place")),
    )
    op.create_index(op.f("ix_report_prose_project_id"), "report_prose", ["project_id"])
    op.create_table(
        "report_proposals",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("project_id", sa.String(64), nullable=False),
        *_files(),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_report_proposals_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_proposals")),
        sa.UniqueConstraint("project_id", name=op.f("uq_report_proposals_project_id")),
    )
    op.create_table(
        "report_editions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("project_id", sa.String(64), nullable=False),
        *_files(),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_report_editions_numbered_from_one")),
        sa.CheckConstraint("proposed_by <> approved_by", name=op.f("ck_report_editions_read_by_someone_else")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_report_editions_project_id_projects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_editions")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_report_editions_project_id_number")),
    )
    op.create_index(op.f("ix_report_editions_project_id"), "report_editions", ["project_id"])


def _files() -> list[sa.Column]:
    return [
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("page", sa.String(64), nullable=False),
        sa.Column("word", sa.String(64), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
    ]


def _make_feedback() -> None:
    op.create_table(
        "feedback_pages",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("consultation_id", sa.String(64), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hands", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stage IN ('draft', 'reading')", name=op.f("ck_feedback_pages_stage")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultations.id"], name=op.f("fk_feedback_pages_consultation_id_consultations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_pages")),
        sa.UniqueConstraint("consultation_id", name=op.f("uq_feedback_pages_consultation_id")),
    )
    op.create_table(
        "feedback_editions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("consultation_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_feedback_editions_numbered_from_one")),
        sa.CheckConstraint("written_by <> approved_by", name=op.f("ck_feedback_editions_read_by_someone_else")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultations.id"], name=op.f("fk_feedback_editions_consultation_id_consultations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_editions")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_feedback_editions_consultation_id_number")),
    )
    op.create_index(op.f("ix_feedback_editions_consultation_id"), "feedback_editions", ["consultation_id"])


def _freeze() -> None:
    """The database itself refuses to change or delete what was published (as the ledger, 0002)."""
    if op.get_bind().dialect.name == "sqlite":
        for table in FROZEN:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} takes new lines only'); END"
                )
        return
    for table in FROZEN:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION takes_new_lines_only()"
        )
