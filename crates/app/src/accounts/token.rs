//! JSON Web Tokens (RFC 7519) signed with HMAC-SHA-256, the only algorithm that is written or read.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use model::account::MemberId;
use model::error::Credential;
use model::secret::Secret;
use model::time::Timestamp;
use model::{Error, Result};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use store::access::Grant;

use crate::keys::Keys;

/// Which of a pair a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// It is sent with calls.
    Access,
    /// It is exchanged for the next pair.
    Refresh,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The member it was given to.
    pub sub: i64,
    /// The family of callers it is good for.
    pub aud: String,
    /// When it was given, in unix seconds.
    pub iat: i64,
    /// When it ends, in unix seconds.
    pub exp: i64,
    /// The member's epoch; an older one is void.
    pub epoch: i64,
    /// The member's grant that a token of a pair belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<i64>,
    /// Which of a pair it is; none for a token that stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
}

impl Claims {
    /// The member it was given to.
    #[must_use]
    pub const fn member(&self) -> MemberId {
        MemberId(self.sub)
    }

    /// The number of the grant that this part of a pair belongs to.
    ///
    /// # Errors
    /// [`Credential::Token`] when it is another part, or none.
    pub fn grant(&self, part: Part) -> Result<i64> {
        let number = self.sid.filter(|_| self.part == Some(part));
        number.ok_or(Error::Unauthenticated(Credential::Token))
    }

    /// Whether it was given with this grant, and not with an earlier one of the same number.
    #[must_use]
    pub fn is_of(&self, grant: &Grant) -> bool {
        self.sid == Some(grant.number) && self.iat == grant.minted.unix()
    }
}

/// `{"alg":"HS256","typ":"JWT"}`
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
/// Longer texts are not tokens of ours.
const LONGEST: usize = 1024;

/// Writes a token.
#[must_use]
pub fn sign(keys: &Keys, claims: &Claims) -> Secret<String> {
    let claims = serde_json::to_vec(claims).expect("claims are numbers and texts");
    let signed = format!("{HEADER}.{}", URL_SAFE_NO_PAD.encode(claims));
    let signature = URL_SAFE_NO_PAD.encode(mac(keys, &signed).finalize().into_bytes());
    Secret::new(format!("{signed}.{signature}"))
}

/// Reads a token that is ours and not over.
///
/// # Errors
/// [`Credential::Token`] for everything else.
pub fn read(keys: &Keys, token: &str, audience: &str, now: Timestamp) -> Result<Claims> {
    let refuse = || Error::Unauthenticated(Credential::Token);
    if token.len() > LONGEST {
        return Err(refuse());
    }
    let (signed, signature) = token.rsplit_once('.').ok_or_else(refuse)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| refuse())?;
    mac(keys, signed).verify_slice(&signature).map_err(|_| refuse())?;
    let claims = signed.strip_prefix(HEADER).and_then(|rest| rest.strip_prefix('.'));
    let claims = URL_SAFE_NO_PAD.decode(claims.ok_or_else(refuse)?).map_err(|_| refuse())?;
    let claims: Claims = serde_json::from_slice(&claims).map_err(|_| refuse())?;
    if claims.aud != audience || now.unix() >= claims.exp {
        return Err(refuse());
    }
    Ok(claims)
}

fn mac(keys: &Keys, signed: &str) -> Hmac<Sha256> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(keys.token()).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims { sub: 7, aud: "shops".into(), iat: 100, exp: 200, epoch: 0, sid: None, part: None }
    }

    #[test]
    fn a_token_that_stands_alone_says_nothing_of_pairs() {
        let text = serde_json::to_string(&claims()).unwrap();
        assert_eq!(text, r#"{"sub":7,"aud":"shops","iat":100,"exp":200,"epoch":0}"#);
        assert!(claims().grant(Part::Access).is_err());
    }

    #[test]
    fn one_part_of_a_pair_is_not_the_other() {
        let keys = Keys::from_seed(1);
        let claims = Claims { sid: Some(3), part: Some(Part::Refresh), ..claims() };
        let read = read(&keys, sign(&keys, &claims).reveal(), "shops", Timestamp::from_unix(150));
        assert_eq!(read.as_ref().unwrap().grant(Part::Refresh), Ok(3));
        assert!(read.unwrap().grant(Part::Access).is_err());
    }

    #[test]
    fn a_token_is_good_for_its_audience_until_its_end() {
        let keys = Keys::from_seed(1);
        let token = sign(&keys, &claims());
        let read = |audience, now| read(&keys, token.reveal(), audience, Timestamp::from_unix(now));
        assert_eq!(read("shops", 199).unwrap(), claims());
        assert!(read("shops", 200).is_err());
        assert!(read("others", 199).is_err());
    }

    #[test]
    fn forged_and_broken_tokens_are_refused() {
        let keys = Keys::from_seed(1);
        let token = sign(&keys, &claims()).reveal().clone();
        let stranger = sign(&Keys::from_seed(2), &claims()).reveal().clone();
        let unsigned = format!("eyJhbGciOiJub25lIn0.{}.", token.split('.').nth(1).unwrap());
        for forged in [
            stranger,
            unsigned,
            token[1..].to_owned(),
            String::new(),
            "..".into(),
            "a.b.c".repeat(500),
        ] {
            assert!(read(&keys, &forged, "shops", Timestamp::from_unix(150)).is_err());
        }
    }
}
