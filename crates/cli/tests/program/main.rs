//! The program itself, as a person starts and stops it.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

mod nodes;
mod sandbox;
mod serve;
mod zone;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The program with these arguments, whose words can be read when it has ended.
fn nameyard(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nameyard"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Waits until a file is there.
fn wait_for(path: &Path) -> String {
    let begun = Instant::now();
    loop {
        if let Ok(text) = std::fs::read_to_string(path) {
            return text;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{} did not appear", path.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Sends a signal by its name, and waits for the end.
fn end(mut child: Child, signal: &str) -> std::process::Output {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(30) {
            child.kill().unwrap();
            assert!(child.wait().unwrap().success(), "the program did not end when told");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}
