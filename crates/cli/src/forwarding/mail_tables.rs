//! Tables for a mail server that takes mail which goes elsewhere: Postfix' `virtual_alias_domains` and
//! `virtual_alias_maps`, as text. Each is written beside its place and moved there when it is whole, and
//! left alone where it says the same.

use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app::forwarding::mail::{self, MailDomain};
use store::Store;
use tokio::task::AbortHandle;
use tokio::time::Instant;

use crate::StartError;
use crate::http::Gate;

/// The domains that mail is taken for.
pub const DOMAINS: &str = "virtual_alias_domains";
/// The addresses, and where their mail goes.
pub const MAPS: &str = "virtual_alias_maps";
/// What stands at the top of each table.
const HEADING: &str = "# Written by Nameyard. Changes are lost.\n";
/// Changes that come this close together are written at once.
const GATHERED: Duration = Duration::from_millis(500);
/// How often changes are looked for that other processes make.
const LOOK: Duration = Duration::from_secs(10);
/// After writing there is a pause this many times as long as it took.
const RESTED: u32 = 20;

/// Writes both tables into `folder`, which is made when it is missing. Gives whether one has changed.
///
/// # Errors
/// When the database fails, or a file cannot be written.
pub async fn write(store: &Store, folder: &Path) -> Result<bool, StartError> {
    let about = |why: io::Error| StartError::about(folder, why);
    fs::create_dir_all(folder).map_err(about)?;
    let (mut domains, mut maps) =
        (Table::new(folder, DOMAINS).map_err(about)?, Table::new(folder, MAPS).map_err(about)?);
    let mut after = None;
    loop {
        let page = mail::page(store, after).await?;
        for domain in &page.domains {
            write_domain(&mut domains.file, &mut maps.file, domain).map_err(about)?;
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    // The addresses come first: a domain without them would refuse mail.
    let maps = maps.finish().map_err(about)?;
    Ok(domains.finish().map_err(about)? || maps)
}

/// Keeps the tables current until it is dropped.
pub(super) struct Keeper(AbortHandle);

impl Keeper {
    /// Begins to write the tables of the realm behind `gate`.
    pub fn start(gate: Gate, folder: PathBuf) -> Self {
        Self(tokio::spawn(keep(gate, folder)).abort_handle())
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn keep(gate: Gate, folder: PathBuf) {
    loop {
        let realm = gate.enter().await.realm().clone();
        let mut changes = realm.store.zone_changes();
        let begun = Instant::now();
        if let Err(error) = write(&realm.store, &folder).await {
            tracing::error!(%error, "the tables of the mail server cannot be written");
        }
        let (shared, written) = (realm.store.is_shared(), Arc::downgrade(&realm));
        drop(realm);
        tokio::time::sleep((begun.elapsed() * RESTED).clamp(GATHERED, LOOK * RESTED)).await;
        // Others may write the same database, and another world may be behind the gate.
        while tokio::time::timeout(LOOK, changes.changed()).await.is_err() && !shared {
            if !std::ptr::eq(Arc::as_ptr(gate.enter().await.realm()), written.as_ptr()) {
                break;
            }
        }
    }
}

fn write_domain(
    domains: &mut impl io::Write,
    maps: &mut impl io::Write,
    domain: &MailDomain,
) -> io::Result<()> {
    writeln!(domains, "{} forwarded", domain.domain)?;
    for (address, targets) in &domain.addresses {
        // It would begin a comment, and there is no other way to write it.
        if !address.starts_with('#') {
            writeln!(maps, "{address} {}", targets.join(", "))?;
        }
    }
    Ok(())
}

/// A table on its way.
struct Table {
    file: BufWriter<File>,
    new: PathBuf,
    place: PathBuf,
}

impl Table {
    fn new(folder: &Path, name: &str) -> io::Result<Self> {
        let (new, place) = (folder.join(format!(".{name}.new")), folder.join(name));
        let mut file = BufWriter::new(File::create(&new)?);
        file.write_all(HEADING.as_bytes())?;
        Ok(Self { file, new, place })
    }

    /// Puts it in its place, unless the same stands there. Gives whether it was put.
    fn finish(self) -> io::Result<bool> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        if is_same(&self.new, &self.place)? {
            fs::remove_file(&self.new)?;
            return Ok(false);
        }
        // Only what is kept: most changes of zones are none of these, and the disk is shared with commits.
        file.sync_all()?;
        fs::rename(&self.new, &self.place)?;
        Ok(true)
    }
}

/// Whether two files say the same; one that is missing says nothing.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let other = match File::open(other) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let (mut one, mut other) = (BufReader::new(File::open(one)?), BufReader::new(other));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let common = left.len().min(right.len());
        if common == 0 {
            return Ok(left.is_empty() && right.is_empty());
        }
        if left[..common] != right[..common] {
            return Ok(false);
        }
        one.consume(common);
        other.consume(common);
    }
}
