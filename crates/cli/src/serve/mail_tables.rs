//! Tables for a mail server, written once.

use std::path::Path;

use store::Store;

use super::Config;
use crate::StartError;
use crate::forwarding::mail_tables;

/// Writes the tables of the server that the file `config` describes into the folder `out`. The server may be
/// running.
///
/// # Errors
/// Says in words what is in the way.
pub async fn mail_tables(config: &Path, out: &Path) -> Result<(), StartError> {
    let config = Config::read(config)?;
    let store = Store::open(&config.database).await?;
    mail_tables::write(&store, out).await.map(drop)
}
