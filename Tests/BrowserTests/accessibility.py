"""What a page has to be for everyone: axe without a finding, one heading, no sideways scrolling, sense without colour."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from people import DESKTOP, PHONE

_AXE = Axe()
# In the dark only colours change, so only the rules about colours are asked again.
_EVERYTHING = {"resultTypes": ["violations"]}
_COLOURS = _EVERYTHING | {"runOnly": {"type": "tag", "values": ["cat.color"]}}
_LOOKS = [(DESKTOP, "light", _EVERYTHING), (DESKTOP, "dark", _COLOURS), (PHONE, "light", _EVERYTHING), (PHONE, "dark", _COLOURS)]
_NARROWEST = 320

_TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const guilty = [...document.querySelectorAll("body *")].filter((node) =>
    node.getBoundingClientRect().right > width + 0.5 && !node.closest(".visually-hidden, .table-scroll"));
  return ["page"].concat(guilty.slice(0, 4).map((node) => `${node.tagName.toLowerCase()}.${node.className}`));
}"""

_OUTLINE = """() => ({
  language: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((node) => node.checkVisibility()).map((node) => Number(node.tagName[1])),
  landmarks: ["header", "main", "footer"].filter((name) => document.querySelectorAll(`body > ${name}`).length !== 1),
  repeated: [...document.querySelectorAll("[id]")].map((node) => node.id)
    .filter((id, index, all) => all.indexOf(id) !== index),
})"""


def findings(page: Page) -> list[str]:
    """All that is wrong with the page shown, in both colour schemes and at all widths, as sentences."""
    found = _outline(page)
    size = page.viewport_size
    for width, scheme, rules in _LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        for violation in _AXE.run(page, options=rules).response["violations"]:
            nodes = "; ".join(str(node["target"][0]) for node in violation["nodes"][:3])
            found.append(f"axe {violation['id']} at {width} px, {scheme}: {violation['help']} [{nodes}]")
    page.set_viewport_size({"width": _NARROWEST, "height": 900})
    too_wide = page.evaluate(_TOO_WIDE)
    if too_wide:
        found.append(f"scrolls sideways at {_NARROWEST} px: {', '.join(too_wide)}")
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light")
    return found


def _outline(page: Page) -> list[str]:
    outline = page.evaluate(_OUTLINE)
    found = []
    if outline["language"] != "de":
        found.append(f"language {outline['language']!r} is not de")
    if not outline["title"].endswith(" – Lorbeer") or outline["title"].startswith(" –"):
        found.append(f"title {outline['title']!r}")
    levels = outline["headings"]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of the first level")
    for above, below in zip(levels, levels[1:]):
        if below > above + 1:
            found.append(f"heading level {below} follows {above}")
    found += [f"not exactly one {name}" for name in outline["landmarks"]]
    found += [f"id {name!r} twice" for name in sorted(set(outline["repeated"]))]
    return found
