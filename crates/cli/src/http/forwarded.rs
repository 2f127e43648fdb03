//! What a host answers that leads elsewhere: a redirect, a page with a frame, or what shows an authority
//! that the host is ours.

use std::net::IpAddr;

use app::forwarding::certificates;
use app::zones::{self, Way};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderValue, Method, StatusCode, Uri, header};
use model::forwarding::WebKind;

use super::docs::escaped;
use super::{Gate, answer};

/// Where authorities look (RFC 8555 §8.3).
const CHALLENGES: &str = "/.well-known/acme-challenge/";
/// Seconds that a permanent redirect is remembered: whoever owns the name may change its mind.
const REMEMBERED: &str = "max-age=300";
/// A page that holds one frame and nothing else; wherever that leads, it is the web.
const FRAME_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src http: https:; \
                            base-uri 'none'; form-action 'none'";

/// The host of a request that is neither this server's own nor a provider's.
#[derive(Debug, Clone)]
pub(super) struct ForeignHost(pub String);

/// Answers for hosts that lead elsewhere, and passes on what is meant for this server.
pub(super) async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if let Some(ForeignHost(host)) = request.extensions().get::<ForeignHost>()
        && let Some(response) = answer(&gate, host, request.method(), request.uri()).await
    {
        return response;
    }
    next.run(request).await
}

/// What `host` answers, if it leads elsewhere.
pub(crate) async fn answer(
    gate: &Gate,
    host: &str,
    method: &Method,
    uri: &Uri,
) -> Option<Response> {
    let realm = gate.enter().await.realm().clone();
    if is_local(host) || is_public(host, &realm.settings.public_url) {
        return None;
    }
    if let Some(token) = uri.path().strip_prefix(CHALLENGES)
        && let Ok(Some(answer)) = certificates::challenge(&realm, token).await
    {
        return Some(answer::text(StatusCode::OK, "application/octet-stream", answer));
    }
    let asked = uri.path_and_query().map_or("/", |asked| asked.as_str());
    match zones::sent_on(&realm, host, asked).await {
        Ok(way) => way.map(|way| sent(host, method, &way)),
        Err(error) => {
            tracing::error!(?error, host, "where a host leads cannot be read");
            Some(plain(StatusCode::SERVICE_UNAVAILABLE, "Try again later.\n"))
        }
    }
}

/// A few words.
pub(crate) fn plain(status: StatusCode, words: &'static str) -> Response {
    answer::text(status, "text/plain; charset=utf-8", words)
}

/// Whether a host is no name of the world: an address, or a name inside a network.
pub(super) fn is_local(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.parse::<IpAddr>().is_ok() || !host.contains('.') || host.ends_with(".localhost")
}

/// Whether a host is the one that this server is reached by.
fn is_public(host: &str, public_url: &str) -> bool {
    let public = public_url.parse::<Uri>().ok();
    let public = public.as_ref().and_then(Uri::host);
    public.is_some_and(|public| public.eq_ignore_ascii_case(host))
}

fn sent(host: &str, method: &Method, way: &Way) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    if way.back {
        return plain(StatusCode::LOOP_DETECTED, "This name leads to itself.\n");
    }
    metrics::counter!("nameyard_forwarded_total", "kind" => way.kind.word()).increment(1);
    match way.kind {
        WebKind::Frame => framed(host, &way.location),
        WebKind::Permanent => redirected(StatusCode::MOVED_PERMANENTLY, &way.location),
        WebKind::Temporary => redirected(StatusCode::FOUND, &way.location),
    }
}

fn redirected(status: StatusCode, location: &str) -> Response {
    let Ok(place) = HeaderValue::from_str(location) else {
        return plain(StatusCode::NOT_FOUND, "This name leads nowhere.\n");
    };
    let mut response =
        answer::text(status, "text/plain; charset=utf-8", format!("See {location}\n"));
    response.headers_mut().insert(header::LOCATION, place);
    if status == StatusCode::MOVED_PERMANENTLY {
        let remembered = HeaderValue::from_static(REMEMBERED);
        response.headers_mut().insert(header::CACHE_CONTROL, remembered);
    }
    response
}

fn framed(host: &str, location: &str) -> Response {
    let (host, location) = (escaped(host), escaped(location));
    let page = format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>{host}</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <style>html,body{{margin:0;height:100%;overflow:hidden}}\
         iframe{{border:0;width:100%;height:100%;display:block}}</style></head>\
         <body><iframe src=\"{location}\" title=\"{host}\" allowfullscreen></iframe></body></html>\n"
    );
    let mut response = answer::text(StatusCode::OK, "text/html; charset=utf-8", page);
    let policy = HeaderValue::from_static(FRAME_POLICY);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_knows_its_own_names() {
        for host in ["127.0.0.1", "[::1]", "localhost", "nameyard", "a.localhost"] {
            assert!(is_local(host), "{host}");
        }
        let public = |host| is_public(host, "https://api.example.net:8443/x");
        assert!(public("api.example.net"));
        assert!(!is_local("shoes.co.za") && !public("shoes.co.za") && !public("example.net"));
    }
}
