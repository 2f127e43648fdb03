//! Reading a request's body, within its limit, into parameters.

use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use hyper::body::Body as _;

use crate::decode::{form_text, json, multipart};
use crate::{Malformed, Params};

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes beyond the limit that are still read and thrown away, so that a caller that sends without
/// looking gets to see the refusal instead of a broken connection.
const DRAINED: usize = 32 << 20;

/// Why there is no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    TooLarge,
    Interrupted,
}

/// The body, when it fits into `limit` bytes.
pub(super) async fn read(body: Body, headers: &HeaderMap, limit: usize) -> Result<Bytes, Unread> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let announced = body.size_hint().lower() > limit as u64;
    if announced && headers.contains_key(header::EXPECT) {
        // The caller asked first and is told before it sends.
        return Err(Unread::TooLarge);
    }
    match tokio::time::timeout(PATIENCE, collect(body, limit)).await {
        Ok(read) => read,
        Err(_) => Err(Unread::Interrupted),
    }
}

async fn collect(mut body: Body, limit: usize) -> Result<Bytes, Unread> {
    let Some(first) = next(&mut body).await? else {
        return Ok(Bytes::new());
    };
    if body.is_end_stream() && first.len() <= limit {
        return Ok(first);
    }
    let mut all = BytesMut::from(first);
    while all.len() <= limit {
        match next(&mut body).await? {
            Some(more) => all.extend_from_slice(&more),
            None => return Ok(all.freeze()),
        }
    }
    drain(body).await;
    Err(Unread::TooLarge)
}

async fn drain(mut body: Body) {
    let mut drained = 0;
    while let Ok(Some(more)) = next(&mut body).await {
        drained += more.len();
        if drained > DRAINED {
            return;
        }
    }
}

async fn next(body: &mut Body) -> Result<Option<Bytes>, Unread> {
    loop {
        match body.frame().await {
            None => return Ok(None),
            Some(Err(_)) => return Err(Unread::Interrupted),
            Some(Ok(frame)) => {
                // Trailers carry no parameters.
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

/// The parameters of a body. What it is follows from its content type, and else from its beginning.
pub(super) async fn params(body: &Bytes, headers: &HeaderMap) -> Result<Params, Malformed> {
    if body.is_empty() {
        return Ok(Params::default());
    }
    let written = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = written.unwrap_or_default().to_ascii_lowercase();
    if content_type.starts_with("multipart/") {
        // The boundary is case-sensitive.
        return multipart(body.clone(), written.unwrap_or_default()).await;
    }
    let looks_like_json = matches!(body.trim_ascii_start().first(), Some(b'{' | b'['));
    if content_type.contains("form-urlencoded") && looks_like_json {
        // `curl -d '{…}'` says form and means JSON.
        return json(body).or_else(|_| form_text(body.trim_ascii()));
    }
    if looks_like_json || (content_type.contains("json") && !body.trim_ascii().is_empty()) {
        return json(body);
    }
    form_text(body.trim_ascii())
}
