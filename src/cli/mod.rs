//! The terminal program: one file per subcommand.
//!
//! A command returns a [`Status`] or an error; nothing here ends the process. Standard output
//! carries results only, everything said to a person goes to standard error.

mod suggest;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Annotate news: actors, locations, figures and events
#[derive(Debug, Parser)]
#[command(name = "obelus", version, args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:
  obelus report.txt folder/          open an article and a folder in the window
  obelus suggest report.txt          print an annotation file with suggestions
  obelus suggest --jsonl < in.jsonl  one line of suggestions per line of input")]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Articles, folders or annotation files (*.obelus.json) to open in the window
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    Suggest(suggest::Arguments),
}

/// How a command that ran ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Clean,
    /// The work is done, and faults were found on the way.
    Faults,
}

impl Command {
    /// Runs the command and says how it ended: 0, 1 where faults were found, 2 where something
    /// could not be read or written. A reader that stops listening ends the work quietly.
    #[must_use]
    pub fn run(&self) -> ExitCode {
        let ended = match self {
            Self::Suggest(arguments) => suggest::run(arguments),
        };
        match ended {
            Ok(Status::Clean) => ExitCode::SUCCESS,
            Ok(Status::Faults) => ExitCode::from(1),
            Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("obelus: {error:#}");
                ExitCode::from(2)
            }
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
