"""The staff door's routes hang on this; each module of the folder adds its own."""

from flask import Blueprint

staff = Blueprint("staff", __name__, url_prefix="/staff")
