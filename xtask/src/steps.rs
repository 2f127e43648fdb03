//! Running programs and telling how long they took.

use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Result;

/// Runs one part of a chore under a title, and says how long it took.
pub fn step(title: &str, work: impl FnOnce() -> Result) -> Result {
    eprintln!("\n== {title}");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs();
    match &result {
        Ok(()) => eprintln!("== {title}: fine, {seconds} s"),
        Err(why) => eprintln!("== {title}: FAILED after {seconds} s: {why}"),
    }
    result
}

/// `cargo` with arguments.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments);
    command
}

/// Runs a program to its end, with our own input and output.
pub fn run(command: &mut Command) -> Result {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{program} did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} ended with {status}")) }
}

/// Runs a program quietly and gives what it wrote; its complaints where it failed.
pub fn answer(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("{program} did not start: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program} ended with {}: {}", output.status, complaint.trim()))
}

/// Whether `cargo <name>` is there.
pub fn has_cargo_command(name: &str) -> bool {
    answer(&mut cargo(&[name, "--version"])).is_ok()
}

/// Says something that nobody should miss.
pub fn notice(lines: &[&str]) {
    let frame = "*".repeat(78);
    eprintln!("\n{frame}");
    for line in lines {
        eprintln!("{}", format!("***  {line}").trim_end());
    }
    eprintln!("{frame}\n");
}
