"""A window that sends files in pieces, as the page's script does."""

import json

from django.urls import reverse

PIECE = "application/offset+octet-stream"
UPLOADS = "/admin/articles/photo/uploads/"


class Sender:
    """Speaks the protocol for one client; answers are the server's own."""

    def __init__(self, client):
        self.client = client

    def begin(self, size, name="anh.jpg", **more):
        sent = json.dumps({"name": name, "size": size, **more})
        return self.client.post(UPLOADS, sent, content_type="application/json")

    def address(self, size, **more):
        answer = self.begin(size, **more)
        assert answer.status_code == 201, answer.content
        return answer.json()["address"]

    def piece(self, address, offset, data, content_type=PIECE, **headers):
        headers = {"Upload-Offset": str(offset), **headers}
        return self.client.patch(address, data, content_type=content_type, headers=headers)

    def offset(self, address):
        return int(self.client.head(address)["Upload-Offset"])

    def choose(self, address, choice):
        sent = json.dumps({"choice": choice})
        return self.client.post(address, sent, content_type="application/json")

    def send(self, data, *, piece=None, name="anh.jpg"):
        """Send all of a file; return the last answer."""
        address = self.address(len(data), name=name)
        piece = piece or len(data)
        for offset in range(0, len(data), piece):
            answer = self.piece(address, offset, data[offset : offset + piece])
        return answer


def page():
    return reverse("admin:articles_photo_upload_page")
