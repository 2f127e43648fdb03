//! Which dialect a provider's own host name means, so that a client with a built-in address can be
//! pointed here by name resolution alone.

use std::collections::BTreeMap;

use http::{Request, Uri, header};

use super::forwarded::is_local;
use crate::beside;

/// The host names of the providers whose dialects are spoken, and their dialects.
const DEFAULTS: [(&str, &str); 8] = [
    ("api.domains.co.za", "domains-co-za"),
    ("dns.services", "dns-services"),
    ("api.domaincontext.com", "domaincontext"),
    ("demo-api.domaincontext.com", "domaincontext"),
    ("reseller-api.ds.network", "dreamscape"),
    ("reseller-api.sandbox.ds.network", beside::ADDRESS),
    ("api-us.devo.com", "devo"),
    ("api-eu.devo.com", "devo"),
];

/// Host names and the dialects they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostTable(BTreeMap<String, String>);

impl Default for HostTable {
    /// The providers' own host names.
    fn default() -> Self {
        Self::new(DEFAULTS)
    }
}

impl HostTable {
    /// From pairs of a host name and a dialect's name.
    pub fn new<H: AsRef<str>, D: Into<String>>(entries: impl IntoIterator<Item = (H, D)>) -> Self {
        let entries = entries.into_iter();
        Self(entries.map(|(host, dialect)| (plain(host.as_ref()), dialect.into())).collect())
    }

    /// Has a request to a provider's own host name look as if it had come under the dialect's
    /// prefix.
    pub fn rewrite<B>(&self, mut request: Request<B>) -> Request<B> {
        if let Some(dialect) = self.dialect(&request)
            && let Some(uri) = under(dialect, request.uri())
        {
            *request.uri_mut() = uri;
        }
        request
    }

    /// The host of a request that is a name of the world, and no provider's.
    pub(super) fn foreign<B>(&self, request: &Request<B>) -> Option<String> {
        asked(request).filter(|host| !is_local(host) && !self.0.contains_key(host))
    }

    fn dialect<B>(&self, request: &Request<B>) -> Option<&str> {
        self.0.get(&asked(request)?).map(String::as_str)
    }
}

/// The host of a request, in lower case, without a port and without the root's dot. The name in an absolute
/// address counts before the header (RFC 9112 §3.2.2).
pub(crate) fn asked<B>(request: &Request<B>) -> Option<String> {
    let header = || request.headers().get(header::HOST)?.to_str().ok();
    request.uri().host().or_else(header).map(plain)
}

/// A host name in lower case, without a port and without the root's dot.
fn plain(host: &str) -> String {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

fn under(dialect: &str, uri: &Uri) -> Option<Uri> {
    let wanted = uri.path_and_query().map_or("/", |wanted| wanted.as_str());
    let slash = if wanted.starts_with('/') { "" } else { "/" };
    Uri::try_from(format!("/{dialect}{slash}{wanted}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(uri: &str, host: Option<&str>) -> String {
        let mut request = Request::builder().uri(uri);
        if let Some(host) = host {
            request = request.header("Host", host);
        }
        let request = request.body(()).unwrap();
        HostTable::default().rewrite(request).uri().to_string()
    }

    #[test]
    fn a_providers_own_name_leads_under_its_dialects_prefix() {
        let prefixed = "/domains-co-za/api/login?a=b";
        for host in ["api.domains.co.za", "API.Domains.co.za:443", "api.domains.co.za."] {
            assert_eq!(rewritten("/api/login?a=b", Some(host)), prefixed);
        }
        assert_eq!(rewritten("http://api.domains.co.za/api/login?a=b", Some("x")), prefixed);
        assert_eq!(rewritten("/", Some("api-eu.devo.com")), "/devo/");
        let ping = |host| rewritten("/ping", Some(host));
        assert_eq!(ping("reseller-api.ds.network"), "/dreamscape/ping");
        assert_eq!(ping("reseller-api.sandbox.ds.network"), "/dreamscape-sandbox/ping");
        assert_eq!(rewritten("*", Some("dns.services")), "/dns-services/*");
        assert_eq!(rewritten("/api/login", Some("dns.services")), "/dns-services/api/login");
    }

    #[test]
    fn other_names_change_nothing() {
        for host in [None, Some("127.0.0.1:8080"), Some("[::1]:8080"), Some("domains.co.za")] {
            assert_eq!(rewritten("/docs", host), "/docs");
        }
    }
}
