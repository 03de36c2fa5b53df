//! Headers: which column a header means, through aliases, white space, case, `::` and languages.

/// How one sheet's headers are recognised.
pub(super) struct Headers {
    /// The columns by their own names.
    columns: &'static [&'static str],
    /// Other names of columns, in lower case with underscores, and what they mean.
    aliases: &'static [(&'static str, &'static [&'static str])],
}

/// The survey sheet.
pub(super) const SURVEY: Headers = Headers {
    columns: &[
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "default",
        "trigger",
        "choice_filter",
        "parameters",
        "bind",
        "control",
        "media",
        "instance",
        "actions",
        "choices",
        "itemset",
        "list_name",
        "query",
        "sms_field",
        "parent",
        "extra_data",
    ],
    aliases: &[
        ("compact_tag", &["instance", "odk:tag"]),
        ("read_only", &["bind", "readonly"]),
        ("readonly", &["bind", "readonly"]),
        ("relevant", &["bind", "relevant"]),
        ("relevance", &["bind", "relevant"]),
        ("required", &["bind", "required"]),
        ("constraint", &["bind", "constraint"]),
        ("constraining_message", &["bind", "jr:constraintMsg"]),
        ("constraint_message", &["bind", "jr:constraintMsg"]),
        ("calculation", &["bind", "calculate"]),
        ("calculate", &["bind", "calculate"]),
        ("noapperrorstring", &["bind", "jr:noAppErrorString"]),
        ("no_app_error_string", &["bind", "jr:noAppErrorString"]),
        ("requiredmsg", &["bind", "jr:requiredMsg"]),
        ("required_message", &["bind", "jr:requiredMsg"]),
        ("save_to", &["bind", "entities:saveto"]),
        ("caption", &["label"]),
        ("command", &["type"]),
        ("tag", &["name"]),
        ("value", &["name"]),
        ("image", &["media", "image"]),
        ("big-image", &["media", "big-image"]),
        ("audio", &["media", "audio"]),
        ("video", &["media", "video"]),
        ("appearance", &["control", "appearance"]),
        ("count", &["control", "jr:count"]),
        ("repeat_count", &["control", "jr:count"]),
        ("jr:count", &["control", "jr:count"]),
        ("autoplay", &["control", "autoplay"]),
        ("rows", &["control", "rows"]),
        ("body", &["control"]),
        ("sms_field", &["sms_field"]),
        ("sms_option", &["sms_option"]),
        ("sms_separator", &["sms_separator"]),
        ("sms_allow_media", &["sms_allow_media"]),
        ("sms_date_format", &["sms_date_format"]),
        ("sms_datetime_format", &["sms_datetime_format"]),
        ("sms_response", &["sms_response"]),
    ],
};

/// The sheets choices, `external_choices` and osm.
pub(super) const CHOICES: Headers = Headers {
    columns: &["name", "label", "media", "sms_option", "parent", "extra_data"],
    aliases: &[
        ("caption", &["label"]),
        ("list_name", &["list name"]),
        ("value", &["name"]),
        ("image", &["media", "image"]),
        ("big-image", &["media", "big-image"]),
        ("audio", &["media", "audio"]),
        ("video", &["media", "video"]),
    ],
};

/// The settings sheet.
pub(super) const SETTINGS: Headers = Headers {
    columns: &[
        "name",
        "label",
        "title",
        "id_string",
        "version",
        "instance_name",
        "default_language",
        "style",
        "public_key",
        "submission_url",
        "auto_send",
        "auto_delete",
        "client_editable",
        "namespaces",
        "instance_xmlns",
        "attribute",
        "omit_instanceID",
        "clean_text_values",
        "allow_choice_duplicates",
        "add_none_option",
        "sms_keyword",
        "sms_allow_media",
        "sms_date_format",
        "sms_datetime_format",
        "sms_response",
        "sms_separator",
        "delimiter",
        "prefix",
        "flat",
        "hint",
        "bind",
        "control",
        "media",
        "instance",
        "type",
        "children",
        "choices",
        "entity_version",
        "file_name",
        "sms_field",
        "parent",
        "extra_data",
    ],
    aliases: &[
        ("form_title", &["title"]),
        ("set_form_title", &["title"]),
        ("form_id", &["id_string"]),
        ("set_form_id", &["id_string"]),
        ("prefix", &["prefix"]),
    ],
};

