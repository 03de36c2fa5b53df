//! A report as a Word document in the layout of official documents (GB/T 9704-2012): A4, a type area of 156 × 225 mm, 22 lines
//! of 28 characters of 仿宋 3 号, the title in 小标宋 2 号, headings in 黑体, the day under the text, the page's number at its foot.
//!
//! Fonts cannot be shipped, so they are named, and an office program without them puts its own in their place. The document is
//! the few parts that its format asks for and nothing else: same lines, same bytes.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::say::ReportText;
use crate::campaign::Style;
use crate::package::zip;
use crate::text::{Lang, Say};
use crate::xml::escaped;

/// The document of some lines, with the unit and the day under them.
#[must_use]
pub fn docx(lines: &[(Style, String)], unit: &str, day: NaiveDate, lang: Lang) -> Vec<u8> {
    let mut body = String::new();
    for (style, text) in lines {
        let style = match style {
            Style::Title => "Title",
            Style::Heading => "Heading1",
            Style::Body => "Normal",
        };
        paragraph(&mut body, &format!("<w:pStyle w:val=\"{style}\"/>"), text);
    }
    // 成文日期右空四字；署名在其上，以日期为准居中，这里同样右空四字。
    let under = "<w:pStyle w:val=\"Signature\"/>";
    paragraph(&mut body, under, "");
    if !unit.is_empty() {
        paragraph(&mut body, under, unit);
    }
    paragraph(&mut body, under, &ReportText::Dated(day).say(lang));
    let document = format!("{HEAD}<w:document {SPACE}><w:body>{body}{SECTION}</w:body></w:document>");
    let (odd, even) = (footer(true), footer(false));
    let parts: [(&str, &[u8]); 8] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/settings.xml", SETTINGS.as_bytes()),
        ("word/footer1.xml", odd.as_bytes()),
        ("word/footer2.xml", even.as_bytes()),
    ];
    // Zipping to memory cannot fail.
    zip(&parts).unwrap_or_default()
}

fn paragraph(body: &mut String, properties: &str, text: &str) {
    let _ = write!(body, "<w:p><w:pPr>{properties}</w:pPr>");
    if !text.is_empty() {
        let _ = write!(body, "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    }
    body.push_str("</w:p>");
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const SPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// The page: 天头 37 mm and 订口 28 mm, and what the type area of 156 × 225 mm leaves below and at the right. Lengths are in
/// twentieths of a point. The grid has 22 lines.
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>\
    <w:footerReference w:type=\"even\" r:id=\"rId3\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1417\" w:gutter=\"0\"/>\
    <w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr>";

const TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>",
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>",
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>",
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>",
    "<Override PartName=\"/word/footer2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>",
    "</Types>"
);

const RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "</Relationships>"
);

const DOCUMENT_RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer2.xml\"/>",
    "<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>",
    "</Relationships>"
);

/// 3 号 is 16 points, 2 号 22 points; sizes are in half points. Running text begins two characters in, and a quarter of a point less
/// between characters puts 28 of them on a line (a grid of characters would, too, but office programs disagree on it).
const STYLES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    "<w:docDefaults><w:rPrDefault><w:rPr>",
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\" w:cs=\"Times New Roman\"/>",
    "<w:spacing w:val=\"-5\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>",
    "</w:rPr></w:rPrDefault></w:docDefaults>",
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>",
    "<w:pPr><w:spacing w:line=\"579\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/><w:jc w:val=\"both\"/></w:pPr></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>",
    "<w:pPr><w:spacing w:after=\"579\" w:line=\"640\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr>",
    "<w:rPr><w:rFonts w:eastAsia=\"方正小标宋简体\"/><w:spacing w:val=\"0\"/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/></w:rPr></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>",
    "<w:pPr><w:keepNext/><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"黑体\"/></w:rPr></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"Signature\"><w:name w:val=\"Signature\"/><w:basedOn w:val=\"Normal\"/>",
    "<w:pPr><w:ind w:rightChars=\"400\" w:right=\"1264\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/></w:pPr></w:style>",
    "</w:styles>"
);

/// — 1 —, in 4 号宋体, one character in from the edge at which the page is turned: right on odd pages, left on even ones.
fn footer(odd: bool) -> String {
    let side = if odd {
        "<w:ind w:rightChars=\"100\" w:right=\"280\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/>"
    } else {
        "<w:ind w:leftChars=\"100\" w:left=\"280\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/>"
    };
    let letters =
        "<w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr>";
    let run = |inside: &str| format!("<w:r>{letters}{inside}</w:r>");
    let page = [
        "<w:t xml:space=\"preserve\">— </w:t>",
        "<w:fldChar w:fldCharType=\"begin\"/>",
        "<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>",
        "<w:fldChar w:fldCharType=\"end\"/>",
        "<w:t xml:space=\"preserve\"> —</w:t>",
    ];
    let page: String = page.map(run).concat();
    format!("{HEAD}<w:ftr {SPACE}><w:p><w:pPr>{side}</w:pPr>{page}</w:p></w:ftr>")
}

/// Odd and even pages differ.
const SETTINGS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:evenAndOddHeaders/></w:settings>"
);
