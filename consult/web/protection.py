"""What holds for every request: one commit, the headers, and the one place where an error becomes a page."""

from typing import Any

from flask import Flask, Response, current_app, g, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError

from consult.actions import transaction
from consult.web.interface import speak

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'{style}; img-src 'self'{pictures}; media-src 'self'; font-src 'self';"
    " connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-src {frames}; frame-ancestors {framed}; base-uri 'none'"
)
_FORM_AROUND_AN_UPLOAD = 65_536
_READS_ONLY = ("GET", "HEAD", "OPTIONS")
# These two write on every post. The staff door takes the lock itself, once it knows who asks and the slow work is done.
_WRITE_AT_ONCE = ("respond", "demonstration")


def protect(app: Flask) -> None:
    """Registers the hooks and the error pages; called once, after the doors are open."""
    app.before_request(_begin)
    app.after_request(_finish)
    app.after_request(_set_headers)
    app.register_error_handler(HTTPException, _tell)
    app.register_error_handler(Exception, _tell_of_a_defect)


def allow_style(*digests: str) -> None:
    """Lets this response carry a fixed inline sheet with one of these SHA-256 (base64)."""
    g.style = "".join(f" 'sha256-{digest}'" for digest in digests)


def allow_scripts() -> None:
    """Lets this page of the respondents' door run our own scripts; its others run none."""
    g.scripts = True


def allow_embedded_pictures() -> None:
    """Lets this response show pictures that lie in the page itself, as a report's figures do."""
    g.pictures = " data:"


def show_a_page_of_ours() -> None:
    """Lets this response show another page of this website in a frame."""
    g.frames = "'self'"


def be_shown_in_a_page_of_ours() -> None:
    """Lets this response stand in a frame of another page of this website; never of someone else's."""
    g.framed = "'self'"
    g.pictures = " data:"  # the empty icon of a respondent's page


def erase_after_commit() -> None:
    """Once this request is committed, nothing that it deleted may stay in the database's files."""
    g.erased = True


def take_upload() -> None:
    """Lets this request bring a file, or as much text; call it before its body is read, for someone who may. Others bring a page of a form."""
    most = current_app.config["MAX_UPLOAD_BYTES"] + _FORM_AROUND_AN_UPLOAD
    request.max_content_length = request.max_form_memory_size = most


def _begin() -> None:
    request.max_content_length = current_app.config["MAX_PAGE_BYTES"]
    if request.method not in _READS_ONLY and request.blueprint in _WRITE_AT_ONCE:
        # Read first: nobody else can write while this lock is held, and some phones send slowly.
        request.get_data(parse_form_data=True)
        transaction.begin_writing()


def _finish(response: Response) -> Response:
    """A page or a redirect commits, a page shown again with its problems too; anything else leaves nothing."""
    if response.status_code < 400:
        transaction.commit()
        if g.get("erased"):
            transaction.erase_deleted_bytes()
    else:
        transaction.rollback()
    return response


def _set_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    asks = request.blueprint == "respond"
    scripts = "'none'" if asks and not g.get("scripts") else "'self'"
    response.headers["Content-Security-Policy"] = _POLICY.format(
        scripts=scripts,
        style=g.get("style", ""),
        # An empty icon in the page keeps a respondent's browser from asking for one that is not there.
        pictures=g.get("pictures", " data:" if asks else ""),
        frames=g.get("frames", "'none'"),
        framed=g.get("framed", "'none'"),
    )
    if current_app.config["SECURE_COOKIES"]:
        response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response


def _tell(error: HTTPException) -> Response | tuple[str, int]:
    """The page that says in words what went wrong; never a trace, never what was sent."""
    if error.response is not None:
        return current_app.make_response(error.response)
    if "language" not in g:
        speak("staff", "nl")
    # What the library says of its own is English and of no use here; what our own code says is a sentence.
    said = error.description if error.description != type(error).description else ""
    page = render_template("errors/page.html", code=error.code, said=said)
    return page, error.code or 500


def _tell_of_a_defect(error: Exception) -> Any:
    """Logs where a defect is, and tells of it as the door at hand tells of any error."""
    if current_app.testing:
        raise error
    # The kind and the place are logged; the message is not, since it may quote what someone answered.
    trace, place = error.__traceback__, ""
    while trace is not None:
        place, trace = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}", trace.tb_next
    current_app.logger.error("a request failed: %s at %s", type(error).__name__, place)
    return current_app.handle_http_exception(InternalServerError())
