//! What callers put into the `Authorization` header (RFC 7617, RFC 6750).

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use model::secret::Secret;
use wire::Call;

/// Some clients leave the padding out.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A login and a password that came with the call.
pub struct Basic {
    /// The login.
    pub login: String,
    /// The password.
    pub password: Secret<String>,
}

/// The token of a `Bearer` header.
pub fn bearer(call: &Call) -> Option<&str> {
    of_scheme(call, "bearer")
}

/// The login and password of a `Basic` header; the inner one is none when they cannot be read.
pub fn basic(call: &Call) -> Option<Option<Basic>> {
    of_scheme(call, "basic").map(|encoded| {
        let text = String::from_utf8(FORGIVING.decode(encoded).ok()?).ok()?;
        let (login, password) = text.split_once(':')?;
        Some(Basic { login: login.to_owned(), password: Secret::new(password.to_owned()) })
    })
}

fn of_scheme<'a>(call: &'a Call, wanted: &str) -> Option<&'a str> {
    let (scheme, rest) = call.header("authorization")?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case(wanted).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, Method, Uri, header};

    use super::*;

    fn with(value: &'static str) -> Call {
        let headers = [(header::AUTHORIZATION, HeaderValue::from_static(value))];
        Call::new(Method::GET, Uri::from_static("/x"), HeaderMap::from_iter(headers))
    }

    #[test]
    fn a_scheme_is_told_by_its_name_in_any_case() {
        assert_eq!(bearer(&with("bearer  a.b.c ")), Some("a.b.c"));
        assert_eq!(bearer(&with("Basic YTpi")), None);
        assert!(basic(&with("Bearer a.b.c")).is_none());
    }

    #[test]
    fn a_password_may_hold_colons_and_its_padding_may_be_missing() {
        for header in ["Basic bWFpbjphOmI=", "BASIC bWFpbjphOmI"] {
            let read = basic(&with(header)).unwrap().unwrap();
            assert_eq!((read.login.as_str(), read.password.reveal().as_str()), ("main", "a:b"));
        }
        for header in ["Basic bWFpbg==", "Basic !", "Basic gIA="] {
            assert!(basic(&with(header)).unwrap().is_none(), "{header}");
        }
    }
}
