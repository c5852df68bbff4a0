"""The register of activities, with their asks and validations."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('activities',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('project_id', sa.String(length=64), nullable=True),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('held', sa.Boolean(), nullable=False),
    sa.Column('with_whom', sa.Text(), nullable=False),
    sa.Column('level', sa.Text(), nullable=False),
    sa.Column('setting', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('indicators', sa.JSON(), nullable=False),
    sa.Column('proof', sa.Text(), nullable=False),
    sa.Column('passage', sa.Text(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('quote_from', sa.Text(), nullable=False),
    sa.Column('strength', sa.Integer(), nullable=False),
    sa.Column('strength_from', sa.Text(), nullable=False),
    sa.Column('prepared_by', sa.Text(), nullable=False),
    sa.Column('approved_by', sa.Text(), nullable=False),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('agreed', sa.Text(), nullable=False),
    sa.Column('noted_by', sa.Text(), nullable=False),
    sa.Column('noted_on', sa.Date(), nullable=True),
    sa.Column('cancelled_on', sa.Date(), nullable=True),
    sa.Column('cancelled_because', sa.Text(), nullable=False),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.Column('created_by', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(approved_on IS NULL) = (approved_by = '')", name=op.f('ck_activities_approved_by_somebody')),
    sa.CheckConstraint("(cancelled_on IS NULL) = (cancelled_because = '')", name=op.f('ck_activities_cancelled_with_a_reason')),
    sa.CheckConstraint("(noted_on IS NULL) = (noted_by = '')", name=op.f('ck_activities_noted_by_somebody')),
    sa.CheckConstraint("level IN ('', 'local', 'flemish', 'federal')", name=op.f('ck_activities_level')),
    sa.CheckConstraint("setting IN ('', 'in-person', 'online', 'phone', 'written')", name=op.f('ck_activities_setting')),
    sa.CheckConstraint('NOT held OR day IS NOT NULL', name=op.f('ck_activities_held_on_a_day')),
    sa.CheckConstraint('strength BETWEEN 0 AND 4', name=op.f('ck_activities_strength_in_four_steps')),
    sa.ForeignKeyConstraint(['project_id'], ['projects.id'], name=op.f('fk_activities_project_id_projects')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities'))
    )
    with op.batch_alter_table('activities', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activities_project_id'), ['project_id'], unique=False)
    op.create_table('activity_asks',
    sa.Column('activity_id', sa.String(length=64), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.CheckConstraint("outcome IN ('', 'handed-over', 'answered', 'adopted', 'partly', 'rejected', 'no-answer')", name=op.f('ck_activity_asks_outcome')),
    sa.CheckConstraint('line BETWEEN 1 AND 5', name=op.f('ck_activity_asks_at_most_five')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_asks_activity_id_activities')),
    sa.PrimaryKeyConstraint('activity_id', 'line', name=op.f('pk_activity_asks'))
    )
    op.create_table('activity_validations',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('activity_id', sa.String(length=64), nullable=False),
    sa.Column('validated_by', sa.Text(), nullable=False),
    sa.Column('validated_on', sa.Date(), nullable=False),
    sa.Column('validated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_because', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_validations_activity_id_activities')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_validations')),
    sa.UniqueConstraint('activity_id', 'validated_at', name=op.f('uq_activity_validations_activity_id_validated_at'))
    )
    with op.batch_alter_table('activity_validations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_validations_activity_id'), ['activity_id'], unique=False)
