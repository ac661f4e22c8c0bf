//! The guide to the query language, as it ships.

use std::path::Path;

#[test]
fn the_guide_that_ships_is_the_one_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/query.md");
    let guide = obelus::search::guide();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &guide).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(shipped, guide, "UPDATE=1 writes it anew");
}
