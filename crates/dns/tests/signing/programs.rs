//! Programs of others, where they are installed.

use std::path::PathBuf;
use std::process::Command;

/// Whether a program can be run; a line says so where it cannot.
pub fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = std::env::split_paths(&path).any(|folder| folder.join(program).exists());
    if !installed {
        eprintln!("SKIPPED: {program} is not installed");
    }
    installed
}

/// Whether a program was content, and all it said.
pub fn run<'a>(program: &str, arguments: impl IntoIterator<Item = &'a str>) -> (bool, String) {
    let output = Command::new(program).args(arguments).output().unwrap();
    let said = [output.stderr, output.stdout].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// Writes a file for a program to read, and says where.
pub fn write(label: &str, text: &str) -> String {
    let name = format!("{}-{}", label.replace(' ', "-"), std::process::id());
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}
