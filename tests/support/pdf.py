"""A small PDF written by hand: pages of lines in Helvetica."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(*pages: Sequence[str], encrypted: bool = False) -> bytes:
    """Return a PDF with these pages; `encrypted` only says that it is, in a way that nothing can open."""
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -44 >>",
    ]
    for at, lines in enumerate(pages):
        shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        content = b"BT /F1 11 Tf 14 TL 72 720 Td\n" + shown + b"ET"
        resources = f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * at} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources} >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"/Encrypt 4 0 R /ID [(id) (id)] " if encrypted else b""
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return b"%s%strailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        out, xref, len(objects) + 1, trailer, len(out)
    )  # fmt: skip


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
