//! A second factor: time-based one-time passwords (RFC 6238), 30 seconds, six digits.
//!
//! A person's device computes codes by real time, whatever the realm's clock shows; both are
//! accepted, and each code signs in once.

use model::account::MemberId;
use model::error::{Credential, Field, Noun, Reason};
use model::event::EventKind;
use model::secret::Secret;
use model::{Error, Result};
use totp_rs::{Builder, Totp};

use crate::keys::Purpose;
use crate::realm::{Context, Realm};

/// Bytes of a secret (RFC 4226 recommends 20).
const SECRET_BYTES: usize = 20;

/// A new secret, for the person's device.
pub struct Enrollment {
    /// The secret in base32, as devices take it.
    pub secret: Secret<String>,
    /// The same as an `otpauth` address, for a QR code.
    pub address: Secret<String>,
}

/// Makes a secret that waits for its first code; the factor in use stays until then.
///
/// # Errors
/// When the database fails.
pub async fn generate(cx: &Context) -> Result<Enrollment> {
    let member = acting_member(cx)?;
    let (keys, now) = (cx.realm.keys.clone(), cx.now());
    let (login, secret) = cx
        .realm
        .store
        .write(move |tx| {
            let found = tx.member(member)?;
            let earlier = found.secrets.totp_pending.unwrap_or_default();
            let parts: [&[u8]; 3] = [&member.0.to_be_bytes(), &now.unix().to_be_bytes(), &earlier];
            let secret = keys.derive(Purpose::SecondFactor, &parts)[..SECRET_BYTES].to_vec();
            let sealed = keys.seal(Purpose::SecondFactor, &secret)?;
            tx.set_totp(member, found.secrets.totp_sealed.as_deref(), Some(&sealed))?;
            Ok((found.member.login, secret))
        })
        .await?;
    let base32 = totp_rs::Secret::from(secret).to_base32();
    let address = format!(
        "otpauth://totp/Nameyard:{login}?secret={base32}&issuer=Nameyard&algorithm=SHA1&digits=6&period=30"
    );
    Ok(Enrollment { secret: Secret::new(base32), address: Secret::new(address) })
}

/// Switches the factor on after a right code.
///
/// # Errors
/// When no secret waits, or the code is wrong.
pub async fn enable(cx: &Context, code: &str) -> Result<()> {
    let member = acting_member(cx)?;
    let sealed = cx
        .realm
        .store
        .read(move |tx| tx.member(member))
        .await?
        .secrets
        .totp_pending
        .ok_or(Error::NothingPending(Noun::Secret))?;
    if matching_step(&cx.realm, &sealed, code)?.is_none() {
        return Err(Error::invalid(Field::Code, Reason::Wrong));
    }
    switch(cx, member, Some(sealed), EventKind::SecondFactorOn).await
}

/// Switches the factor off.
///
/// # Errors
/// When the database fails.
pub async fn disable(cx: &Context) -> Result<()> {
    let member = acting_member(cx)?;
    switch(cx, member, None, EventKind::SecondFactorOff).await
}

/// Whether the factor is on.
///
/// # Errors
/// When the database fails.
pub async fn is_on(cx: &Context) -> Result<bool> {
    let member = acting_member(cx)?;
    cx.realm.store.read(move |tx| tx.member(member)).await.map(|found| found.member.second_factor)
}

/// Checks a code at sign-in and uses it up.
pub(super) async fn check(
    realm: &Realm,
    member: MemberId,
    sealed: &[u8],
    code: Option<&str>,
) -> Result<()> {
    let refuse = || Error::Unauthenticated(Credential::SecondFactor);
    let code = code.ok_or_else(refuse)?;
    let step = matching_step(realm, sealed, code)?.ok_or_else(refuse)?;
    let fresh = realm.store.write(move |tx| tx.use_totp_step(member, step)).await?;
    if fresh { Ok(()) } else { Err(refuse()) }
}

async fn switch(
    cx: &Context,
    member: MemberId,
    used: Option<Vec<u8>>,
    kind: EventKind,
) -> Result<()> {
    let (account, now) = (cx.account(), cx.now());
    cx.realm
        .store
        .write(move |tx| {
            tx.set_totp(member, used.as_deref(), None)?;
            tx.log(account, Some(member), kind, "", "", now).map(drop)
        })
        .await
}

/// The time step whose code this is, by the realm's clock or by real time.
fn matching_step(realm: &Realm, sealed: &[u8], code: &str) -> Result<Option<i64>> {
    let secret = realm.keys.open(Purpose::SecondFactor, sealed)?;
    let totp =
        Builder::new().with_secret(secret.reveal().clone()).build().map_err(Error::internal)?;
    let by = |totp: &Totp, moment: model::time::Timestamp| {
        totp.check(code.trim(), moment.unix().unsigned_abs())
    };
    let step = by(&totp, realm.now()).or_else(|| by(&totp, realm.clock.machine()));
    step.map(i64::try_from).transpose().map_err(Error::internal)
}

fn acting_member(cx: &Context) -> Result<MemberId> {
    cx.needs_more_than_privileges()?;
    cx.caller.member.ok_or_else(|| Error::internal("the platform has no second factor"))
}
