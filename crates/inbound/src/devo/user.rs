//! Users, whichever domains they are in, and how they come into one.

use app::tenants::{self, AddUser, Way, Which};
use dialects::devo::user::add_external::AddExternalUser;
use dialects::devo::user::add_internal::AddInternalUser;
use dialects::devo::user::by_email::ReadUserByEmail;
use dialects::devo::user::by_external_id::ReadUserByExternalId;
use dialects::devo::user::by_id::ReadUserById;
use dialects::devo::user::member::Member;
use dialects::devo::user::record::UserRecord;
use dialects::devo::user::update::UpdateUser;
use dialects::devo::user::update_by_email::UpdateUserByEmail;
use dialects::devo::user::update_by_external_id::UpdateUserByExternalId;
use model::error::{Error, Field, TenantPart};
use model::tenant::{NewUser, UserPatch};
use wire::{Api, Flag};

use super::door::{Caller, DevoDoor};
use super::errors::{Handled, Refused};
use super::shown;

pub fn routes(api: Api<DevoDoor>) -> Api<DevoDoor> {
    api.on::<AddInternalUser, _>(add_internal)
        .on::<AddExternalUser, _>(add_external)
        .on::<ReadUserByEmail, _>(by_email)
        .on::<ReadUserById, _>(by_id)
        .on::<ReadUserByExternalId, _>(by_external_id)
        .on::<UpdateUser, _>(update)
        .on::<UpdateUserByEmail, _>(update_by_email)
        .on::<UpdateUserByExternalId, _>(update_by_external_id)
}

async fn add_internal(caller: Caller, call: AddInternalUser) -> Handled<Member> {
    let at_once = is_on(call.skip_mail_validation);
    let wish = AddUser {
        tenant: call.domain,
        user: NewUser {
            email: call.email,
            name: call.user_name.unwrap_or_default(),
            external: call.external_id,
        },
        roles: shown::split(&call.role),
        owner: is_on(call.owner),
        way: if at_once { Way::AtOnce } else { Way::ByMail },
    };
    add(caller, wish).await
}

async fn add_external(caller: Caller, call: AddExternalUser) -> Handled<Member> {
    let wish = AddUser {
        tenant: call.domain,
        user: NewUser {
            email: call.email,
            name: call.user_name.unwrap_or_default(),
            external: Some(call.external_id),
        },
        roles: shown::split(&call.role),
        owner: false,
        way: Way::External,
    };
    add(caller, wish).await
}

async fn add(caller: Caller, wish: AddUser) -> Handled<Member> {
    let added = tenants::add_user(caller.cx()?, wish).await;
    Ok(shown::member(added.map_err(called_user_name)?))
}

async fn by_email(caller: Caller, call: ReadUserByEmail) -> Handled<UserRecord> {
    user(caller, Which::Email(call.user_email)).await
}

async fn by_id(caller: Caller, call: ReadUserById) -> Handled<UserRecord> {
    user(caller, Which::Handle(call.id)).await
}

async fn by_external_id(caller: Caller, call: ReadUserByExternalId) -> Handled<UserRecord> {
    user(caller, Which::External(call.id)).await
}

async fn user(caller: Caller, which: Which) -> Handled<UserRecord> {
    Ok(shown::user(tenants::user(caller.cx()?, which).await?))
}

async fn update(caller: Caller, call: UpdateUser) -> Handled<UserRecord> {
    let patch = UserPatch { email: call.email, name: call.user_name, phone: call.phone };
    change(caller, Which::Handle(call.id), patch).await
}

async fn update_by_email(caller: Caller, call: UpdateUserByEmail) -> Handled<UserRecord> {
    let patch = UserPatch { email: call.email, name: call.user_name, phone: call.phone };
    change(caller, Which::Email(call.user_email), patch).await
}

async fn update_by_external_id(
    caller: Caller,
    call: UpdateUserByExternalId,
) -> Handled<UserRecord> {
    let patch = UserPatch { email: call.email, name: call.user_name, phone: call.phone };
    change(caller, Which::External(call.id), patch).await
}

async fn change(caller: Caller, which: Which, patch: UserPatch) -> Handled<UserRecord> {
    let changed = tenants::update_user(caller.cx()?, which, patch).await;
    Ok(shown::user(changed.map_err(called_user_name)?))
}

/// What a user is called is `userName` here, and `name` where a role is.
fn called_user_name(error: Error) -> Refused {
    Refused::renamed(error, |field| match field {
        Field::Tenant(TenantPart::Title) => Some("userName".to_owned()),
        _ => None,
    })
}

fn is_on(flag: Option<Flag>) -> bool {
    flag.is_some_and(|flag| flag.0)
}
