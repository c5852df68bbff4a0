"""Answers that were brought in from elsewhere, each once."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'


def upgrade() -> None:
    op.create_table('brought_answers',
    sa.Column('consultation', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['consultation'], ['consultations.id'], name=op.f('fk_brought_answers_consultation_consultations')),
    sa.PrimaryKeyConstraint('consultation', 'digest', name=op.f('pk_brought_answers')),
    sqlite_with_rowid=False
    )

