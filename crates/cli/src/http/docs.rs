//! Pages for people: which dialects are spoken, and their calls. Plain HTML that loads nothing.

use std::fmt::Write as _;

use axum::Router;
use axum::routing::get;
use bytes::Bytes;
use http::StatusCode;
use wire::{Access, Operation};

use super::{Gate, answer};
use crate::dialects::Spoken;

const STYLE: &str = "\
    body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
    color:#222;background:#fff}\
    a{color:#0a58a8}code{font-family:ui-monospace,monospace}\
    table{border-collapse:collapse;width:100%}\
    td,th{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd}\
    @media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}a{color:#7ab8f5}\
    td,th{border-color:#444}}";

/// `GET /docs` and a page for each dialect below it.
pub(super) fn pages(spoken: &[Spoken]) -> Router<Gate> {
    let index = page("Nameyard", &contents(spoken));
    let routes = Router::new().route("/docs", shown(index.clone())).route("/docs/", shown(index));
    spoken.iter().fold(routes, |routes, dialect| {
        let calls = page(dialect.title, &calls(dialect));
        routes.route(&format!("/docs/{}", dialect.name), shown(calls))
    })
}

fn shown(page: Bytes) -> axum::routing::MethodRouter<Gate> {
    get(async move || answer::text(StatusCode::OK, "text/html; charset=utf-8", page))
}

/// Text as it stands between tags and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A whole page; the title and the body are HTML already.
pub(super) fn page(title: &str, body: &str) -> Bytes {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\
         <body><h1>{title}</h1>{body}</body></html>\n"
    );
    Bytes::from(page)
}

fn contents(spoken: &[Spoken]) -> String {
    let mut text = String::from(
        "<p>A reseller platform that sells domain names and answers in foreign dialects.</p>\
         <table><tr><th>Dialect</th><th>Calls</th><th>Base path</th><th></th></tr>",
    );
    for Spoken { name, title, prefix, calls } in spoken {
        let count = calls.len();
        write!(
            text,
            "<tr><td><a href=\"/docs/{name}\">{title}</a></td><td>{count}</td>\
             <td><code>{prefix}</code></td><td><a href=\"/{name}/openapi.json\">OpenAPI</a></td></tr>"
        )
        .expect("a String takes every write");
    }
    text + "</table><p><a href=\"/healthz\">Health</a> · <a href=\"/metrics\">Metrics</a></p>"
}

fn calls(dialect: &Spoken) -> String {
    let mut text = format!(
        "<p><a href=\"/docs\">All dialects</a> · <a href=\"/{}/openapi.json\">OpenAPI</a></p>\
         <table><tr><th>Method</th><th>Path</th><th>Catalogue</th><th>Who</th></tr>",
        dialect.name
    );
    for Operation { ids, method, path, access, .. } in &dialect.calls {
        let (prefix, ids, who) = (dialect.prefix, ids.join(", "), who(*access));
        write!(
            text,
            "<tr><td>{method}</td><td><code>{prefix}{path}</code></td><td>{ids}</td><td>{who}</td></tr>"
        )
        .expect("a String takes every write");
    }
    text + "</table>"
}

const fn who(access: Access) -> &'static str {
    match access {
        Access::Anyone => "anyone",
        Access::Member => "any member",
        Access::Owner => "owners",
        Access::Parent => "owners of accounts with others below them",
    }
}
