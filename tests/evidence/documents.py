"""Word documents made for a test, a part at a time."""

import io
import zipfile

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def a_paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def a_run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def inserted(words: str) -> str:
    return f'<w:ins w:id="1" w:author="x"><w:r><w:t>{words}</w:t></w:r></w:ins>'


def deleted(words: str) -> str:
    return f'<w:del w:id="2" w:author="x"><w:r><w:delText>{words}</w:delText></w:r></w:del>'


def a_row(*cells: str) -> str:
    inside = "".join(f"<w:tc>{a_paragraph(a_run(cell))}</w:tc>" for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


def a_picture(described: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Afbeelding 1" descr="{described}"/>'
        "<pic:pic/></wp:inline></w:drawing></w:r>"
    )


def a_docx(body: str, *, before: str = "", **more: str) -> bytes:
    """A docx with this body. before: what stands before its root element. more: other parts, by path."""
    document = f'<?xml version="1.0"?>{before}<w:document {_NAMES}><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in parts.items():
            archive.writestr(name, inside)
    return content.getvalue()
