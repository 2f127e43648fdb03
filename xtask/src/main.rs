//! The project's chores: `cargo xtask <command>`. One file per command, and few dependencies, so that
//! it is built before anybody waits.

/// What the platform costs.
mod bench;
/// Formatting, lints, layers, documentation and dependencies.
mod check;
/// Everything that CI runs.
mod ci;
/// A PostgreSQL cluster that lives as long as its tests.
mod cluster;
/// Killing the program under load.
mod crash;
/// Who may use whom, as ARCHITECTURE.md says.
mod layers;
/// Paths that a source file names.
mod paths;
/// Running programs and telling how long they took.
mod steps;
/// All tests, on both database engines.
mod test;

use std::path::Path;
use std::process::ExitCode;

/// What a chore comes to; a failure is a sentence for people.
type Result<T = (), E = String> = std::result::Result<T, E>;

/// A chore.
struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result,
}

/// Every chore, in the order of the help. A new one is a module above and a row here.
const COMMANDS: &[Command] = &[
    Command { name: "ci", about: "everything that CI runs: check, then test", run: ci::run },
    Command {
        name: "check",
        about: "formatting, lints, layers, documentation, dependencies",
        run: check::run,
    },
    Command {
        name: "layers",
        about: "who may use whom, as ARCHITECTURE.md says",
        run: layers::run,
    },
    Command {
        name: "test",
        about: "all tests, on SQLite and PostgreSQL; arguments go to the test runner",
        run: test::run,
    },
    Command {
        name: "bench",
        about: "what the platform costs, as ratios; `bench dns`: the name server",
        run: bench::run,
    },
    Command {
        name: "crash",
        about: "kills the program under load, many times; a seed as argument repeats it",
        run: crash::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = arguments.first().and_then(|name| COMMANDS.iter().find(|row| row.name == name));
    let Some(command) = named else {
        eprintln!("{}", help());
        return ExitCode::FAILURE;
    };
    match at_the_root().and_then(|()| (command.run)(&arguments[1..])) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\ncargo xtask {}: {why}", command.name);
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    let rows: Vec<String> =
        COMMANDS.iter().map(|row| format!("  {:<8} {}", row.name, row.about)).collect();
    format!("usage: cargo xtask <command>\n\n{}", rows.join("\n"))
}

/// Chores work from the workspace's folder, wherever they are called.
fn at_the_root() -> Result {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    std::env::set_current_dir(root).map_err(|error| format!("{}: {error}", root.display()))
}
