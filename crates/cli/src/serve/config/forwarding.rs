//! Where what leads elsewhere is taken.

use std::net::SocketAddr;
use std::path::Path;

use app::realm::ForwardingService;

use super::reading::{Result, host, is_web_address, needed, unfit};
use super::written::WrittenForwarding;
use crate::forwarding::{ForwardingOptions, Https};

/// What zones are told of the forwarding service.
pub(super) fn service(written: &WrittenForwarding) -> Result<Option<ForwardingService>> {
    let mail_host = written.mail_host.as_deref();
    let mail_host = mail_host.map(|name| host("forwarding.mail_host", name)).transpose()?;
    let addresses = written.addresses.clone();
    let nothing = addresses.is_empty() && mail_host.is_none();
    Ok((!nothing).then_some(ForwardingService { addresses, mail_host }))
}

/// Where it listens, and what it writes.
pub(super) fn options(written: &WrittenForwarding, folder: &Path) -> Result<ForwardingOptions> {
    let https = written.https.map(|address| https(address, written, folder)).transpose()?;
    Ok(ForwardingOptions {
        http: written.http,
        https,
        mail_tables: written.mail_tables.as_ref().map(|path| folder.join(path)),
    })
}

fn https(address: SocketAddr, written: &WrittenForwarding, folder: &Path) -> Result<Https> {
    const DIRECTORY: &str = "forwarding.acme_directory";
    let directory = needed(DIRECTORY, written.acme_directory.clone())?;
    is_web_address(DIRECTORY, &directory)?;
    // The authority looks over HTTP before there is HTTPS.
    if written.http.is_none() {
        return Err(unfit("forwarding.https", "forwarding.http is missing"));
    }
    let contact = written.acme_contact.clone();
    let roots = written.acme_ca_file.as_ref().map(|path| folder.join(path));
    Ok(Https { address, directory, contact, roots })
}
