"""Notes in: sources whose text never changes, themes, the grid, highlights, quotes."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'


def upgrade() -> None:
    op.create_table('note_themes',
    sa.Column('consultation_id', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('label', sa.Text(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('added_by', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultations.id'], name=op.f('fk_note_themes_consultation_id_consultations')),
    sa.PrimaryKeyConstraint('consultation_id', 'name', name=op.f('pk_note_themes')),
    sa.UniqueConstraint('consultation_id', 'label', name=op.f('uq_note_themes_consultation_id_label'))
    )
    op.create_table('grid_cells',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('consultation_id', sa.String(length=64), nullable=False),
    sa.Column('session_id', sa.String(length=64), nullable=False),
    sa.Column('theme', sa.String(length=64), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['consultation_id', 'theme'], ['note_themes.consultation_id', 'note_themes.name'], name='fk_grid_cells_theme'),
    sa.ForeignKeyConstraint(['session_id'], ['group_sessions.id'], name=op.f('fk_grid_cells_session_id_group_sessions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grid_cells')),
    sa.UniqueConstraint('session_id', 'theme', name=op.f('uq_grid_cells_session_id_theme'))
    )
    with op.batch_alter_table('grid_cells', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_grid_cells_consultation_id'), ['consultation_id'], unique=False)

    op.create_table('sources',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('consultation_id', sa.String(length=64), nullable=False),
    sa.Column('session_id', sa.String(length=64), nullable=True),
    sa.Column('revises', sa.String(length=64), nullable=True),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('format', sa.Text(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('checksum', sa.String(length=64), nullable=False),
    sa.Column('letters', sa.Integer(), nullable=False),
    sa.Column('remarks', sa.JSON(), nullable=False),
    sa.Column('quoting', sa.Boolean(), nullable=False),
    sa.Column('quoting_noted_by', sa.Text(), nullable=False),
    sa.Column('added_by', sa.Text(), nullable=False),
    sa.Column('added_on', sa.Date(), nullable=False),
    sa.Column('emptied_on', sa.Date(), nullable=True),
    sa.CheckConstraint("(emptied_on IS NULL) = (length(text) > 0)", name=op.f('ck_sources_empty_when_its_days_are_over')),
    sa.CheckConstraint("format IN ('pasted', 'txt', 'docx', 'vtt')", name=op.f('ck_sources_format')),
    sa.CheckConstraint("quoting OR quoting_noted_by = ''", name=op.f('ck_sources_consent_that_someone_noted')),
    sa.ForeignKeyConstraint(['consultation_id'], ['consultations.id'], name=op.f('fk_sources_consultation_id_consultations')),
    sa.ForeignKeyConstraint(['revises'], ['sources.id'], name=op.f('fk_sources_revises_sources'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['session_id'], ['group_sessions.id'], name=op.f('fk_sources_session_id_group_sessions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sources')),
    sa.UniqueConstraint('consultation_id', 'checksum', name=op.f('uq_sources_consultation_id_checksum'))
    )
    with op.batch_alter_table('sources', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sources_consultation_id'), ['consultation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sources_session_id'), ['session_id'], unique=False)

    op.create_table('highlights',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('source_id', sa.String(length=64), nullable=False),
    sa.Column('consultation_id', sa.String(length=64), nullable=False),
    sa.Column('theme', sa.String(length=64), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('memo', sa.LargeBinary(), nullable=False),
    sa.Column('made_by', sa.Text(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f('ck_highlights_a_passage')),
    sa.ForeignKeyConstraint(['consultation_id', 'theme'], ['note_themes.consultation_id', 'note_themes.name'], name='fk_highlights_theme'),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_highlights_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_highlights')),
    sa.UniqueConstraint('source_id', 'theme', 'start', 'end', name=op.f('uq_highlights_source_id_theme_start_end'))
    )
    with op.batch_alter_table('highlights', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_highlights_source_id'), ['source_id'], unique=False)

    op.create_table('quotes',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('source_id', sa.String(length=64), nullable=False),
    sa.Column('start', sa.Integer(), nullable=False),
    sa.Column('end', sa.Integer(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('redactions', sa.JSON(), nullable=False),
    sa.Column('translation', sa.LargeBinary(), nullable=False),
    sa.Column('attribution', sa.Text(), nullable=False),
    sa.Column('writers', sa.JSON(), nullable=False),
    sa.Column('reviewed_by', sa.Text(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=False),
    sa.CheckConstraint("attribution IN ('participant', 'target-group', 'first-time', 'earlier')", name=op.f('ck_quotes_attribution')),
    sa.CheckConstraint("reviewed_by <> ''", name=op.f('ck_quotes_reviewed_before_it_is_a_quote')),
    sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f('ck_quotes_a_passage')),
    sa.ForeignKeyConstraint(['source_id'], ['sources.id'], name=op.f('fk_quotes_source_id_sources')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quotes'))
    )
    with op.batch_alter_table('quotes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quotes_source_id'), ['source_id'], unique=False)

    op.create_table('quote_approvals',
    sa.Column('quote_id', sa.String(length=64), nullable=False),
    sa.Column('approved_by', sa.Text(), nullable=False),
    sa.Column('approved_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['quote_id'], ['quotes.id'], name=op.f('fk_quote_approvals_quote_id_quotes')),
    sa.PrimaryKeyConstraint('quote_id', 'approved_by', name=op.f('pk_quote_approvals'))
    )
    _keep_texts_as_they_came()


def _keep_texts_as_they_came():
    """The database itself refuses another text for a source; that it goes when its days are over is no other text."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER sources_text_stays BEFORE UPDATE OF text ON sources "
            "WHEN NEW.text <> OLD.text AND length(NEW.text) > 0 "
            "BEGIN SELECT RAISE(ABORT, 'the text of a source stays as it came'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION source_text_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the text of a source stays as it came'; END $$"
    )
    op.execute(
        "CREATE TRIGGER sources_text_stays BEFORE UPDATE OF text ON sources FOR EACH ROW "
        "WHEN (NEW.text <> OLD.text AND length(NEW.text) > 0) EXECUTE FUNCTION source_text_stays()"
    )
