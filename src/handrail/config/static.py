"""How static files are named: with a hash of what is in them, also where one script imports another."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise ships no types
    """Compressed, kept by browsers for ever, and never stale."""

    support_js_module_import_aggregation = True
