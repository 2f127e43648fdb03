//! A file as a zone: one change of the whole zone, everything or nothing.

use model::Error;
use model::error::Noun;
use model::event::EventKind;
use model::privilege::{DomainPrivilege, ServicePrivilege};
use model::zone::apex;
use store::zones::StoredZone;

use super::fault::Refusal;
use super::holder::Target;
use super::plan::{Before, Plan, Wanted};
use super::read::Upload;
use super::settle;
use crate::news::Act;
use crate::realm::Context;
use crate::zones::{edit, registrar};

/// What becomes of what is in the zone already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What the file does not say goes.
    Replace,
    /// It stays.
    Merge,
}

/// How a file is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// What becomes of what is in the zone already.
    pub mode: Mode,
    /// Whether name servers of the apex are taken, too. Those of a file from elsewhere are the ones that
    /// the zone moves away from.
    pub name_servers: bool,
}

/// What was passed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Starts of authority: the platform has its own.
    pub authority: u32,
    /// Signatures and what belongs to them: the platform signs by itself.
    pub signatures: u32,
    /// Name servers of the apex.
    pub name_servers: u32,
    /// What an exported file shows as made by the platform.
    pub without_saying: u32,
    /// Records that stand in the file already.
    pub repeated: u32,
}

/// What came of an import. A forward counts as a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// The serial of the zone now.
    pub serial: u32,
    /// Records that were not there.
    pub added: u32,
    /// Records that live longer or shorter now.
    pub changed: u32,
    /// Records that went.
    pub removed: u32,
    /// Records that stay as they are.
    pub kept: u32,
    /// Records of the file that nothing was done about.
    pub skipped: Skipped,
}

impl Report {
    /// Whether the zone is another one now.
    #[must_use]
    pub const fn has_changed(&self) -> bool {
        self.added + self.changed + self.removed > 0
    }
}

/// Puts what was read into a zone of the caller's, in one change: the serial rises once, or not at all
/// where nothing changes. The zone of a name is made where there was none.
///
/// # Errors
/// When the caller has neither zone nor name, or the zone cannot be as it is asked for; refusals name
/// the line.
pub async fn import(
    cx: &Context,
    name: &str,
    upload: Upload,
    wish: Wish,
) -> Result<Report, Refusal> {
    let apex = apex(name).map_err(|_| Error::NotFound(Noun::Zone))?;
    let wanted = Wanted::of(upload, apex.as_str(), wish)?;
    let inner = cx.clone();
    let act = Act { account: cx.account(), member: cx.caller.member, now: cx.now() };
    let written = cx.realm.store.write(move |tx| {
        tx.lock_account(act.account)?;
        let dns = (DomainPrivilege::Dns, ServicePrivilege::Dns);
        let target = Target::find(tx, &inner, apex.as_str())?;
        let zone = target.open(tx, &inner, dns)?;
        let before = match &zone {
            Some(zone) => Before::read(tx, zone.id)?,
            None => Before::default(),
        };
        let plan = match Plan::of(&before, &wanted, apex.as_str()) {
            Ok(plan) => plan,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let mut report = plan.report(&wanted);
        if report.has_changed() {
            let zone = match (zone, &target) {
                (Some(zone), _) => StoredZone { account: act.account, ..zone },
                (None, Target::Name(name)) => registrar::made(tx, act, name)?,
                (None, Target::Hosted(..)) => return Err(Error::NotFound(Noun::Zone)),
            };
            settle::carry_out(tx, zone.id, &plan)?;
            let id = zone.id;
            edit::changed(tx, act, zone, EventKind::ZoneChanged, &told(&report))?;
            report.serial = tx.zone_by_id(id)?.map_or(0, |zone| zone.serial);
        } else {
            report.serial = zone.map_or(0, |zone| zone.serial);
        }
        Ok(Ok(report))
    });
    written.await?
}

fn told(report: &Report) -> String {
    let Report { added, changed, removed, .. } = report;
    format!("imported: {added} added, {changed} changed, {removed} removed")
}
