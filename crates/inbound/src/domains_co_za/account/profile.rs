//! Who an account is: read, and replaced as a whole.

use app::accounts::profile;
use dialects::domains_co_za::account::profile::{Profile, ReadProfile};
use dialects::domains_co_za::account::profile_input::ProfileInput;
use dialects::domains_co_za::account::update_profile::UpdateProfile;
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::flags::DigitFlag;
use model::contact::Contact;
use model::secret::Secret;

use super::{credits, named};
use crate::domains_co_za::AUDIENCE;
use crate::domains_co_za::answer::{Handled, done, just_done};
use crate::domains_co_za::door::Caller;

pub async fn read(caller: Caller, call: ReadProfile) -> Handled<Profile> {
    let found = profile::read(caller.cx()?, AUDIENCE, named(call.username.as_ref())).await?;
    let person = found.member.profile;
    let [address1, address2, address3] = person.street;
    Ok(done(Profile {
        id: found.account.id.0,
        username: found.member.login,
        company: person.company,
        name: person.name,
        email: person.email,
        contact_number: person.phone,
        fax: person.fax,
        address1,
        address2,
        address3,
        city: person.city,
        province: person.province,
        postal_code: person.postal_code,
        country: person.country,
        currency: found.account.currency.code().to_owned(),
        balance: credits::amount(found.funds.balance())?,
        domains_enabled: DigitFlag(true),
        adsl_enabled: DigitFlag(false),
        vps_enabled: DigitFlag(false),
        hosting_enabled: DigitFlag(false),
        nbm: DigitFlag(false),
        agreement: DigitFlag(found.account.agreement),
        api_key: found.api_key.reveal().clone(),
    }))
}

pub async fn update(caller: Caller, call: UpdateProfile) -> Handled<Done> {
    let login = named(call.username.as_ref());
    let password = new_password(call.password);
    profile::update(caller.cx()?, AUDIENCE, login, contact(call.profile), password).await?;
    Ok(just_done())
}

/// The person that a profile's parameters describe.
pub fn contact(input: ProfileInput) -> Contact {
    Contact {
        name: input.name,
        company: input.company.unwrap_or_default(),
        email: input.email,
        phone: input.contact_number,
        fax: input.fax.unwrap_or_default(),
        street: [
            input.address1,
            input.address2.unwrap_or_default(),
            input.address3.unwrap_or_default(),
        ],
        city: input.city,
        province: input.province,
        postal_code: input.postal_code,
        country: input.country,
    }
}

/// A password to change to; a form that sends all of its fields leaves this one empty.
pub fn new_password(password: Option<String>) -> Option<Secret<String>> {
    password.filter(|password| !password.is_empty()).map(Secret::new)
}
