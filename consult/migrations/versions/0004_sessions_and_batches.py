"""Planned sessions with their recruitment, and batches of the past that a second person confirms."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    _batches()
    _planned_sessions()
    _recruitment()


def _batches() -> None:
    batches = op.create_table('historic_batches',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('workbook', sa.Text(), nullable=False),
    sa.Column('brought_by', sa.Text(), nullable=False),
    sa.Column('brought_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Text(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(confirmed_by = '') = (confirmed_at IS NULL)", name=op.f('ck_historic_batches_confirmed_by_someone_on_a_day')),
    sa.CheckConstraint("confirmed_by <> brought_by", name=op.f('ck_historic_batches_confirmed_by_someone_else')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_historic_batches'))
    )
    # In place: a batch operation would drop the old table, which SQLite refuses while documents refer to its rows.
    op.execute(
        'ALTER TABLE consultations ADD COLUMN batch_id VARCHAR(64)'
        ' CONSTRAINT fk_consultations_batch_id_historic_batches REFERENCES historic_batches (id)'
    )
    op.create_index(op.f('ix_consultations_batch_id'), 'consultations', ['batch_id'], unique=False)
    _gather_what_came_in_before(batches)


def _gather_what_came_in_before(batches: sa.Table) -> None:
    """One batch for each importer: nobody confirmed these, so they wait on the queue like what comes in from now on."""
    consultations = sa.table(
        'consultations',
        sa.column('batch_id', sa.String),
        sa.column('created_by', sa.Text),
        sa.column('created_at', sa.DateTime(timezone=True)),
        sa.column('historic', sa.Boolean),
    )
    imported = (
        sa.select(consultations.c.created_by, sa.func.min(consultations.c.created_at))
        .where(consultations.c.historic)
        .group_by(consultations.c.created_by)
    )
    connection = op.get_bind()
    for by, at in connection.execute(imported).all():
        id_ = uuid4().hex
        connection.execute(
            batches.insert().values(id=id_, workbook='', brought_by=by, brought_at=at, confirmed_by='')
        )
        connection.execute(
            consultations.update()
            .where(consultations.c.historic, consultations.c.created_by == by)
            .values(batch_id=id_)
        )


def _planned_sessions() -> None:
    op.create_table('planned_sessions',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('consultation_id', sa.String(length=64), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('part_of_day', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('kind_of_place', sa.Text(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('interpreter', sa.Boolean(), nullable=False),
    sa.Column('version', sa.String(length=64), nullable=True),
    sa.Column('facilitator', sa.Text(), nullable=False),
    sa.Column('note_taker', sa.Text(), nullable=False),
    sa.Column('planned_by', sa.Text(), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=False),
    sa.Column('called_off_on', sa.Date(), nullable=True),
    sa.Column('called_off_because', sa.Text(), nullable=False),
    sa.Column('moved_to', sa.String(length=64), nullable=True),
    sa.Column('session_id', sa.String(length=64), nullable=True),
    sa.CheckConstraint("part_of_day IN ('morning', 'afternoon', 'evening')", name=op.f('ck_planned_sessions_part_of_day')),
    sa.CheckConstraint("(called_off_on IS NULL) = (called_off_because = '')", name=op.f('ck_planned_sessions_called_off_with_a_reason')),
    sa.CheckConstraint("moved_to IS NULL OR called_off_on IS NOT NULL", name=op.f('ck_planned_sessions_moved_is_called_off')),
    sa.CheckConstraint("session_id IS NULL OR called_off_on IS NULL", name=op.f('ck_planned_sessions_held_or_called_off')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultations.id'], name=op.f('fk_planned_sessions_consultation_id_consultations')),
    sa.ForeignKeyConstraint(['version'], ['instrument_versions.id'], name=op.f('fk_planned_sessions_version_instrument_versions')),
    sa.ForeignKeyConstraint(['moved_to'], ['planned_sessions.id'], name=op.f('fk_planned_sessions_moved_to_planned_sessions')),
    sa.ForeignKeyConstraint(['session_id'], ['group_sessions.id'], name=op.f('fk_planned_sessions_session_id_group_sessions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_planned_sessions')),
    sa.UniqueConstraint('session_id', name=op.f('uq_planned_sessions_session_id'))
    )
    op.create_index(op.f('ix_planned_sessions_consultation_id'), 'planned_sessions', ['consultation_id'], unique=False)


def _recruitment() -> None:
    op.create_table('recruitment',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('planned_id', sa.String(length=64), nullable=False),
    sa.Column('partner_id', sa.String(length=64), nullable=True),
    sa.Column('invited', sa.Integer(), nullable=False),
    sa.Column('came', sa.Integer(), nullable=True),
    sa.CheckConstraint("invited >= 1", name=op.f('ck_recruitment_invited_is_a_count')),
    sa.CheckConstraint("came IS NULL OR (came >= 0 AND came <= invited)", name=op.f('ck_recruitment_who_came_was_invited')),
    sa.ForeignKeyConstraint(['planned_id'], ['planned_sessions.id'], name=op.f('fk_recruitment_planned_id_planned_sessions')),
    sa.ForeignKeyConstraint(['partner_id'], ['partners.id'], name=op.f('fk_recruitment_partner_id_partners')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recruitment'))
    )
    op.create_index(op.f('ix_recruitment_planned_id'), 'recruitment', ['planned_id'], unique=False)
