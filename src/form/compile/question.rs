//! Rows that are questions other than choosing: what each type reads from its row.

use super::draft::{Draft, Role};
use super::kinds::{self, RangeRow, integer, parameter, recording, unknown_parameters};
use super::name::nearest;
use super::survey::Survey;
use super::types::{NAMES, Type};
use crate::form::problem::{Cause, Remark};
use crate::form::{Background, Capture, Kind, Media, Meta, Number, Place, Range};

impl Survey<'_> {
    /// Adds a question.
    pub(super) fn question(&mut self, type_name: &str, mut draft: Draft) {
        if let Some(list) = tags(type_name) {
            if let Some(lists) = self.parts.tags
                && lists.get(list).is_none()
            {
                self.refuse_type(Cause::UnknownTags { list: list.to_owned() });
            }
            self.not_shown("osm");
            draft.role = Role::Question(Type::Media(Capture::Osm), Kind::Media(Media::new(Capture::Osm)));
            self.add(draft);
            return;
        }
        let Some(ty) = Type::named(type_name) else {
            let nearest = nearest(type_name, NAMES);
            self.refuse_type(Cause::UnknownType { name: type_name.to_owned(), nearest });
            // It stays a node, so that references to it are not refused as well.
            draft.role = Role::Question(Type::Text, Kind::Text { rows: None });
            self.add(draft);
            return;
        };
        draft.role = Self::role(ty, &draft);
        // Only these names read their parameters; their old spellings do not.
        let causes = match type_name {
            "range" => self.range(&mut draft),
            "text" => text(&mut draft),
            "photo" => photo(&mut draft),
            "audio" => recording(&draft.parameters, false),
            "background-audio" => recording(&draft.parameters, true),
            "geopoint" | "geotrace" | "geoshape" => self.place(ty, &mut draft),
            _ => Vec::new(),
        };
        for cause in causes {
            self.refuse_parameter(cause);
        }
        match ty {
            Type::External => {
                self.instances.insert(super::select::split_extension(&draft.name).0.to_owned());
                let extension = if type_name == "csv-external" { "csv" } else { "xml" };
                draft.role = Role::External { extension };
            }
            Type::SelectOne | Type::SelectMany | Type::SelectExternal | Type::Rank => {
                self.refuse_type(Cause::SelectWithoutList);
            }
            Type::Background(Background::Position) => {
                if draft.triggers.is_empty() {
                    self.refuse(&["trigger"], Cause::PositionWithoutTrigger);
                }
                if draft.bind.calculate.is_some() {
                    self.refuse(&["bind", "calculate"], Cause::PositionCalculated);
                }
                self.not_recorded(type_name);
            }
            Type::Background(_) => self.not_recorded(type_name),
            Type::Media(Capture::Osm) => self.not_shown("osm"),
            Type::Meta(Meta::Withheld) => self.remark(Remark::NotTold { name: type_name.to_owned() }),
            _ => {}
        }
        self.add(draft);
    }

    /// The role of a question of this type, as far as the type alone says it.
    pub(super) fn role(ty: Type, draft: &Draft) -> Role {
        let kind = match ty {
            Type::Text | Type::PhoneNumber => Kind::Text { rows: None },
            Type::Integer(_) => Kind::Number(Number::Integer),
            Type::Decimal | Type::Range => Kind::Number(Number::Decimal),
            Type::Date(date) => Kind::Date(date),
            Type::Place(shape) => Kind::Place(Place::read(shape, &draft.parameters).0),
            Type::Media(capture) => Kind::Media(Media::new(capture)),
            Type::Barcode => Kind::Barcode,
            Type::Acknowledge | Type::Trigger => Kind::Acknowledge,
            Type::Calculate => Kind::Calculate,
            Type::Hidden => Kind::Hidden,
            Type::Meta(meta) => Kind::Meta(meta),
            Type::Background(background) => Kind::Background(background),
            Type::Note | Type::SelectOne | Type::SelectMany | Type::SelectExternal | Type::Rank | Type::External => {
                Kind::Note
            }
        };
        Role::Question(ty, kind)
    }

    fn range(&mut self, draft: &mut Draft) -> Vec<Cause> {
        let ticks = parameter(&draft.parameters, "tick_labelset").and_then(|name| self.parts.choices.get(name));
        let ticks = ticks.map(|(id, list)| (id, (0..list.len()).map(|choice| list.value(choice)).collect()));
        let row = RangeRow { parameters: &draft.parameters, appearance: draft.appearance.as_deref(), ticks };
        match Range::read(&row) {
            Ok((range, decimal)) => {
                draft.role = Role::Question(Type::Range, Kind::Number(Number::Range(Box::new(range))));
                if decimal {
                    draft.bind.data_type = Some("decimal".to_owned());
                }
                Vec::new()
            }
            Err(causes) => causes,
        }
    }

    fn place(&mut self, ty: Type, draft: &mut Draft) -> Vec<Cause> {
        let Type::Place(shape) = ty else { return Vec::new() };
        let (place, causes) = Place::read(shape, &draft.parameters);
        draft.role = Role::Question(ty, Kind::Place(place));
        if let Some(geometry) = parameter(&draft.parameters, "reference-geometry") {
            self.geometries.push((geometry.to_owned(), self.row()));
        }
        causes
    }
}

fn text(draft: &mut Draft) -> Vec<Cause> {
    let mut causes = unknown_parameters(&draft.parameters, &["rows"]);
    match integer(&draft.parameters, "rows") {
        Ok(rows) => {
            let rows = rows.and_then(|rows| u32::try_from(rows).ok());
            draft.role = Role::Question(Type::Text, Kind::Text { rows });
        }
        Err(cause) => causes.push(cause),
    }
    causes
}

fn photo(draft: &mut Draft) -> Vec<Cause> {
    let (media, causes) = kinds::photo(&draft.parameters, draft.appearance.as_deref());
    draft.role = Role::Question(Type::Media(Capture::Image), Kind::Media(media));
    if let Some(default) = &mut draft.default
        && !default.contains("jr://images/")
    {
        default.insert_str(0, "jr://images/");
    }
    causes
}

/// The list of tags that a `type` cell of OpenStreetMap names, wherever in the cell.
fn tags(type_name: &str) -> Option<&str> {
    type_name.match_indices("osm ").find_map(|(at, word)| {
        let list = type_name.get(at + word.len()..)?.split_whitespace().next()?;
        let starts = type_name.get(at + word.len()..)?.starts_with(list);
        starts.then_some(list)
    })
}
