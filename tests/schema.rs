//! `docs/package.schema.json` says what packages are: every manifest and every write that is made holds to it, and a reader that
//! knows only the schema finds the same things wrong.
#![cfg(feature = "office")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use boon::{Compiler, SchemaIndex, Schemas};
use nuandong::campaign::builtin;
use nuandong::demo::Demo;
use nuandong::package::{Extent, Label, Limits, pieces, read, write};
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../docs/package.schema.json");

struct Checker {
    schemas: Schemas,
    manifest: SchemaIndex,
    write: SchemaIndex,
}

impl Checker {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("package.json", serde_json::from_str(SCHEMA).unwrap()).unwrap();
        let manifest = compiler.compile("package.json", &mut schemas).unwrap();
        let write = compiler.compile("package.json#/$defs/write", &mut schemas).unwrap();
        Self { schemas, manifest, write }
    }

    fn manifest(&self, value: &Value) -> Result<(), String> {
        self.schemas.validate(value, self.manifest).map_err(|error| error.to_string())
    }

    fn package(&self, bytes: &[u8]) {
        let package = read(bytes, &Limits::default()).unwrap();
        self.manifest(&serde_json::to_value(&package.manifest).unwrap()).unwrap();
        for line in package.journal.lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            self.schemas.validate(&line, self.write).map_err(|error| error.to_string()).unwrap();
        }
    }
}

#[test]
fn every_package_that_is_made_holds_to_the_schema() {
    let checker = Checker::new();
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = Demo { villages: 1, households: 30, seed: 5, sent: None };
    let (label, journal) = demo.survey(&demo.village(1), &campaign);
    checker.package(&write(label.clone(), &journal));
    let extent = Extent { since: label.made.clone(), piece: 1, pieces: 1, writes: journal.len() as u64, left_out: 0 };
    let cut = pieces(&Label { extent: Some(extent), ..label }, &journal, &[], 16_000);
    assert!(cut.len() > 1);
    for bytes in &cut {
        checker.package(bytes);
    }
    checker.package(include_bytes!("vectors/package-1.zip"));
}

#[test]
fn what_is_no_manifest_does_not_hold_to_it() {
    let checker = Checker::new();
    let sound = json!({
        "format": 1, "campaign": {"id": "w", "version": "1"}, "region": {"id": "v"}, "device": "d", "made": "",
        "counts": {"writes": 0, "records": {}}, "parts": [], "of_a_newer_version": true,
    });
    checker.manifest(&sound).unwrap();
    let with = |name: &str, value: Value| {
        let mut changed = sound.clone();
        changed[name] = value;
        changed
    };
    for wrong in [
        with("format", json!(2)),
        with("counts", json!({"writes": -1, "records": {}})),
        with("parts", json!([{"name": "../evil", "size": 0, "sha256": "0".repeat(64)}])),
        with("period", json!({"from": "yesterday", "to": "2026-12-20"})),
        with("denominators", json!({"households": "many"})),
        json!({}),
    ] {
        assert!(checker.manifest(&wrong).is_err(), "{wrong}");
    }
}
