//! The terminal program: one file per subcommand.
//!
//! A command returns a [`Status`] or an error; nothing here ends the process. Standard output
//! carries results only, everything said to a person goes to standard error.

mod convert;
mod eval;
mod keys;
mod named;
mod progress;
mod rows;
mod schema;
mod schemas;
mod stats;
mod suggest;
mod validate;
mod visible;
mod work_files;

use std::fmt::Display;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use self::visible::Visible;

/// Annotate news: actors, locations, figures and events
#[derive(Debug, Parser)]
#[command(name = "obelus", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:
  obelus report.txt folder/          open an article and a folder in the window
  obelus suggest report.txt          print an annotation file with suggestions
  obelus suggest --jsonl < in.jsonl  one line of suggestions per line of input
  obelus validate *.obelus.json      check annotation files
  obelus eval gold.jsonl             how right the suggestions are
  obelus stats articles/             what was done, by label, annotator and day
  obelus rows articles/ > rows.csv   a row for each event, for a spreadsheet
  obelus convert a/ --to brat --out b/   the formats of other programs, out and in
  obelus keys                        print what the keys do, as a keymap file
  obelus schema                      print the built-in schema, to start your own from

Status: 0 all is well, 1 the work is done and faults were found, 2 wrong usage or
something could not be read or written.")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Articles, folders or annotation files (*.obelus.json) to open in the window
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Show everything once, write a picture of the window to this PNG file, and end
    #[arg(long, value_name = "PNG")]
    pub first_look: Option<PathBuf>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    Suggest(suggest::Arguments),
    Validate(validate::Arguments),
    Eval(eval::Arguments),
    Stats(stats::Arguments),
    Rows(rows::Arguments),
    Convert(convert::Arguments),
    Keys(keys::Arguments),
    Schema(schema::Arguments),
}

/// How a command that ran to its end has ended. The worse one is the larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Clean,
    /// The work is done, and faults were found on the way.
    Faults,
    /// Some of what was named could not be read or written.
    Unreadable,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Faults => 1,
            Status::Unreadable => 2,
        })
    }
}

impl Command {
    /// Runs the command. A reader of standard output that stops listening ends the work quietly.
    #[must_use]
    pub fn run(&self) -> ExitCode {
        let ended = match self {
            Self::Suggest(arguments) => suggest::run(arguments),
            Self::Validate(arguments) => validate::run(arguments),
            Self::Eval(arguments) => eval::run(arguments),
            Self::Stats(arguments) => stats::run(arguments),
            Self::Rows(arguments) => rows::run(arguments),
            Self::Convert(arguments) => convert::run(arguments),
            Self::Keys(arguments) => keys::run(arguments),
            Self::Schema(arguments) => schema::run(arguments),
        };
        match ended {
            Ok(status) => status.into(),
            Err(error) if is_broken_pipe(&error) => Status::Clean.into(),
            Err(error) => {
                tell(format_args!("{error:#}"));
                Status::Unreadable.into()
            }
        }
    }
}

/// Says how the program is used, where it was started without anything that it could do.
#[must_use]
pub fn explain_usage() -> ExitCode {
    let help = Arguments::command().render_help();
    let _ = writeln!(io::stderr(), "{help}");
    tell("this build has no window; name a command");
    Status::Unreadable.into()
}

/// Says something to the person at the terminal. Where nobody listens there is nothing to do.
fn tell(message: impl Display) {
    let _ = writeln!(io::stderr(), "obelus: {}", Visible(message));
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        kind == Some(io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Arguments::command().debug_assert();
    }
}
