"""Where photos' files lie: what MEDIA_STORAGE and MEDIA_ACCEL say, as settings."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

FORM: Final = (
    "the path of a folder, or"
    " s3://KEY:SECRET@host[:port]/bucket[/folder][?region=…&scheme=https], with %2F and the like"
    " for what has a meaning in addresses"
)
_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_FOLDER: Final = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*")
_ACCEL: Final = re.compile(r"/(?:[A-Za-z0-9_-]+/)+")
_REGION: Final = re.compile(r"[a-z0-9-]{1,40}")


def folder_of(place: str) -> Path | None:
    """Return the folder that MEDIA_STORAGE names; None if it names a bucket.

    Raises:
        ValueError: it is neither; the text does not repeat it, for it may hold a secret.
    """
    if place.startswith("s3://"):
        return None
    if "://" in place:
        raise ValueError(f"MEDIA_STORAGE takes {FORM}.")
    return Path(place).resolve()


def storage_of(place: str) -> dict[str, Any]:
    """Return Django's description of the storage that MEDIA_STORAGE names.

    Raises:
        ValueError: it cannot be read, or needs what is not installed; the text says so.
    """
    if folder_of(place) is not None:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    try:
        options = _bucket_options(urlsplit(place))
    except ValueError:
        # Without the cause, which could show a part of the address, and with it the secret.
        raise ValueError(f"MEDIA_STORAGE takes {FORM}.") from None
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ValueError("MEDIA_STORAGE is in a bucket, which needs: pip install '.[s3]'.")
    return {"BACKEND": "newsroom.s3.PrivateBucket", "OPTIONS": options}


def _bucket_options(url: SplitResult) -> dict[str, Any]:
    bucket, _slash, folder = url.path.removeprefix("/").partition("/")
    folder = folder.rstrip("/")
    query = dict(parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query)))
    region, scheme = query.pop("region", ""), query.pop("scheme", "https")
    if (
        not (url.hostname and url.username and url.password)
        or url.fragment
        or query
        or not _BUCKET.fullmatch(bucket)
        or (folder and (not _FOLDER.fullmatch(folder) or ".." in folder))
        or (region and not _REGION.fullmatch(region))
        or scheme not in {"http", "https"}
    ):
        raise ValueError("not of that form")
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    port = f":{url.port}" if url.port else ""
    return {
        "access_key": unquote(url.username),
        "secret_key": unquote(url.password),
        "bucket_name": bucket,
        "location": folder,
        "endpoint_url": f"{scheme}://{host}{port}",
        # Services that know no regions take any; the signature needs one.
        "region_name": region or "us-east-1",
    }


def accel_of(prefix: str, place: str) -> str:
    """Return the address below which the web server in front has the folder to itself, or nothing.

    Raises:
        ValueError: it is no such address, or the files are not in a folder.
    """
    if prefix and not _ACCEL.fullmatch(prefix):
        raise ValueError(
            "MEDIA_ACCEL takes an address with a slash at both ends, such as /_media/, which the"
            " web server keeps to itself (deploy/nginx-media.conf), or nothing."
        )
    if prefix and folder_of(place) is None:
        raise ValueError(
            "MEDIA_ACCEL is for files in a folder: unset it, or let MEDIA_STORAGE name a folder."
        )
    return prefix