/// The entities sheet.
pub(super) const ENTITIES: Headers = Headers {
    columns: &["dataset", "entity_id", "create_if", "update_if", "repeat", "label"],
    aliases: &[("list_name", &["dataset"])],
};

/// Lower case, with an underscore for each run of white space.
fn snake(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// What a header means, and whether it is written by the column's own name. Where no header of the sheet holds `::`, a single
/// colon divides too, as old forms have it. What is not recognised keeps its spelling, for `choice_filter` may name it.
pub(super) fn split(header: &str, double: bool, headers: &Headers) -> (Vec<String>, bool) {
    let known =
        |name: &str| headers.columns.contains(&name) && !headers.aliases.iter().any(|(alias, _)| *alias == name);
    if known(header) {
        return (vec![header.to_owned()], true);
    }
    let whole = snake(header);
    if known(&whole) {
        let canonical = whole == header;
        return (vec![whole], canonical);
    }
    let mut parts: Vec<String> = if double {
        header.split("::").map(|part| part.trim().to_owned()).collect()
    } else {
        header.split(':').map(|part| part.trim().to_owned()).collect()
    };
    if !double
        && let Some(prefix) = parts.iter().position(|part| part == "jr")
        && prefix + 1 < parts.len()
    {
        let name = parts.remove(prefix + 1);
        if let Some(part) = parts.get_mut(prefix) {
            *part = format!("jr:{name}");
        }
    }
    let first = snake(parts.first().map_or("", String::as_str));
    if let Some((_, meaning)) = headers.aliases.iter().find(|(alias, _)| *alias == first) {
        let canonical = *meaning == [header];
        let meant = meaning.iter().map(|part| (*part).to_owned()).chain(parts.into_iter().skip(1)).collect();
        return (meant, canonical);
    }
    let canonical = if headers.columns.contains(&first.as_str()) {
        let canonical = first == header;
        if let Some(part) = parts.first_mut() {
            *part = first;
        }
        canonical
    } else {
        true
    };
    (parts, canonical)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(header: &str, double: bool) -> String {
        split(header, double, &SURVEY).0.join("|")
    }

    #[test]
    fn headers_are_recognised_through_their_aliases() {
        assert_eq!(path("Relevance", false), "bind|relevant");
        assert_eq!(path("Label", false), "label");
        assert_eq!(path("label::中文 (zh)", true), "label|中文 (zh)");
        assert_eq!(path("Label : English", false), "label|English");
        assert_eq!(path("media::image::fr", true), "media|image|fr");
        assert_eq!(path("image::fr", true), "media|image|fr");
        assert_eq!(path("jr:count", false), "control|jr:count");
        assert_eq!(path("bind:jr:constraintMsg", false), "bind|jr:constraintMsg");
        assert_eq!(path("bind::jr:constraintMsg", true), "bind|jr:constraintMsg");
        assert_eq!(path("constraint message", false), "bind|jr:constraintMsg");
        assert_eq!(path("My Notes", false), "My Notes");
        assert_eq!(split("List Name", false, &CHOICES).0, ["list name"]);
    }

    #[test]
    fn a_columns_own_name_is_told_from_another_spelling() {
        assert!(split("label", false, &SURVEY).1);
        assert!(!split("caption", false, &SURVEY).1);
        assert!(!split("Label", false, &SURVEY).1);
        assert!(!split("relevant", false, &SURVEY).1);
        assert!(split("notes", false, &SURVEY).1);
    }
}
