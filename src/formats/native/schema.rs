//! The JSON Schema of the native file, made from the types that write it.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::layout::Document;

/// The JSON Schema (2020-12) of the native file.
#[must_use]
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Document<'_>>()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Run with `UPDATE=1` to write the file anew.
    #[test]
    fn the_schema_that_ships_is_the_one_that_the_types_describe() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/obelus.schema.json");
        let mut made = serde_json::to_string_pretty(&super::schema()).unwrap();
        made.push('\n');
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        let shipped = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            made == shipped,
            "assets/obelus.schema.json is out of date: run the tests with UPDATE=1"
        );
    }
}
