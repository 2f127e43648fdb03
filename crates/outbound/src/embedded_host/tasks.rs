//! Tasks: each takes its time, and a server does one at a time.

use app::ports::server_host::{NewTask, ServerReport};
use model::secret::Secret;
use model::server::TaskKind;
use model::time::Timestamp;
use rusqlite::Connection;

use super::condition::duration;
use super::refused;
use super::rows::{self, Task};
use crate::books::Answer;
use crate::passwords::Sealed;

/// An image whose name begins like this can be had and does not boot: what is done with it fails.
const UNBOOTABLE: &str = "unbootable";

/// Begins a task, unless it was begun before.
pub(super) fn begin(
    books: &Connection,
    reference: &str,
    asked: &NewTask,
    now: Timestamp,
) -> Answer<ServerReport> {
    let mut server = rows::known(books, reference)?;
    match rows::server_of_task(books, &asked.reference)? {
        Some(position) if position == server.position => return Ok(server.report(now)),
        Some(_) => return refused("the reference of the task was used for another server"),
        None => {}
    }
    server.must_be_idle(now)?;
    judge(asked)?;
    if asked.kind.fits(server.condition(now).power).is_err() {
        return refused("the server is not in the power state that the task is for");
    }
    rows::settle(books, &mut server, now)?;
    let image = asked.image.clone();
    let task = Task {
        reference: asked.reference.clone(),
        kind: asked.kind,
        ends: now + duration(asked.kind),
        failure: image.as_deref().and_then(failure),
        image,
        panel: asked.panel.clone(),
        password: asked.password.as_ref().map(|new| Sealed::of(books, new)).transpose()?,
        settled: false,
    };
    rows::add_task(books, server.position, &task)?;
    Ok(rows::known(books, reference)?.report(now))
}

/// What the host does not begin.
fn judge(asked: &NewTask) -> Answer<()> {
    if asked.reference.is_empty() {
        return refused("a task needs a reference");
    }
    match (asked.kind, &asked.image) {
        (TaskKind::SetUp, _) => return refused("a server is set up once, when it is ordered"),
        (TaskKind::BootLive | TaskKind::Reinstall, None) => {
            return refused("the task needs an image");
        }
        (TaskKind::BootLive | TaskKind::Reinstall, Some(image)) => judge_image(image)?,
        _ => {}
    }
    asked.password.as_ref().map_or(Ok(()), judge_password)
}

/// Refuses what is no image's name.
pub(super) fn judge_image(image: &str) -> Answer<()> {
    let fits = |sign: char| sign.is_ascii_alphanumeric() || "._-+ ".contains(sign);
    if image.trim().is_empty() || !image.chars().all(fits) {
        return refused("there is no such image");
    }
    Ok(())
}

/// Refuses a password that is none.
pub(super) fn judge_password(password: &Secret<String>) -> Answer<()> {
    if password.reveal().is_empty() {
        return refused("an administrator needs a password");
    }
    Ok(())
}

/// Why a task with an image fails, where it does.
pub(super) fn failure(image: &str) -> Option<String> {
    image.starts_with(UNBOOTABLE).then(|| format!("the image {image} does not boot"))
}
