//! `nameyard zone`: zones of a server in and out, as files.
//!
//! The server may be running. PostgreSQL is made for several processes; SQLite lets one of them write at a
//! time, and the other waits for it: an import holds the file for the blink of one transaction. The name
//! server looks for changes that other processes made.

use std::io::{Read as _, Write as _};
use std::path::Path;

use app::Context;
use app::zones::files::{self, Mode, Refusal, Upload, Wish};
use dns::transfer::SharedKey;
use model::Error;
use model::zone::apex;

use super::{Config, start};
use crate::StartError;
use crate::arguments::{Taken, ZoneCommand};
use crate::zone_files::{self, NotFetched};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Does what a command says, for the holder of the zone.
///
/// # Errors
/// Says in words what is in the way.
pub async fn zone(command: ZoneCommand) -> Result<(), StartError> {
    match command {
        ZoneCommand::Export { config, name } => {
            let holder = holder(&Config::read(&config)?, &name).await?;
            let file = files::export(&holder, &name).await.map_err(|why| about(&name, &why))?;
            say(&file)
        }
        ZoneCommand::Import { config, name, file, taken } => {
            let config = Config::read(&config)?;
            let text = read(&file).map_err(|why| StartError::about(&file, why))?;
            let refused = |refusal| refused(&file.display().to_string(), refusal);
            let upload = files::read(&text, &plain(&name)?).map_err(refused)?;
            take(&config, &name, upload, &taken).await?.map_err(refused)
        }
        ZoneCommand::Fetch { config, name, from, key, taken } => {
            let config = Config::read(&config)?;
            let key = key.map(|key| shared_key(&config, &key)).transpose()?;
            let server = format!("{name} of {from}");
            let upload = zone_files::fetched(from, &plain(&name)?, key.as_ref()).await;
            let upload = upload.map_err(|why| match why {
                NotFetched::Server(why) => StartError::new(format!("{server}: {why}")),
                NotFetched::Zone(refusal) => refused(&server, refusal),
            })?;
            let done = take(&config, &name, upload, &taken).await?;
            done.map_err(|refusal| refused(&server, refusal))
        }
    }
}

async fn take(
    config: &Config,
    name: &str,
    upload: Upload,
    taken: &Taken,
) -> Result<Result<(), Refusal>, StartError> {
    let holder = holder(config, name).await?;
    let mode = if taken.merge { Mode::Merge } else { Mode::Replace };
    let wish = Wish { mode, name_servers: taken.name_servers };
    match files::import(&holder, name, upload, wish).await {
        Ok(report) => say(&zone_files::words(&report)).map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// The place of whoever has the zone.
async fn holder(config: &Config, name: &str) -> Result<Context, StartError> {
    let (realm, _) = start::realm(config).await?;
    let account = files::holder(&realm, name).await.map_err(|why| about(name, &why))?;
    Ok(Context::for_account(&realm, account).await?)
}

fn shared_key(config: &Config, asked: &str) -> Result<SharedKey, StartError> {
    let keys = config.name_server.iter().flat_map(|server| &server.keys);
    let mut named = keys.filter(|key| dns::names::name(asked).as_ref() == Some(&key.name));
    named.next().cloned().ok_or_else(|| StartError::new(format!("{asked}: none of dns.keys")))
}

fn plain(name: &str) -> Result<String, StartError> {
    Ok(apex(name).map_err(|why| about(name, &why))?.as_str().to_owned())
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(files::LONGEST_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let mut text = Vec::new();
    if file == Path::new(STANDARD_INPUT) {
        std::io::stdin().take(most).read_to_end(&mut text)?;
    } else {
        std::fs::File::open(file)?.take(most).read_to_end(&mut text)?;
    }
    Ok(text)
}

fn say(text: &str) -> Result<(), StartError> {
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|why| StartError::new(format!("standard output: {why}")))
}

fn about(name: &str, error: &Error) -> StartError {
    match error {
        Error::NotFound(_) => StartError::new(format!("{name}: no such zone, and no such name")),
        Error::Invalid { .. } => StartError::new(format!("{name}: not the name of a zone")),
        other => StartError::new(format!("{name}: {other:?}")),
    }
}

fn refused(source: &str, refusal: Refusal) -> StartError {
    StartError::new(match refusal {
        Refusal::File { line: 0, fault } => format!("{source}: {fault}; nothing has changed"),
        Refusal::File { line, fault } => format!("{source}:{line}: {fault}; nothing has changed"),
        Refusal::Platform(error) => format!("{source}: {error:?}; nothing has changed"),
    })
}
