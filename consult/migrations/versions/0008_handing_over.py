"""Recommendations on a gespreksfiche, and the talk in which one was handed over."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    with op.batch_alter_table('activity_asks', schema=None) as batch_op:
        batch_op.add_column(sa.Column('recommendation_id', sa.String(length=64), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_activity_asks_recommendation_id_recommendations'), 'recommendations', ['recommendation_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_activity_asks_one_outcome'), "recommendation_id IS NULL OR outcome = ''")
        batch_op.create_index(batch_op.f('ix_activity_asks_recommendation_id'), ['recommendation_id'], unique=False)
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.add_column(sa.Column('activity_id', sa.String(length=64), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_follow_up_activity_id_activities'), 'activities', ['activity_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_follow_up_activity_id'), ['activity_id'], unique=False)

