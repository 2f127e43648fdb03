//! What a member signs in with: checked, hashed, derived and sealed. Finding a member by it happens
//! in `sign_in`.

use model::account::{MemberId, check_password};
use model::secret::Secret;
use model::{Error, Result};
use store::Tx;
use store::accounts::MemberSecrets;

use crate::keys::{Keys, Purpose};
use crate::realm::Realm;

/// A password on its way to a new member.
pub enum NewPassword {
    /// As it was chosen.
    Chosen(Secret<String>),
    /// Hashed by [`hash_ahead`].
    Hashed(String),
    /// None: nothing signs in with a password.
    Absent,
}

impl From<Secret<String>> for NewPassword {
    fn from(password: Secret<String>) -> Self {
        Self::Chosen(password)
    }
}

/// Hex digits of an API key.
const API_KEY_DIGITS: usize = 36;
/// Signs of a member's handle (RFC 5733 allows 3 to 16).
const HANDLE_SIGNS: usize = 16;

/// The hash of a new password, salted by whose it is and when it was set.
///
/// # Errors
/// When the password is too short or too long.
pub(crate) async fn hashed(
    realm: &Realm,
    audience: &str,
    login: &str,
    password: impl Into<NewPassword>,
) -> Result<String> {
    let password = match password.into() {
        NewPassword::Chosen(password) => password,
        NewPassword::Hashed(hash) => return Ok(hash),
        NewPassword::Absent => return Ok(String::new()),
    };
    check_password(password.reveal())?;
    let parts = [audience.as_bytes(), login.as_bytes(), &realm.now().unix().to_be_bytes()];
    let derived = realm.keys.derive(Purpose::Salt, &parts);
    let salt = <[u8; 16]>::try_from(&derived[..16]).expect("sixteen of thirty-two bytes");
    realm.passwords.hash(password, salt).await
}

/// Hashes a password before it is needed, so that several can be hashed at once.
///
/// # Errors
/// When the password is too short or too long.
pub async fn hash_ahead(
    realm: &Realm,
    audience: &str,
    login: &str,
    password: Secret<String>,
) -> Result<NewPassword> {
    hashed(realm, audience, login, password).await.map(NewPassword::Hashed)
}

/// Gives a new member its API key and its handle.
pub(crate) fn issue(tx: &mut Tx<'_>, keys: &Keys, member: MemberId) -> Result<Secret<String>> {
    let (id, epoch) = (member.0.to_be_bytes(), 0i64.to_be_bytes());
    let key = keys.hex(Purpose::ApiKey, &[&id, &epoch], API_KEY_DIGITS);
    let handle = keys.text(Purpose::Handle, &[b"member", &id], HANDLE_SIGNS);
    let sealed = keys.seal(Purpose::ApiKey, key.as_bytes())?;
    tx.set_api_key(member, &keys.lookup(&key), &sealed, &handle)?;
    Ok(Secret::new(key))
}

/// A member's API key, for those who may see it.
pub(crate) fn api_key(keys: &Keys, secrets: &MemberSecrets) -> Result<Secret<String>> {
    let sealed = secrets.api_key_sealed.as_deref();
    let sealed = sealed.ok_or_else(|| Error::internal("a member without an API key"))?;
    keys.open_text(Purpose::ApiKey, sealed)
}
