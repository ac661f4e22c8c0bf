//! The program: reads its arguments and hands over to the terminal commands or the window.

use std::process::ExitCode;

use clap::Parser as _;
use obelus::cli::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(command) => command.run(),
        None => open_window(arguments),
    }
}

#[cfg(feature = "gui")]
fn open_window(arguments: Arguments) -> ExitCode {
    obelus::ui::run(&arguments.paths, arguments.first_look)
}

#[cfg(not(feature = "gui"))]
fn open_window(_: Arguments) -> ExitCode {
    obelus::cli::explain_usage()
}
