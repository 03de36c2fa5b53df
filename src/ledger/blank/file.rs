//! The zip around a sheet: which part the sheet is, and the parts that must know of what was edited.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::BlankError;
use super::sheet::{Fill, filled};
use super::shift::names;

/// The most that one part may unpack to: 256 MiB.
const LARGEST: u64 = 256 << 20;

const WORKBOOK: &str = "xl/workbook.xml";
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const TYPES: &str = "[Content_Types].xml";
/// The order in which formulas are computed. It names cells, so it must go where cells move; programs make it anew.
const CHAIN: &str = "calcChain";

/// Whether a file is an xlsx.
pub(super) fn is_xlsx(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(WORKBOOK).is_some())
}

/// The file with a sheet of it filled; every other part as it was.
pub(super) fn edited(bytes: &[u8], sheet: &str, fill: &Fill) -> Result<Vec<u8>, BlankError> {
    let markup = |_| BlankError::Markup;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BlankError::Markup)?;
    let workbook = text(&mut archive, WORKBOOK)?;
    let relations = text(&mut archive, RELATIONS)?;
    let (place, part) = find(&workbook, &relations, sheet).ok_or(BlankError::Markup)?;
    let (page, shift) = filled(&text(&mut archive, &part)?, fill).ok_or(BlankError::Markup)?;
    let replaced: [(&str, String); 4] = [
        (&part, page),
        (WORKBOOK, recalculated(&names(&workbook, (place, sheet), shift))),
        (RELATIONS, without(&relations, CHAIN)),
        (TYPES, without(&text(&mut archive, TYPES)?, CHAIN)),
    ];
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(markup)?;
        let name = entry.name().map_err(|_| BlankError::Markup)?.into_owned();
        if name.contains(CHAIN) {
            continue;
        }
        match replaced.iter().find(|(part, _)| *part == name) {
            Some((_, text)) => {
                drop(entry);
                let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::DEFAULT);
                out.start_file(&*name, options).map_err(markup)?;
                out.write_all(text.as_bytes()).map_err(|_| BlankError::Markup)?;
            }
            None => out.raw_copy_file(entry).map_err(markup)?,
        }
    }
    Ok(out.finish().map_err(markup)?.into_inner())
}

fn text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, BlankError> {
    let entry = archive.by_name(name).map_err(|_| BlankError::Markup)?;
    let mut text = String::new();
    entry.take(LARGEST).read_to_string(&mut text).map_err(|_| BlankError::Markup)?;
    Ok(text)
}

/// A sheet's place among the others, from 0, and its part.
fn find(workbook: &str, relations: &str, name: &str) -> Option<(usize, String)> {
    let sheets = elements(workbook, "sheet");
    let place = sheets.iter().position(|sheet| attribute(sheet, "name").is_some_and(|known| plain(known) == name))?;
    let id = attribute(sheets.get(place)?, "r:id")?;
    let relation = elements(relations, "Relationship").into_iter().find(|one| attribute(one, "Id") == Some(id))?;
    let target = attribute(relation, "Target")?;
    let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    Some((place, part))
}

/// The opening tags of this name, without their brackets.
fn elements<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let opened = xml.split('<').filter_map(|part| part.split_once('>').map(|(tag, _)| tag));
    opened.filter(|tag| tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '\n', '\r', '\t']))).collect()
}

/// An attribute of a tag, as it is written.
pub(super) fn attribute<'x>(tag: &'x str, name: &str) -> Option<&'x str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once(name)?;
        let begins = before.ends_with([' ', '\n', '\r', '\t']);
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        if let (true, Some(value)) = (begins, value)
            && let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))
        {
            return value.get(1..)?.split(quote).next();
        }
        rest = after;
    }
}

/// A text of XML as people wrote it.
fn plain(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

/// The text without the element that names this.
fn without(xml: &str, what: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let end = after.find('>').map_or(after.len(), |end| end + 1);
        let (tag, behind) = after.split_at(end);
        if !tag.contains(what) {
            out.push('<');
            out.push_str(tag);
        }
        rest = behind;
    }
    out + rest
}

/// The workbook so that programs compute its formulas when they open it.
fn recalculated(workbook: &str) -> String {
    if workbook.contains("fullCalcOnLoad") {
        return workbook.to_owned();
    }
    match workbook.split_once("<calcPr") {
        Some((before, after)) => format!("{before}<calcPr fullCalcOnLoad=\"1\"{after}"),
        None => workbook.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_found_by_its_name() {
        let workbook = r#"<sheets><sheet name="说明" sheetId="1" r:id="rId1"/><sheet name="A&amp;B" sheetId="4" r:id="rId3"/></sheets>"#;
        let relations = r#"<Relationships><Relationship Id="rId3" Type="t" Target="worksheets/sheet2.xml"/><Relationship Target="/xl/worksheets/sheet1.xml" Id="rId1"/></Relationships>"#;
        assert_eq!(find(workbook, relations, "A&B"), Some((1, "xl/worksheets/sheet2.xml".into())));
        assert_eq!(find(workbook, relations, "说明"), Some((0, "xl/worksheets/sheet1.xml".into())));
        assert_eq!(find(workbook, relations, "别的"), None);
    }

    #[test]
    fn what_names_the_chain_of_formulas_goes_and_the_rest_stays() {
        let types = r#"<Types><Override PartName="/xl/a.xml"/><Override PartName="/xl/calcChain.xml"/></Types>"#;
        assert_eq!(without(types, CHAIN), r#"<Types><Override PartName="/xl/a.xml"/></Types>"#);
    }
}
