//! Writes an article with its annotations into a folder: a span for each hundred bytes of text.
//! `cargo run --release --example large_article -- FOLDER BYTES`

#[path = "../tests/large/mod.rs"]
#[expect(dead_code, reason = "the benches use the rest")]
mod large;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: large_article FOLDER BYTES";
    let folder: PathBuf = arguments.next().ok_or(usage)?.into();
    let bytes = arguments.next().ok_or(usage)?.parse()?;
    let (article, set, _) = large::work(bytes, false);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("large.txt"), article.text())?;
    let mut file = Vec::new();
    obelus::formats::native::encode(&article, &set, &mut file)?;
    std::fs::write(folder.join("large.txt.obelus.json"), file)?;
    println!("{} spans", set.len());
    Ok(())
}
