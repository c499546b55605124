"""What tests of the editor do in it, again and again."""

from articles.models import Article

PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  document.querySelector(".cke_wysiwyg_div").dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page, html, text="x"):
    """Paste as the browser would; ``html`` may be empty."""
    page.evaluate(PASTE, [html.encode("utf-8", "ignore").decode(), text])


def save(page):
    """Save by key; return the body that was stored."""
    # The next page, and not the address that a new article gets when it is first saved by itself.
    with page.expect_event("load"):
        page.keyboard.press("Control+s")
    return Article.objects.order_by("-pk").first().body


def data(page):
    """Return the text as the editor would send it."""
    return page.evaluate("CKEDITOR.instances.id_body.getData()")
