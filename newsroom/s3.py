"""Photos' files in a bucket of an S3-compatible service; needs the extra ``s3``.

The bucket is private and the application alone reads it. Whatever goes wrong there is an
``OSError``, as it would be on a disk: the code that keeps files knows no other kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

# Seconds. A reader waits for an answer meanwhile, and a worker is taken.
CONNECT_TIMEOUT, READ_TIMEOUT = 3, 10
# Bytes of an opened file that are held in memory; a larger one lies on disk for that while.
MEMORY = 4 * 1024 * 1024


class Unavailable(OSError):
    """The service did not answer, or refused."""


@contextmanager
def _as_a_disk_would() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise Unavailable(str(error)) from error


class PrivateBucket(S3Storage):  # type: ignore[misc]
    """A bucket that nobody else can read.

    Names hold 128 random bits, so that a file under a name that is taken is the same file being
    written once more: it takes its place. Access lists are left alone: services that have none
    refuse a file that brings one, and the bucket is private already.
    """

    def get_default_settings(self) -> dict[str, Any]:
        defaults: dict[str, Any] = super().get_default_settings()
        return {
            **defaults,
            "client_config": Config(
                connect_timeout=CONNECT_TIMEOUT,
                read_timeout=READ_TIMEOUT,
                retries={"total_max_attempts": 2, "mode": "standard"},
                signature_version="s3v4",
                # Any service has paths; not every one a host name for each bucket.
                s3={"addressing_style": "path"},
                # Checksums of AWS's own, which other services do not know.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            "default_acl": None,
            "file_overwrite": True,
            "max_memory_size": MEMORY,
            "object_parameters": {"CacheControl": "private, no-store"},
            "querystring_auth": True,
            "transfer_config": TransferConfig(use_threads=False),
        }

    def _open(self, name: str, mode: str = "rb") -> File:
        with _as_a_disk_would():
            opened = super()._open(name, mode)
            if "r" in mode:
                # Fetched now: later, half an answer would have been sent when it fails.
                opened.seek(0)
            return opened  # type: ignore[no-any-return]

    def _save(self, name: str, content: File) -> str:
        with _as_a_disk_would():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _as_a_disk_would():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _as_a_disk_would():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _as_a_disk_would():
            return int(super().size(name))
