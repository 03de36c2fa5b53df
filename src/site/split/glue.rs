//! The page's script, which `wasm-bindgen` writes: taught to fetch the second part, and made lighter.
//!
//! The script is of one known version of `wasm-bindgen` (`Cargo.toml` names it). Where it is not as expected, that is an error
//! of the build and never a page that does not start.

use super::SplitError;
use super::cut::{FETCH, FROM};

/// What is added for a module in two parts, and for one that stayed whole.
const SECOND: &str = include_str!("../../shell/second.js");
const WHOLE: &str = include_str!("../../shell/whole.js");

/// The object of the imports, and its first entry, which the script's own follow.
const IMPORTS: &str = "    const import0 = {\n        __proto__: null,\n";

/// Where the first part is there, and has not started.
const LOADED: &str = "    const { instance, module } = await __wbg_load(await module_or_path, imports);\n";

/// The page's script.
pub struct Glue(String);

impl Glue {
    /// The script as `wasm-bindgen` wrote it.
    #[must_use]
    pub const fn new(script: String) -> Self {
        Self(script)
    }

    /// For a module that stayed whole.
    #[must_use]
    pub fn whole(self) -> String {
        self.0 + WHOLE
    }

    /// For a module in two parts: `imports` tells the short names that the first part's imports have now (see
    /// [`Parts`](super::Parts)), and `second` the second part's file.
    pub fn split(self, imports: &[(String, String, String)], second: &str) -> Result<String, SplitError> {
        let mut script = self.0;
        once(&mut script, IMPORTS, &format!("{IMPORTS}        {FETCH}: fetchNow,\n"))?;
        once(&mut script, LOADED, &format!("{LOADED}    await takeKept(instance.exports);\n"))?;
        for (at, (from, name, short)) in imports.iter().enumerate() {
            if at == 0 {
                once(&mut script, &format!("\"{from}\": import0"), &format!("{FROM}: import0"))?;
            }
            once(&mut script, &format!("        {name}: function("), &format!("        {short}: function("))?;
        }
        Ok(light(&(script + &SECOND.replace("{{SECOND}}", second))))
    }
}

/// Replaces what stands in `text` exactly once.
fn once(text: &mut String, old: &str, new: &str) -> Result<(), SplitError> {
    let mut places = text.match_indices(old).map(|(at, _)| at);
    let (Some(place), None) = (places.next(), places.next()) else {
        return Err(SplitError::Glue("the page's script does not name each import once"));
    };
    text.replace_range(place..place + old.len(), new);
    Ok(())
}

/// Without comments that stand on lines of their own, empty lines and indentation. Texts over several lines, which would suffer,
/// do not occur in these scripts.
fn light(script: &str) -> String {
    let mut in_comment = false;
    let mut light = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            light.push_str(line);
            light.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    light
}

#[cfg(test)]
mod tests {
    use super::Glue;

    const SCRIPT: &str = "function imports() {\n    const import0 = {\n        __proto__: null,\n        __wbg_now_12: function() {\n            \
                          return 1;\n        },\n    };\n    return { \"./app_bg.js\": import0 };\n}\n\n/**\n * Said.\n */\nlet wasm;\n\
                          async function init() {\n    const { instance, module } = await __wbg_load(await module_or_path, imports);\n}\n";

    #[test]
    fn imports_get_their_short_names_and_the_second_part_its_address() {
        let imports = [("./app_bg.js".to_owned(), "__wbg_now_12".to_owned(), "a".to_owned())];
        let script = Glue::new(SCRIPT.to_owned()).split(&imports, "app-1_second.wasm").unwrap();
        assert!(script.starts_with(
            "function imports() {\nconst import0 = {\n__proto__: null,\n_: fetchNow,\na: function() {\nreturn 1;\n"
        ));
        assert!(script.contains("return { a: import0 };") && script.contains("app-1_second.wasm"));
        assert!(!script.contains("Said") && !script.contains("__wbg_now"));
    }

    #[test]
    fn a_script_that_is_not_as_expected_is_refused() {
        let imports = [("./app_bg.js".to_owned(), "__wbg_then_1".to_owned(), "a".to_owned())];
        assert!(Glue::new(SCRIPT.to_owned()).split(&imports, "app-1_second.wasm").is_err());
    }
}
