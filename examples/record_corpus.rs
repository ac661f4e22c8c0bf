//! Writes a file of news-like records of about 2 KB each, the same at every run: a table where the
//! name ends with .csv, else JSON lines.
//! `cargo run --release --no-default-features --example record_corpus -- 100000 news.jsonl`

#[path = "../tests/record_corpus/mod.rs"]
mod record_corpus;

use std::fs::File;
use std::io::{BufWriter, Write as _};

use record_corpus::Written;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: record_corpus RECORDS FILE";
    let records = arguments.next().ok_or(usage)?.parse()?;
    let path = arguments.next().ok_or(usage)?;
    let written = if path.ends_with(".csv") {
        Written::Csv
    } else {
        Written::JsonLines
    };
    let mut out = BufWriter::new(File::create(&path)?);
    record_corpus::write(&mut out, records, written)?;
    out.flush()?;
    println!("{records} records in {path}");
    Ok(())
}
