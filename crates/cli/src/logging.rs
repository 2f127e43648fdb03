//! The log: lines on standard error, so that standard output stays for people who copy from it.

use std::io::IsTerminal as _;

use tracing::Level;

/// Begins to write the log down to `level`. Once per process: a second call changes nothing.
pub fn begin(level: Level) {
    let lines = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .finish();
    // Somebody else's log in the same process is as good.
    let _ = tracing::subscriber::set_global_default(lines);
}
