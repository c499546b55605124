"""Every kind of page before axe-core, which knows most of what WCAG 2.2 AA asks."""

import pytest

from tests.browser.paper import make_paper, node_module, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """(tags) => axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: tags } })
  .then((found) => found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)))"""  # noqa: E501
COLOURS = """() => axe.run(document, { runOnly: ["color-contrast", "link-in-text-block"] })
  .then((found) => found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)))"""

PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_any_page(reader_window, width):
    axe = node_module("axe-core/axe.min.js").read_text()
    page = reader_window(width=width)
    found = {}

    for name, path in make_paper().items():
        page.emulate_media(color_scheme="light")
        visit(page, name, path)
        page.evaluate(axe)  # past the page's policy, which lets no foreign script in
        found[name] = page.evaluate(RUN, RULES)
        page.emulate_media(color_scheme="dark")
        found[f"{name}, dark"] = page.evaluate(COLOURS)
        assert page.evaluate(PAPER) != "rgb(255, 255, 255)"  # dark indeed

    assert {name: all_of for name, all_of in found.items() if all_of} == {}


def test_axe_sees_what_is_wrong(reader_window):
    axe = node_module("axe-core/axe.min.js").read_text()
    page = reader_window()
    page.set_content("<p style='color: #ccc; background: #fff'>nhạt</p><img src='data:,'>")
    page.evaluate(axe)

    found = " ".join(page.evaluate(RUN, RULES))

    assert "color-contrast" in found and "image-alt" in found


@pytest.mark.parametrize("width", [390, 1280])
def test_the_open_menu_is_in_order(reader_window, width):
    axe = node_module("axe-core/axe.min.js").read_text()
    make_paper()
    page = reader_window(width=width)
    visit(page, "home", "/")
    page.click(".menu__open")
    page.evaluate(axe)

    assert page.locator(".menu__panel .tree__top").first.is_visible()
    assert page.evaluate(RUN, RULES) == []
