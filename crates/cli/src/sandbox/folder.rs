//! The data folder: made when it is missing, used by one sandbox at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::{StartError, private_file};

/// Where a running sandbox says where everything is.
const ANNOUNCEMENT: &str = "sandbox.json";

/// A data folder that nobody else uses while this value lives.
pub struct DataFolder {
    path: PathBuf,
    /// Locked; the system unlocks it when the process ends, however it ends.
    _lock: File,
}

impl DataFolder {
    /// Makes or takes the folder.
    ///
    /// # Errors
    /// When it cannot be made or written, or another sandbox uses it.
    pub fn open(path: &Path) -> Result<Self, StartError> {
        let about = |why: std::io::Error| StartError::about(path, why);
        fs::create_dir_all(path).map_err(about)?;
        let mut options = OpenOptions::new();
        let lock = options.create(true).truncate(false).write(true).open(path.join("lock"));
        let lock = lock.map_err(about)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                Err(StartError::about(path, "another sandbox uses this folder"))
            }
            Err(TryLockError::Error(why)) => Err(about(why)),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A file in it.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Writes a file that only its owner can read, as a whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_private(&self, name: &str, text: &str) -> Result<(), StartError> {
        private_file::write(&self.file(name), text)
    }

    /// A file's text, if the file is there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<String>, StartError> {
        let path = self.file(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(why) => Err(StartError::about(&path, why)),
        }
    }

    /// Says where everything is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn announce(&self, text: &str) -> Result<(), StartError> {
        private_file::write_as(&self.file(ANNOUNCEMENT), text, |path| File::create(path))
    }

    /// Takes back what an earlier run said, so that whoever waits for it waits for this one.
    ///
    /// # Errors
    /// When it is there and stays.
    pub fn withdraw_announcement(&self) -> Result<(), StartError> {
        let path = self.file(ANNOUNCEMENT);
        match fs::remove_file(&path) {
            Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
                Err(StartError::about(&path, why))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_and_used_by_one_at_a_time() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("deep/data");
        let folder = DataFolder::open(&path).unwrap();
        let refused = DataFolder::open(&path).err().unwrap();
        assert!(refused.to_string().contains("another sandbox"));
        drop(folder);
        assert!(DataFolder::open(&path).is_ok());
    }

    #[test]
    fn private_files_are_private() {
        let parent = tempfile::tempdir().unwrap();
        let folder = DataFolder::open(parent.path()).unwrap();
        assert_eq!(folder.read("note").unwrap(), None);
        folder.write_private("note", "text").unwrap();
        assert_eq!(folder.read("note").unwrap().as_deref(), Some("text"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.file("note")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        folder.withdraw_announcement().unwrap();
    }
}
