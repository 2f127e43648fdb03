//! Files that only their owner can read, written as a whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::StartError;

/// Writes a file that only its owner can read: first under a temporary name, then renamed.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, text: &str) -> Result<(), StartError> {
    write_as(path, text, private)
}

/// The same for a file that is made in another way.
///
/// # Errors
/// When it cannot be written.
pub fn write_as(
    path: &Path,
    text: &str,
    create: fn(&Path) -> io::Result<File>,
) -> Result<(), StartError> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let written = create(Path::new(&temporary)).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    });
    written.map_err(|why| StartError::about(path, why))
}

fn private(path: &Path) -> io::Result<File> {
    // One that was left behind may be readable for others.
    match fs::remove_file(path) {
        Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(why),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
