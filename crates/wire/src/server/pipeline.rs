//! From a request to its answer: read, find, admit, decode, handle, encode, count, remember.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::Response;
use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderValue, Method, StatusCode, header};

use super::api::{Route, Served};
use super::body::{self, Unread};
use super::to_its_end::ToItsEnd;
use super::{Call, Door, Refusal, Rendered};
use crate::decode::{form_text, path_text};
use crate::log::Seen;
use crate::route::Found;
use crate::{Dialect, Malformed, Node, Params};

/// Answers one request.
pub(super) async fn serve<D: Door>(served: Arc<Served<D>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let call = Call::arriving(parts);
    if is_document::<D>(&call) {
        let json = HeaderValue::from_static("application/json");
        return Rendered::bytes(StatusCode::OK, json, served.document()).into_response();
    }
    let body = body::read(body, &call.headers, served.settings.body_limit).await;
    // Until here the caller may leave and nothing has happened; from here on it is finished.
    ToItsEnd::new(finish(served, call, body)).await
}

fn is_document<D: Door>(call: &Call) -> bool {
    let rest = call.path().strip_prefix('/').and_then(|path| path.strip_prefix(D::Dialect::NAME));
    rest == Some("/openapi.json") && (call.method == Method::GET || call.method == Method::HEAD)
}

async fn finish<D: Door>(
    served: Arc<Served<D>>,
    mut call: Call,
    body: Result<Bytes, Unread>,
) -> Response {
    let (route, fit) = served.fit(&mut call, body).await;
    let (rendered, context) = match (route, fit) {
        (Some(route), Ok(())) => served.run(route, &call).await,
        (_, Err(refusal)) => (served.refuse(&call, refusal), None),
        (None, Ok(())) => (served.refuse(&call, Refusal::UnknownCall), None),
    };
    let took = call.started.elapsed();
    route.map_or(&served.unknown, |route| &route.meters).record(rendered.status, took);
    if let Some(log) = &served.settings.log {
        log.remember(Seen {
            dialect: D::Dialect::NAME,
            row: served.door.row(&call),
            account: context.map(|context| served.door.account(&context)),
            status: rendered.status.as_u16(),
            took,
            query: call.uri.query(),
            request: &call.body,
            answer: &rendered.body,
            secrets: [D::Dialect::SECRETS, route.map_or(&[], |route| route.secrets)],
        });
    }
    rendered.into_response()
}

impl<D: Door> Served<D> {
    /// Finds the call and gathers its parameters. An unknown call is told before anything else that
    /// may be wrong with the request.
    async fn fit(
        &self,
        call: &mut Call,
        body: Result<Bytes, Unread>,
    ) -> (Option<&Route<D>>, Result<(), Refusal<D::Error>>) {
        let uri = call.uri.clone();
        let below = uri.path().strip_prefix(D::Dialect::PREFIX).unwrap_or_default();
        let gathered = gather(call, body, self.settings.body_limit).await;
        let (route, path_params) = match self.routes.find(&call.method, below) {
            Found::Call { target, params } => (target, params),
            Found::WrongMethod { allowed } => return (None, Err(Refusal::WrongMethod { allowed })),
            Found::Unknown => return (None, Err(Refusal::UnknownCall)),
        };
        (call.ids, call.success) = (route.ids, route.success);
        let fit = gathered.and_then(|()| settle(call, &path_params, route.answers_json));
        (Some(route), fit)
    }

    /// Runs a call behind a fence: whatever happens inside, the caller gets an answer.
    async fn run(&self, route: &Route<D>, call: &Call) -> (Rendered, Option<D::Context>) {
        let mut context = None;
        let work = async {
            let admitted = self.door.admit(call, route.access).await.map_err(Refusal::Error)?;
            let context = context.insert(admitted);
            route.work.run(&self.door, call, context).await
        };
        let outcome = AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| {
            tracing::error!(call = call.id, path = call.path(), "a handler panicked");
            Err(Refusal::Panicked)
        });
        (outcome.unwrap_or_else(|refusal| self.refuse(call, refusal)), context)
    }

    fn refuse(&self, call: &Call, refusal: Refusal<D::Error>) -> Rendered {
        let allow = match &refusal {
            Refusal::WrongMethod { allowed } => {
                let names: Vec<_> = allowed.iter().map(Method::as_str).collect();
                HeaderValue::from_str(&names.join(", ")).ok()
            }
            _ => None,
        };
        let mut rendered = self.door.refuse(call, refusal);
        if let Some(allow) = allow {
            rendered.headers.entry(header::ALLOW).or_insert(allow);
        }
        rendered
    }
}

/// Reads query and body; what could be read stays with the call even when the rest could not.
async fn gather<E>(
    call: &mut Call,
    body: Result<Bytes, Unread>,
    limit: usize,
) -> Result<(), Refusal<E>> {
    if let Some(query) = call.uri.query() {
        call.params = form_text(query.as_bytes()).map_err(Refusal::Malformed)?;
    }
    call.body = body.map_err(|unread| match unread {
        Unread::TooLarge => Refusal::TooLarge { limit },
        Unread::Interrupted => Refusal::Malformed(Malformed::Interrupted),
    })?;
    let sent = body::params(&call.body, &call.headers).await.map_err(Refusal::Malformed)?;
    call.params = std::mem::take(&mut call.params).overlaid_by(sent);
    Ok(())
}

/// Adds what the route knows, and checks what the headers ask for.
fn settle<E>(
    call: &mut Call,
    path_params: &[(&str, &str)],
    answers_json: bool,
) -> Result<(), Refusal<E>> {
    if !path_params.is_empty() {
        let entries = path_params
            .iter()
            .map(|&(name, value)| Ok((name.to_owned(), Node::Text(path_text(value)?))));
        let entries = entries.collect::<Result<_, _>>().map_err(Refusal::Malformed)?;
        call.params = std::mem::take(&mut call.params).overlaid_by(Params::new(entries));
        call.named_in_path = path_params.iter().map(|(name, _)| (*name).to_owned()).collect();
    }
    if answers_json && !call.accepts_json() {
        return Err(Refusal::NotAcceptable);
    }
    call.read_client_key().map_err(Refusal::Malformed)
}
