//! `/zones`: zones as files, in and out, for whoever has them.

use std::net::SocketAddr;

use app::Context;
use app::zones::files::{self, Mode, Refusal as Fault, Report, Upload, Wish};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dns::names;
use dns::transfer::{Algorithm, SharedKey};
use http::StatusCode;
use model::Error;
use model::error::Noun;
use model::zone::apex;
use serde_json::{Value, json};

use super::Sandbox;
use super::asked::Asked;
use super::refusal::Refusal;
use crate::http::answer;
use crate::sandbox::World;
use crate::sandbox::shared::Present;
use crate::zone_files::{self, NotFetched};

/// Names of one page, where nobody says.
const PAGE: u64 = 100;
/// Names of one page at most.
const MOST: u64 = 1_000;
/// What zone files are sent as.
const ZONE_FILE: &str = "text/dns";

/// `GET /zones`: a page of the names of all zones, behind `after`.
pub(super) async fn list(State(sandbox): Sandbox, request: Request) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let side = asked.realm(&sandbox)?;
    let after = asked.maybe_text("after")?.unwrap_or_default();
    let limit = asked.maybe_number("limit")?.unwrap_or(PAGE);
    asked.done()?;
    let limit = u16::try_from(limit).ok().filter(|limit| (1..=MOST).contains(&(*limit).into()));
    let limit = limit.ok_or_else(|| Refusal::invalid("limit", "`limit` is 1 to 1000."))?;
    let world = Present::of(side).await;
    let names = files::names(&world.realm, &after, limit).await?;
    Ok(answer::json(StatusCode::OK, &names))
}

/// `GET /zones/{name}`: the zone as a file.
pub(super) async fn export(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::query(&request);
    let side = asked.realm(&sandbox)?;
    asked.done()?;
    let world = Present::of(side).await;
    let file = files::export(&holder(&world, &name).await?, &name).await;
    Ok(answer::text(StatusCode::OK, ZONE_FILE, file.map_err(|error| about_name(&error))?))
}

/// `PUT /zones/{name}`: a file in the place of what is in the zone.
pub(super) async fn replace(
    sandbox: Sandbox,
    name: Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    take_file(sandbox, name, request, Mode::Replace).await
}

/// `POST /zones/{name}`: a file beside what is in the zone.
pub(super) async fn merge(
    sandbox: Sandbox,
    name: Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    take_file(sandbox, name, request, Mode::Merge).await
}

/// `POST /zones/{name}/fetch`: the zone of a name server on this machine in the place of what is in the
/// zone.
pub(super) async fn fetch(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let mut asked = Asked::body(request).await?;
    let side = asked.realm(&sandbox)?;
    let from = asked.text("from")?;
    let key = asked.maybe_fields("key")?.map(shared_key).transpose()?;
    let name_servers = asked.maybe_bool("name_servers")?.unwrap_or_default();
    asked.done()?;
    let form = "`from` is an address of this machine such as 127.0.0.1:5300.";
    let from = from.parse().ok().filter(|address: &SocketAddr| address.ip().is_loopback());
    let from = from.ok_or_else(|| Refusal::invalid("from", form))?;
    let upload = zone_files::fetched(from, &plain(&name)?, key.as_ref()).await;
    let upload = upload.map_err(|why| match why {
        NotFetched::Server(why) => Refusal::invalid("from", format!("{name} of {from}: {why}.")),
        NotFetched::Zone(fault) => of_file(&fault),
    })?;
    let world = Present::of(side).await;
    take(&world, &name, upload, Wish { mode: Mode::Replace, name_servers }).await
}

async fn take_file(
    State(sandbox): Sandbox,
    Path(name): Path<String>,
    request: Request,
    mode: Mode,
) -> Result<Response, Refusal> {
    let (mut asked, file) = Asked::file(request, files::LONGEST_FILE).await?;
    let side = asked.realm(&sandbox)?;
    let name_servers = match asked.maybe_text("name_servers")?.as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => {
            let words = "`name_servers` is neither true nor false.";
            return Err(Refusal::invalid("name_servers", words));
        }
    };
    asked.done()?;
    let upload = files::read(&file, &plain(&name)?).map_err(|fault| of_file(&fault))?;
    let world = Present::of(side).await;
    take(&world, &name, upload, Wish { mode, name_servers }).await
}

async fn take(world: &World, name: &str, upload: Upload, wish: Wish) -> Result<Response, Refusal> {
    let holder = holder(world, name).await?;
    let report = files::import(&holder, name, upload, wish).await;
    let report = report.map_err(|fault| of_file(&fault))?;
    Ok(answer::json(StatusCode::OK, &shown(&report)))
}

fn shown(report: &Report) -> Value {
    let Report { serial, added, changed, removed, kept, skipped } = report;
    json!({
        "serial": serial,
        "added": added,
        "changed": changed,
        "removed": removed,
        "kept": kept,
        "skipped": {
            "authority": skipped.authority,
            "signatures": skipped.signatures,
            "name_servers": skipped.name_servers,
            "without_saying": skipped.without_saying,
            "repeated": skipped.repeated,
        },
    })
}

/// The place of whoever has a zone.
async fn holder(world: &World, name: &str) -> Result<Context, Refusal> {
    let account = files::holder(&world.realm, name).await.map_err(|error| about_name(&error))?;
    Ok(Context::for_account(&world.realm, account).await?)
}

fn plain(name: &str) -> Result<String, Refusal> {
    let unknown = Error::NotFound(Noun::Zone);
    Ok(apex(name).map_err(|_| about_name(&unknown))?.as_str().to_owned())
}

fn shared_key(mut asked: Asked) -> Result<SharedKey, Refusal> {
    let (name, algorithm) = (asked.text("name")?, asked.text("algorithm")?);
    let secret = asked.text("secret")?;
    asked.done()?;
    let name =
        names::name(&name).ok_or_else(|| Refusal::invalid("name", "The key has no name."))?;
    let known = ["hmac-sha256", "hmac-sha384", "hmac-sha512"];
    let algorithm: Algorithm = algorithm
        .parse()
        .map_err(|_| Refusal::unknown("algorithm", "No such algorithm is known.", &known))?;
    let secret = STANDARD.decode(secret.trim());
    let secret = secret.map_err(|_| Refusal::invalid("secret", "`secret` is not base64."))?;
    Ok(SharedKey { name, algorithm, secret })
}

fn about_name(error: &Error) -> Refusal {
    Refusal::about("name", error)
}

/// What is wrong with a file, by its line.
fn of_file(fault: &Fault) -> Refusal {
    match fault {
        Fault::File { line: 0, fault } => Refusal::invalid("file", format!("{fault}.")),
        Fault::File { line, fault } => Refusal::invalid("file", format!("Line {line}: {fault}.")),
        Fault::Platform(error @ Error::Invalid { .. }) => Refusal::about("file", error),
        Fault::Platform(error) => about_name(error),
    }
}
