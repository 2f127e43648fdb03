//! A zone as a file: everything that is served, with what the platform makes of the zone told apart from
//! what was put into it, and in remarks what is kept and not served as it is.

use std::fmt::Write as _;

use domain::base::ParsedName;
use domain::base::iana::Rtype;
use domain::base::rdata::{ParseRecordData, UnknownRecordData};
use domain::base::zonefile_fmt::{DisplayKind, ZonefileFmt as _};
use domain::dep::octseq::Parser;
use domain::rdata::ZoneRecordData;
use model::error::Noun;
use model::privilege::{DomainPrivilege, ServicePrivilege};
use model::zone::publication::{self, Kept};
use model::zone::{DEFAULT_TTL, Rdata, Record, apex, rdata};
use model::{Error, Result};
use store::Tx;
use store::zones::StoredZone;

use super::holder::Target;
use super::remarks;
use crate::realm::Context;
use crate::zones::published::platform;

/// A zone of the caller's as a file that name servers read, and that makes the same zone when it is
/// imported.
///
/// # Errors
/// When the caller has no such zone.
pub async fn export(cx: &Context, name: &str) -> Result<String> {
    let apex = apex(name).map_err(|_| Error::NotFound(Noun::Zone))?;
    let inner = cx.clone();
    let kept = cx
        .realm
        .store
        .read(move |tx| {
            let basic = (DomainPrivilege::Basic, ServicePrivilege::Basic);
            let target = Target::find(tx, &inner, apex.as_str())?;
            let zone = target.open(tx, &inner, basic)?.ok_or(Error::NotFound(Noun::Zone))?;
            kept(tx, zone)
        })
        .await?;
    Ok(written(kept.clone(), &publication::published(kept, &platform(&cx.realm))))
}

fn kept(tx: &mut Tx<'_>, zone: StoredZone) -> Result<Kept> {
    Ok(Kept {
        records: tx.records(zone.id)?.into_iter().map(|(_, record)| record).collect(),
        web: tx.web_forwards(zone.id)?.into_iter().map(|(_, forward)| forward).collect(),
        mail: tx.mail_rules(zone.id)?,
        apex: zone.name,
        serial: zone.serial,
        ..Kept::default()
    })
}

/// The file of a zone, of which `served` is known to the world.
fn written(kept: Kept, served: &[Record]) -> String {
    let apex = &kept.apex;
    let mut file = format!(";! {}\n$ORIGIN {apex}.\n$TTL {DEFAULT_TTL}\n", remarks::HEAD);
    let (mut own, mut said) = (kept.records, true);
    for record in served {
        let Some(wire) = rdata(record) else { continue };
        // The serial of a start of authority is that of the zone, whatever was put into it.
        let is_same =
            |known: &Record| known == record || known.kind == "SOA" && record.kind == "SOA";
        let place = own.iter().position(is_same);
        if place.is_some() != said {
            said = place.is_some();
            file.push_str(&remarks::section(said));
        }
        if let Some(place) = place {
            own.remove(place);
        }
        line(&mut file, apex, record, &wire);
    }
    for record in &own {
        file.push_str(&remarks::of_record(below(&record.name, apex), record));
    }
    kept.web.iter().for_each(|forward| file.push_str(&remarks::of_web(forward)));
    kept.mail.iter().for_each(|rule| file.push_str(&remarks::of_mail(rule)));
    file
}

fn line(file: &mut String, apex: &str, record: &Record, wire: &Rdata) {
    let rtype = Rtype::from_int(wire.rtype);
    let mut parser = Parser::from_ref(wire.data.as_slice());
    let parsed: Option<ZoneRecordData<&[u8], ParsedName<&[u8]>>> =
        ParseRecordData::parse_rdata(rtype, &mut parser).ok().flatten();
    let (owner, ttl) = (below(&record.name, apex), record.ttl);
    let value = match (parsed, UnknownRecordData::from_octets(rtype, wire.data.as_slice())) {
        (Some(data), _) => data.display_zonefile(DisplayKind::Simple).to_string(),
        (None, Ok(data)) => data.display_zonefile(DisplayKind::Simple).to_string(),
        (None, Err(_)) => return,
    };
    // Writing to a text cannot fail.
    let _ = writeln!(file, "{owner} {ttl} IN {rtype} {value}");
}

/// An owner as it stands below the origin.
fn below<'a>(name: &'a str, apex: &str) -> &'a str {
    name.strip_suffix(apex).map_or(name, |rest| match rest.strip_suffix('.') {
        Some(below) => below,
        None => "@",
    })
}
