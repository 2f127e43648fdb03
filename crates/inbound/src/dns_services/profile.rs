//! The account itself, and what happened in it.

use app::accounts::logs::{self, LogEntry};
use app::accounts::profile::{self, LastSignIn};
use dialects::dns_services::profile::details::{Client, Profile, ReadProfile};
use dialects::dns_services::profile::logs::{LogLine, Logs, ReadLogs};
use wire::Api;

use super::door::{Caller, DnsServicesDoor};
use super::errors::Handled;
use super::person::Person;
use super::values::moment;

pub fn routes(api: Api<DnsServicesDoor>) -> Api<DnsServicesDoor> {
    api.on::<ReadProfile, _>(details).on::<ReadLogs, _>(read_logs)
}

async fn details(caller: Caller, _: ReadProfile) -> Handled<Profile> {
    let cx = caller.cx()?;
    let profile::Client { account, owner, last_sign_in } = profile::client(cx).await?;
    // Whoever stands for the account sees the address it signed in with; a contact sees the owner's.
    let login = match cx.caller.role.is_principal() {
        true => cx.session.login.clone(),
        false => owner.login,
    };
    let person = Person::signing_in(login, owner.profile);
    let address = last_sign_in.and_then(|last| last.address);
    let ip = address.map(|address| address.to_string()).unwrap_or_default();
    let client = Client {
        id: account.id.0.into(),
        email: person.email,
        lastlogin: last_login(last_sign_in),
        // Nobody looks the address up: its own text is the only name that is known.
        host: ip.clone(),
        ip,
        firstname: person.firstname,
        lastname: person.lastname,
        companyname: person.companyname,
        address1: person.address1,
        address2: person.address2,
        city: person.city,
        state: person.state,
        postcode: person.postcode,
        country: person.country,
        phonenumber: person.phonenumber,
    };
    Ok(Profile { client })
}

/// When somebody signed in last.
pub fn last_login(last: Option<LastSignIn>) -> String {
    moment(last.map(|last| last.at))
}

async fn read_logs(caller: Caller, _: ReadLogs) -> Handled<Logs> {
    let line = |entry: LogEntry| LogLine {
        date: entry.at.day_and_time(),
        description: entry.description,
        ip: entry.address.map(|address| address.to_string()).unwrap_or_default(),
    };
    let logs = logs::list(caller.cx()?).await?.into_iter().map(line).collect();
    Ok(Logs { logs })
}
