//! Zones in files, as every server reads them here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dns::contents::Contents;
use dns::names::name;
use dns::zone_file::write_zone;
use peers::ZoneFile;
use tempfile::TempDir;

/// Zones in a folder.
pub struct Files {
    folder: TempDir,
    /// Each of them.
    pub zones: Vec<ZoneFile>,
}

impl Files {
    /// Writes them, and a list of them.
    pub fn write(zones: impl Iterator<Item = Contents>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (mut written, mut list) = (Vec::new(), String::new());
        for (number, zone) in zones.enumerate() {
            // Folders with many files are slow.
            let shelf = folder.path().join((number / 1000).to_string());
            std::fs::create_dir_all(&shelf).unwrap();
            let file = shelf.join(format!("{number}.zone"));
            std::fs::write(&file, write_zone(&zone)).unwrap();
            writeln!(list, "{} {}", zone.apex, file.display()).unwrap();
            written.push(ZoneFile { apex: zone.apex, file });
        }
        std::fs::write(folder.path().join("list"), list).unwrap();
        Self { folder, zones: written }
    }

    /// The list.
    pub fn list(&self) -> PathBuf {
        self.folder.path().join("list")
    }

    /// Another file beside them, written.
    pub fn beside(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

/// What stands in a list.
pub fn read_list(list: &Path) -> Vec<ZoneFile> {
    let text = std::fs::read_to_string(list).unwrap();
    let zone = |line: &str| {
        let (apex, file) = line.split_once(' ').unwrap();
        ZoneFile { apex: name(apex).unwrap(), file: PathBuf::from(file) }
    };
    text.lines().map(zone).collect()
}
