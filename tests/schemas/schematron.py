"""Schematron for tests: the rules become one XSLT 3.0 stylesheet, run by saxonche."""

from lxml import etree
from saxonche import PySaxonProcessor  # type: ignore[import-not-found]  # it has no types

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"


def broken_rules(schema: bytes, document: bytes) -> list[str]:
    """Give the message of every assertion that the document breaks."""
    with PySaxonProcessor(license=False) as processor:
        compiler = processor.new_xslt30_processor()
        rules = compiler.compile_stylesheet(stylesheet_text=stylesheet(schema))
        node = processor.parse_xml(xml_text=document.decode())
        found = rules.transform_to_string(xdm_node=node) or ""
    return [line for line in found.splitlines() if line.strip()]


def stylesheet(schema: bytes) -> str:
    """Turn a Schematron schema into a stylesheet that prints one line per broken assertion."""
    source = etree.fromstring(schema)
    spaces = {ns.get("prefix", ""): ns.get("uri", "") for ns in source.iter(SCH + "ns")}
    root = etree.Element(XSL + "stylesheet", nsmap={"xsl": XSL[1:-1], **spaces}, version="3.0")
    etree.SubElement(root, XSL + "output", method="text")
    start = etree.SubElement(root, XSL + "template", match="/")
    for number, pattern in enumerate(source.iter(SCH + "pattern")):
        mode = f"pattern{number}"
        etree.SubElement(root, XSL + "mode", {"name": mode, "on-no-match": "shallow-skip"})
        etree.SubElement(start, XSL + "apply-templates", select="/", mode=mode)
        for index, rule in enumerate(pattern.iter(SCH + "rule")):
            _add_rule(root, rule, mode, 1000 - index)
    return etree.tostring(root, encoding="unicode")


def _add_rule(root: etree._Element, rule: etree._Element, mode: str, priority: int) -> None:
    matched = {"match": rule.get("context", ""), "mode": mode, "priority": str(priority)}
    template = etree.SubElement(root, XSL + "template", matched)
    for part in rule.iterchildren():
        if part.tag == SCH + "let":
            value = {"name": part.get("name", ""), "select": part.get("value", "")}
            etree.SubElement(template, XSL + "variable", value)
        elif part.tag in (SCH + "assert", SCH + "report"):
            test = part.get("test", "")
            broken = test if part.tag == SCH + "report" else f"not({test})"
            condition = etree.SubElement(template, XSL + "if", test=broken)
            message = etree.SubElement(condition, XSL + "text")
            message.text = " ".join(str(part.xpath("string()")).split()) + "\n"
    etree.SubElement(template, XSL + "apply-templates", select="@*, node()", mode=mode)
