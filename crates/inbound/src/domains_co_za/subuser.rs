//! Logins below the caller's account.

use app::accounts::members::{self, MemberFilter, SignIn};
use app::page::Page;
use dialects::domains_co_za::envelope::Done;
use dialects::domains_co_za::subuser::create::{CreateSubuser, NewSubuser, SubuserCreated};
use dialects::domains_co_za::subuser::delete::DeleteSubuser;
use dialects::domains_co_za::subuser::list::{ListSubusers, SubuserList};
use dialects::domains_co_za::subuser::subuser_object::{Subuser, SubuserPerson};
use dialects::domains_co_za::subuser::suspend::SuspendSubuser;
use dialects::domains_co_za::subuser::unsuspend::UnsuspendSubuser;
use dialects::domains_co_za::subuser::update::{SubuserUpdated, UpdateSubuser};
use model::account::Standing;
use model::contact::ContactPatch;
use model::secret::Secret;
use wire::{Api, OneOrMany};

use super::account::profile;
use super::answer::{Handled, done, just_done};
use super::door::{Caller, DomainsCoZaDoor};
use super::{AUDIENCE, pages};

pub fn routes(api: Api<DomainsCoZaDoor>) -> Api<DomainsCoZaDoor> {
    api.on::<CreateSubuser, _>(create)
        .on::<UpdateSubuser, _>(update)
        .on::<ListSubusers, _>(list)
        .on::<DeleteSubuser, _>(delete)
        .on::<SuspendSubuser, _>(suspend)
        .on::<UnsuspendSubuser, _>(unsuspend)
}

async fn create(caller: Caller, call: CreateSubuser) -> Handled<SubuserCreated> {
    let (password, contact) = (Secret::new(call.password.clone()), profile::contact(call.profile));
    let added = members::add(caller.cx()?, AUDIENCE, &call.username, password, contact).await?;
    let user = subuser(added.member);
    Ok(done(SubuserCreated {
        user: NewSubuser {
            username: user.username,
            password: call.password,
            api_key: added.api_key.reveal().clone(),
            person: user.person,
        },
    }))
}

async fn update(caller: Caller, call: UpdateSubuser) -> Handled<SubuserUpdated> {
    let password = profile::new_password(call.password);
    let patch = ContactPatch {
        name: call.name,
        company: call.company,
        email: call.email,
        phone: call.contact_number,
        fax: call.fax,
        street: [call.address1, call.address2, call.address3],
        city: call.city,
        province: call.province,
        postal_code: call.postal_code,
        country: call.country,
    };
    let changed = members::update(caller.cx()?, AUDIENCE, &call.username, patch, password).await?;
    Ok(done(SubuserUpdated { user: subuser(changed) }))
}

/// `sortBy` has the words of the account list, which mean nothing here: logins are in their order.
async fn list(caller: Caller, call: ListSubusers) -> Handled<SubuserList> {
    let filter = MemberFilter {
        login: call.username.filter(|username| !username.is_empty()),
        search: call.search.filter(|search| !search.is_empty()),
        closed_too: call.include_deleted.is_some_and(|wanted| wanted.is_on()),
    };
    let window = pages::window(&call.page);
    let Page { rows, matching, total } = members::list(caller.cx()?, filter, window).await?;
    Ok(done(SubuserList {
        returned_total: rows.len() as u64,
        users: OneOrMany(rows.into_iter().map(subuser).collect()),
        total: pages::count(total),
        filter_total: pages::count(matching),
    }))
}

fn subuser(found: SignIn) -> Subuser {
    let person = found.member.profile;
    let person = SubuserPerson {
        role: None,
        contact_id: found.handle,
        name: person.name,
        email: person.email,
        contact_number: person.phone,
        company: person.company,
        address: person.street.into(),
        city: person.city,
        province: person.province,
        postal_code: person.postal_code,
        country: person.country,
        fax: person.fax,
        contact_type: "subuser".to_owned(),
        status: match found.member.standing {
            Standing::Closed => "deleted",
            standing => standing.word(),
        }
        .to_owned(),
    };
    Subuser { username: found.member.login, person }
}

async fn delete(caller: Caller, call: DeleteSubuser) -> Handled<Done> {
    members::remove(caller.cx()?, AUDIENCE, &call.username).await?;
    Ok(just_done())
}

async fn suspend(caller: Caller, call: SuspendSubuser) -> Handled<Done> {
    members::suspend(caller.cx()?, AUDIENCE, &call.username).await?;
    Ok(just_done())
}

async fn unsuspend(caller: Caller, call: UnsuspendSubuser) -> Handled<Done> {
    members::unsuspend(caller.cx()?, AUDIENCE, &call.username).await?;
    Ok(just_done())
}
