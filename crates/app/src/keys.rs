//! The realm's key: everything secret or identifying that the realm makes follows from it.
//!
//! Identifiers and secrets are keyed hashes of what they are for, so they survive a restart, cannot
//! be guessed without the key, and repeat exactly when a sandbox starts from the same seed.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hmac::{Hmac, Mac};
use model::secret::Secret;
use model::{Error, Result};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

/// What a derived value or a seal is for; the same input gives different values for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Key that seals values at rest.
    Sealing,
    /// Key that signs tokens.
    Token,
    /// Salt of a password.
    Salt,
    /// API key of a member.
    ApiKey,
    /// Key that signs requests.
    SigningKey,
    /// Second factor of a member.
    SecondFactor,
    /// Auth code of a name.
    AuthCode,
    /// Mailed key of a transfer.
    TransferKey,
    /// What a message that asks for a confirmation is sealed with.
    Confirmation,
    /// What a link that lets somebody in once is signed with.
    LoginLink,
    /// Digest of an account's pincode.
    Pincode,
    /// Handle of a contact.
    Handle,
    /// Fingerprint of a contact or a command.
    Fingerprint,
    /// Code of a template.
    Template,
    /// Digest by which a secret is found.
    Lookup,
    /// Digest of a password that was right a moment ago.
    KnownPassword,
    /// Password of a subscription at whoever runs it.
    SubscriptionPassword,
    /// Password of a server's administrator.
    ServerPassword,
    /// Password of a server's screen.
    ServerConsole,
    /// Key that was made for a customer.
    CertificateKey,
    /// Node part of call ids.
    Node,
    /// Password of a demo account.
    Demo,
    /// Token of the sandbox's controls.
    Control,
    /// What the keys of an embedded certificate authority follow from.
    Authority,
    /// Key that a zone is signed with.
    ZoneKey,
    /// What the operator's webhooks are known by, and signed with where nobody chose a secret.
    Webhook,
    /// What certifies hosts that lead elsewhere.
    Forwarding,
    /// Key that a sandbox shares with name servers that follow it.
    ZoneTransfer,
    /// Key of a realm beside this one.
    Beside,
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Sealing => "sealing",
            Self::Token => "token",
            Self::Salt => "salt",
            Self::ApiKey => "api-key",
            Self::SigningKey => "signing-key",
            Self::SecondFactor => "second-factor",
            Self::AuthCode => "auth-code",
            Self::TransferKey => "transfer-key",
            Self::Confirmation => "confirmation",
            Self::LoginLink => "login-link",
            Self::Pincode => "pincode",
            Self::Handle => "handle",
            Self::Fingerprint => "fingerprint",
            Self::Template => "template",
            Self::Lookup => "lookup",
            Self::KnownPassword => "known-password",
            Self::SubscriptionPassword => "subscription-password",
            Self::ServerPassword => "server-password",
            Self::ServerConsole => "server-console",
            Self::CertificateKey => "certificate-key",
            Self::Node => "node",
            Self::Demo => "demo",
            Self::Control => "control",
            Self::Authority => "authority",
            Self::ZoneKey => "zone-key",
            Self::Webhook => "webhook",
            Self::Forwarding => "forwarding",
            Self::ZoneTransfer => "zone-transfer",
            Self::Beside => "beside",
        }
    }
}

/// The realm's key.
#[derive(Clone)]
pub struct Keys {
    root: Secret<[u8; 32]>,
    token: Secret<[u8; 32]>,
    sealing: ChaCha20Poly1305,
}

impl Keys {
    /// From 32 bytes that nobody else knows.
    #[must_use]
    pub fn new(root: [u8; 32]) -> Self {
        let sealing = hmac(&root, &[Purpose::Sealing.word().as_bytes()]);
        let token = hmac(&root, &[Purpose::Token.word().as_bytes()]);
        Self {
            root: Secret::new(root),
            token: Secret::new(token),
            sealing: ChaCha20Poly1305::new(&sealing.into()),
        }
    }

