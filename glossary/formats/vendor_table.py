"""Glossaries for translation services: DeepL, Google, Amazon and Azure; written only.

Every limit of `glossary.vendors` holds in the file, and the loss report names what is not in it. The files are CSV
(RFC 4180) or TSV with the same quotes, in UTF-8 without a byte order mark. Cells are not guarded against spreadsheet
formulas: the services would take the apostrophe for part of the term, so these files are for uploading, not for opening.

    deepl-csv, deepl-tsv              source, target; no header. The other direction is a file of its own
    google-pair-csv, google-pair-tsv  source, target; no header
    google-set                        a header of language codes, then pos and description; any language to any other
    amazon-csv                        a header of language codes, the source first (directionality UNI)
    amazon-multi                      the same, any language to any other (directionality MULTI)
    azure-csv, azure-tsv              source, target; no header
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from glossary.formats.loss import Loss, LossReport
from glossary.termbase import Termbase
from glossary.vendor_rows import Shape, columns_for, rows_for
from glossary.vendors import VENDORS


def _serializer(
    vendor: str,
    *,
    delimiter: str = ",",
    header: bool = False,
    shape: Shape = Shape.ONE_WAY,
    described: bool = False,
) -> Callable[..., tuple[bytes, LossReport]]:
    """A serializer for one kind of glossary; raises TermlockError where the pair of languages is not clear."""

    def serialize(
        termbase: Termbase, *, source: str | None = None, target: str | None = None
    ) -> tuple[bytes, LossReport]:
        service = VENDORS[vendor]
        columns = columns_for(termbase, service, source, target)
        glossary = rows_for(termbase, service, columns, shape, described=described)
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
        if header:
            writer.writerow([column.code for column in glossary.columns] + ["pos", "description"] * described)
        writer.writerows((*row.texts, *row.extra) for row in glossary.rows)
        losses = tuple(
            Loss(concept=each.concept, term=each.term, field=each.field, reason=each.reason)
            for each in glossary.omissions
        )
        return buffer.getvalue().encode(), LossReport(losses=losses)

    return serialize


deepl_csv = _serializer("deepl")
deepl_tsv = _serializer("deepl", delimiter="\t")
google_pair_csv = _serializer("google")
google_pair_tsv = _serializer("google", delimiter="\t")
google_set = _serializer("google", header=True, shape=Shape.ANY_WAY, described=True)
amazon_csv = _serializer("amazon", header=True)
amazon_multi = _serializer("amazon", header=True, shape=Shape.ANY_WAY)
azure_csv = _serializer("azure")
azure_tsv = _serializer("azure", delimiter="\t")
