//! Whether names are free, and which extensions there are.

use app::domains;
use app::ports::registry::{Availability, Taken};
use dialects::domains_co_za::codes::ReturnCode;
use dialects::domains_co_za::domain::check::{CheckDomain, DomainChecked};
use dialects::domains_co_za::domain::tlds::{ListTlds, TldList};
use dialects::domains_co_za::flags::TextFlag;
use dialects::domains_co_za::keyed::Keyed;
use model::error::{Error, Supplier};
use model::name::DomainName;

use crate::domains_co_za::answer::{Answer, Handled, done};
use crate::domains_co_za::door::Caller;

pub async fn check(caller: Caller, call: CheckDomain) -> Handled<DomainChecked> {
    let cx = caller.cx()?;
    let name = DomainName::from_parts(&call.sld, &call.tld)?;
    let found = domains::check::check(cx, std::slice::from_ref(&name)).await?;
    let found = found.first().ok_or(Error::Unavailable(Supplier::Registry))?;
    let uses_epp_key = caller.realm.rules(&name)?.uses_auth_code;
    // A taken name is an answer, in spite of its code.
    let (code, message) = match found.taken {
        None => (ReturnCode::Successful, "Domain Available"),
        Some(_) => (ReturnCode::Unavailable, "Domain Not Available"),
    };
    let body = DomainChecked {
        uses_epp_key: TextFlag(uses_epp_key),
        is_available: TextFlag(found.taken.is_none()),
        reason: reason(found).to_owned(),
        tld: name.tld().to_owned(),
        sld: name.sld().to_owned(),
        is_premium: TextFlag(found.premium),
    };
    Ok(Answer { code, message, body })
}

/// Why a name is not available; empty when it is.
pub fn reason(found: &Availability) -> &'static str {
    match found.taken {
        None => "",
        Some(Taken::Registered) => "Domain is already registered",
        Some(Taken::Reserved) => "Domain is reserved by the registry",
    }
}

pub async fn tlds(caller: Caller, _: ListTlds) -> Handled<TldList> {
    let tlds = Keyed(caller.realm.rulebook.groups().to_vec());
    Ok(done(TldList { tlds }))
}
