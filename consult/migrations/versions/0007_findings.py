"""Findings, recommendations and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'


def upgrade() -> None:
    op.create_table('text_versions',
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('subject', 'version', name=op.f('pk_text_versions'))
    )
    op.create_table('findings',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('project_id', sa.String(length=64), nullable=False),
    sa.Column('statement', sa.Text(), nullable=False),
    sa.Column('theme', sa.Text(), nullable=False),
    sa.Column('counter_evidence', sa.Text(), nullable=False),
    sa.Column('also_heard', sa.Text(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('stage', sa.Text(), nullable=False),
    sa.Column('review', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('hands', sa.JSON(), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_by', sa.Text(), nullable=False),
    sa.Column('read_on', sa.Date(), nullable=True),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.CheckConstraint("(stage = 'settled') = (read_by <> '')", name=op.f('ck_findings_settled_by_a_second_reader')),
    sa.CheckConstraint("read_by = '' OR read_by <> written_by", name=op.f('ck_findings_read_by_someone_else')),
    sa.CheckConstraint("stage IN ('draft', 'reading', 'settled')", name=op.f('ck_findings_stage')),
    sa.ForeignKeyConstraint(['project_id'], ['projects.id'], name=op.f('fk_findings_project_id_projects')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_findings'))
    )
    with op.batch_alter_table('findings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_findings_project_id'), ['project_id'], unique=False)

    op.create_table('recommendations',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('project_id', sa.String(length=64), nullable=False),
    sa.Column('plan', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('addressee', sa.Text(), nullable=False),
    sa.Column('government', sa.Text(), nullable=False),
    sa.Column('domain', sa.Text(), nullable=False),
    sa.Column('objectives', sa.JSON(), nullable=False),
    sa.Column('results', sa.JSON(), nullable=False),
    sa.Column('policy', sa.JSON(), nullable=False),
    sa.Column('success', sa.Text(), nullable=False),
    sa.Column('further_study', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('written_by', sa.Text(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.CheckConstraint("government IN ('local', 'flemish', 'federal')", name=op.f('ck_recommendations_government')),
    sa.ForeignKeyConstraint(['project_id'], ['projects.id'], name=op.f('fk_recommendations_project_id_projects')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recommendations'))
    )
    with op.batch_alter_table('recommendations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recommendations_project_id'), ['project_id'], unique=False)

    op.create_table('evidence',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('finding_id', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('stance', sa.Text(), nullable=False),
    sa.Column('consultation_id', sa.String(length=64), nullable=True),
    sa.Column('withdrawn', sa.Text(), nullable=False),
    sa.Column('cited_by', sa.Text(), nullable=False),
    sa.Column('cited_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("said <> ''", name=op.f('ck_evidence_it_says_something')),
    sa.CheckConstraint("stance IN ('for', 'against')", name=op.f('ck_evidence_stance')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultations.id'], name=op.f('fk_evidence_consultation_id_consultations')),
    sa.ForeignKeyConstraint(['finding_id'], ['findings.id'], name=op.f('fk_evidence_finding_id_findings')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_evidence_consultation_id'), ['consultation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_evidence_reference'), ['reference'], unique=False)

    op.create_table('finding_consultations',
    sa.Column('finding_id', sa.String(length=64), nullable=False),
    sa.Column('consultation_id', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultations.id'], name=op.f('fk_finding_consultations_consultation_id_consultations')),
    sa.ForeignKeyConstraint(['finding_id'], ['findings.id'], name=op.f('fk_finding_consultations_finding_id_findings')),
    sa.PrimaryKeyConstraint('finding_id', 'consultation_id', name=op.f('pk_finding_consultations'))
    )
    with op.batch_alter_table('finding_consultations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_consultations_consultation_id'), ['consultation_id'], unique=False)

    op.create_table('follow_up',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('recommendation_id', sa.String(length=64), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('to_whom', sa.Text(), nullable=False),
    sa.Column('forum', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('checksum', sa.Text(), nullable=False),
    sa.Column('media_type', sa.Text(), nullable=False),
    sa.Column('noted_by', sa.Text(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("step <> 'handed-over' OR (to_whom <> '' AND forum <> '')", name=op.f('ck_follow_up_handed_to_someone')),
    sa.CheckConstraint("step = 'handed-over' OR words <> '' OR checksum <> ''", name=op.f('ck_follow_up_proven')),
    sa.CheckConstraint("step IN ('handed-over', 'answered', 'adopted', 'partly', 'rejected', 'no-answer')", name=op.f('ck_follow_up_step')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendations.id'], name=op.f('fk_follow_up_recommendation_id_recommendations')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up'))
    )
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_up_recommendation_id'), ['recommendation_id'], unique=False)

    op.create_table('recommendation_findings',
    sa.Column('recommendation_id', sa.String(length=64), nullable=False),
    sa.Column('finding_id', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['finding_id'], ['findings.id'], name=op.f('fk_recommendation_findings_finding_id_findings')),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendations.id'], name=op.f('fk_recommendation_findings_recommendation_id_recommendations')),
    sa.PrimaryKeyConstraint('recommendation_id', 'finding_id', name=op.f('pk_recommendation_findings'))
    )
    with op.batch_alter_table('recommendation_findings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recommendation_findings_finding_id'), ['finding_id'], unique=False)
