"""The ledger of releases."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('releases',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('consultation_id', sa.String(length=64), nullable=False),
    sa.Column('profile', sa.Text(), nullable=False),
    sa.Column('profile_hash', sa.String(length=64), nullable=False),
    sa.Column('audience', sa.Text(), nullable=False),
    sa.Column('formats', sa.JSON(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('agreement', sa.Text(), nullable=False),
    sa.Column('agreed_on', sa.Date(), nullable=True),
    sa.Column('asked_by', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('stage', sa.Text(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('held', sa.JSON(), nullable=False),
    sa.Column('certificate', sa.JSON(), nullable=False),
    sa.Column('recalled_on', sa.Date(), nullable=True),
    sa.Column('recalled_by', sa.Text(), nullable=False),
    sa.Column('recalled_because', sa.Text(), nullable=False),
    sa.CheckConstraint("(recalled_on IS NULL) = (recalled_because = '')", name=op.f('ck_releases_recalled_with_a_reason')),
    sa.CheckConstraint("agreed_on IS NULL OR agreement <> ''", name=op.f('ck_releases_an_agreement_that_is_named')),
    sa.CheckConstraint("state IN ('waiting', 'working', 'ready', 'refused', 'recalled')", name=op.f('ck_releases_state')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultations.id'], name=op.f('fk_releases_consultation_id_consultations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_releases'))
    )
    with op.batch_alter_table('releases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_releases_consultation_id'), ['consultation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_releases_state'), ['state'], unique=False)
