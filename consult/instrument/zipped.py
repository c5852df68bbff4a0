"""What goes wrong with a zip from elsewhere, whatever was expected in it."""

import zipfile
import zlib

# NotImplementedError: packed in a way that Python does not know. It is a RuntimeError too, so this one is caught first.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
LOCKED = RuntimeError  # what zipfile raises for an encrypted member
