"""One transaction per job: opened for writing before the first query, committed once at the end."""

from consult.store import base


def begin_writing() -> None:
    """This job will write: takes SQLite's write lock at once instead of growing into it."""
    base.begin_writing()


def start_over_writing() -> None:
    """Drops what this job did so far and begins again as one that writes: a read lock must not grow into a write lock."""
    rollback()
    begin_writing()


def go_on() -> None:
    """For a job within the transaction of its caller, who began it as one that writes."""


def commit() -> None:
    """Makes the job durable."""
    base.db.session.commit()


def rollback() -> None:
    """Leaves nothing of the job."""
    base.db.session.rollback()


def erase_deleted_bytes() -> None:
    """After the commit of a deletion: nothing of it stays in the database's files."""
    base.erase_deleted_bytes()
