//! The program: reads its arguments and hands over to the terminal commands or the window.

use std::process::ExitCode;

use clap::Parser as _;
use obelus::cli::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(command) => command.run(),
        None => open_window(&arguments),
    }
}

#[cfg(feature = "gui")]
fn open_window(arguments: &Arguments) -> ExitCode {
    obelus::ui::run(arguments.paths.clone())
}

#[cfg(not(feature = "gui"))]
fn open_window(_: &Arguments) -> ExitCode {
    use clap::CommandFactory as _;
    eprintln!("{}", Arguments::command().render_help());
    eprintln!("obelus: this build has no window; name a command");
    ExitCode::from(2)
}
