//! `obelus schema`: the built-in schema as a file to start from, or what is wrong with one.

use std::io::{self, Write as _};
use std::path::PathBuf;

use super::{Status, Visible, tell};
use crate::annotation::Schema;
use crate::formats::schema::print;
use crate::keyboard::letters;
use crate::storage::OnDisk;
use crate::storage::schema::{self, SchemaError};

/// Print the built-in schema as a file to start from, or check a schema file
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus schema > articles/obelus.toml   start from what is built in
  obelus schema articles/obelus.toml     check a schema file

The schema of a corpus is obelus.toml in its folder: labels with colours, keys and
attributes, event types, roles, span rules and guidelines. Without one, or with a wrong
one, the built-in schema holds. Status 1 where the file is wrong.")]
pub struct Arguments {
    /// A schema file to check
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Prints or checks.
///
/// # Errors
/// Where standard output cannot be written, or the file cannot be read.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let mut out = io::stdout().lock();
    let Some(path) = &arguments.file else {
        out.write_all(print(&Schema::built_in()).as_bytes())?;
        out.flush()?;
        return Ok(Status::Clean);
    };
    match schema::read(&OnDisk, path, &letters()) {
        Ok(Some(schema)) => {
            let names: Vec<_> = schema.labels.iter().map(|def| def.label.as_str()).collect();
            let found = format!(
                "{}: {} labels ({}), {} event types, {} roles",
                path.display(),
                names.len(),
                names.join(", "),
                schema.event_types.len(),
                schema.roles.len()
            );
            writeln!(out, "{}", Visible(found))?;
            out.flush()?;
            Ok(Status::Clean)
        }
        Ok(None) => anyhow::bail!("{}: there is no such file", path.display()),
        Err(SchemaError::Wrong { name, faults }) => {
            for fault in faults {
                tell(format_args!("{name}, {fault}"));
            }
            Ok(Status::Faults)
        }
        Err(error) => Err(error.into()),
    }
}