    /// From a seed, for sandboxes that must repeat themselves.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self::new(Sha256::digest(format!("nameyard sandbox {seed}")).into())
    }

    /// The key of a realm beside this one, by its name; neither says anything of the other.
    #[must_use]
    pub fn beside(&self, name: &str) -> Self {
        Self::new(self.derive(Purpose::Beside, &[name.as_bytes()]))
    }

    /// The key that signs tokens.
    pub(crate) const fn token(&self) -> &[u8; 32] {
        self.token.reveal()
    }

    /// 32 bytes that follow from the key, the purpose and the parts.
    #[must_use]
    pub fn derive(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        let mut all = Vec::with_capacity(parts.len() + 1);
        all.push(purpose.word().as_bytes());
        all.extend_from_slice(parts);
        hmac(self.root.reveal(), &all)
    }

    /// A derived text of letters and digits that are hard to confuse.
    #[must_use]
    pub fn text(&self, purpose: Purpose, parts: &[&[u8]], length: usize) -> String {
        const SIGNS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
        let bytes = self.derive(purpose, parts);
        // Two bytes a sign keep the bias below one in a thousand.
        bytes
            .chunks_exact(2)
            .chain(Sha256::digest(bytes).chunks_exact(2))
            .take(length)
            .map(|pair| {
                let number = usize::from(u16::from_be_bytes([pair[0], pair[1]]));
                char::from(SIGNS[number % SIGNS.len()])
            })
            .collect()
    }

    /// A derived text of lower-case hex digits.
    #[must_use]
    pub fn hex(&self, purpose: Purpose, parts: &[&[u8]], length: usize) -> String {
        let mut text = hex(&self.derive(purpose, parts));
        text.truncate(length);
        text
    }

    /// Seals a value for storage. The nonce follows from the value, so sealing twice gives the same
    /// and no nonce ever meets two values.
    ///
    /// # Errors
    /// Never for values of a size that is stored.
    pub fn seal(&self, purpose: Purpose, value: &[u8]) -> Result<Vec<u8>> {
        let nonce = self.derive(purpose, &[b"nonce", value]);
        let nonce = <[u8; 12]>::try_from(&nonce[..12]).expect("twelve of thirty-two bytes");
        let payload = Payload { msg: value, aad: purpose.word().as_bytes() };
        let sealed = self
            .sealing
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| Error::internal("a value could not be sealed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens a sealed value.
    ///
    /// # Errors
    /// When it was sealed under another key or was altered.
    pub fn open(&self, purpose: Purpose, sealed: &[u8]) -> Result<Secret<Vec<u8>>> {
        let fail = || Error::internal("a sealed value does not open with the realm's key");
        let (nonce, sealed) = sealed.split_at_checked(12).ok_or_else(fail)?;
        let nonce = <[u8; 12]>::try_from(nonce).map_err(|_| fail())?;
        let payload = Payload { msg: sealed, aad: purpose.word().as_bytes() };
        self.sealing.decrypt(&Nonce::from(nonce), payload).map(Secret::new).map_err(|_| fail())
    }

    /// Opens a sealed text.
    ///
    /// # Errors
    /// As [`Keys::open`].
    pub fn open_text(&self, purpose: Purpose, sealed: &[u8]) -> Result<Secret<String>> {
        let bytes = self.open(purpose, sealed)?;
        String::from_utf8(bytes.reveal().clone())
            .map(Secret::new)
            .map_err(|_| Error::internal("a sealed text is not text"))
    }

    /// What a secret is found by without being stored.
    #[must_use]
    pub fn lookup(&self, secret: &str) -> [u8; 32] {
        self.derive(Purpose::Lookup, &[secret.as_bytes()])
    }
}

/// Whether two secrets are the same, in time that does not depend on where they differ.
#[must_use]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// Bytes as URL-safe base64 without padding.
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes as lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a String takes every write");
    }
    text
}

/// Bytes out of lower-case hex; none where it is something else.
#[must_use]
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |place: usize| {
        text.get(place * 2..place * 2 + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok())
    };
    text.len().is_multiple_of(2).then(|| (0..text.len() / 2).map(pair).collect()).flatten()
}

/// HMAC-SHA-256 over length-prefixed parts, so that no two lists of parts look the same.
fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_values_open_only_with_their_key_and_purpose() {
        let keys = Keys::from_seed(1);
        let sealed = keys.seal(Purpose::AuthCode, b"secret").unwrap();
        assert_eq!(keys.open(Purpose::AuthCode, &sealed).unwrap().reveal(), b"secret");
        assert!(keys.open(Purpose::TransferKey, &sealed).is_err());
        assert!(Keys::from_seed(2).open(Purpose::AuthCode, &sealed).is_err());
        let mut altered = sealed;
        altered[13] ^= 1;
        assert!(keys.open(Purpose::AuthCode, &altered).is_err());
    }

    #[test]
    fn derived_texts_repeat_and_differ_by_purpose() {
        let keys = Keys::from_seed(1);
        let code = keys.text(Purpose::AuthCode, &[b"1"], 16);
        assert_eq!(code.len(), 16);
        assert_eq!(code, keys.text(Purpose::AuthCode, &[b"1"], 16));
        assert_ne!(code, keys.text(Purpose::TransferKey, &[b"1"], 16));
        assert_ne!(
            keys.derive(Purpose::Handle, &[b"ab", b"c"]),
            keys.derive(Purpose::Handle, &[b"a", b"bc"])
        );
    }
}
