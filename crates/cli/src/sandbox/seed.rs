//! The seed that every secret of a sandbox follows from. It stands in a file of its own, which only
//! its owner can read, and never in the database that it protects.

use app::keys::Keys;

use super::folder::DataFolder;
use crate::StartError;

/// The file that holds it.
const FILE: &str = "realm.key";
/// What stands before the number in the file.
const WORD: &str = "seed ";

/// Whether a data folder had its seed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Age {
    New,
    Continued,
}

/// The keys of a data folder: from the seed it has, else from the one given, else from a new one.
pub(super) fn keys(folder: &DataFolder, given: Option<u64>) -> Result<(Keys, Age), StartError> {
    if let Some(text) = folder.read(FILE)? {
        let seed = text.trim().strip_prefix(WORD).and_then(|number| number.parse().ok());
        let path = folder.file(FILE);
        let seed = seed.ok_or_else(|| StartError::about(&path, "holds no seed"))?;
        return Ok((Keys::from_seed(seed), Age::Continued));
    }
    let seed = match given {
        Some(seed) => seed,
        None => random()?,
    };
    folder.write_private(FILE, &format!("{WORD}{seed}\n"))?;
    Ok((Keys::from_seed(seed), Age::New))
}

fn random() -> Result<u64, StartError> {
    getrandom::u64().map_err(|why| StartError::new(format!("no randomness to be had: {why}")))
}
