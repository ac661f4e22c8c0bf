//! `obelus keys`: the keymap in force, as a file to start from.

use std::io::{self, Write as _};
use std::path::PathBuf;

use super::{Status, tell};
use crate::annotation::Schema;
use crate::keyboard::{Keymap, template};
use crate::storage::{OnDisk, settings};

/// Print the keymap in force as a keymap file, and what is wrong with the one that is there
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  obelus keys                 what the keys do now
  obelus keys --default       what they do without a keymap file
  obelus keys mine.toml       check a keymap file before it is used

The keymap is keymap.toml in the settings folder, read when the window opens. Status 1
where some of its entries are wrong; for those the default stays.")]
pub struct Arguments {
    /// A keymap file other than the one in the settings folder
    #[arg(value_name = "FILE", conflicts_with = "default")]
    file: Option<PathBuf>,
    /// The default keys, whatever a keymap file says
    #[arg(long)]
    default: bool,
}

/// Prints the keymap.
///
/// # Errors
/// Where standard output cannot be written, or a named file cannot be read.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Status> {
    let schema = Schema::built_in();
    let path = match &arguments.file {
        Some(file) => Some(file.clone()),
        None if arguments.default => None,
        None => settings::keymap_path(),
    };
    let mut status = Status::Clean;
    let mut keymap = Keymap::standard(&schema);
    if let Some(path) = &path {
        match settings::load_keymap(&OnDisk, path)? {
            Some(text) => {
                let (read, faults) = Keymap::read(&schema, &text);
                keymap = read;
                for fault in faults {
                    tell(format_args!("{}: {fault}", path.display()));
                    status = Status::Faults;
                }
            }
            None if arguments.file.is_some() => {
                anyhow::bail!("{}: there is no such file", path.display());
            }
            None => {}
        }
    }
    let mut out = io::stdout().lock();
    if let Some(path) = path.filter(|_| arguments.file.is_none()) {
        writeln!(out, "# {}", super::Visible(path.display()))?;
    }
    out.write_all(template(&keymap, &schema).as_bytes())?;
    out.flush()?;
    Ok(status)
}
