//! JSON answers of everything that is no dialect: never HTML, never an empty refusal.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::{Value, json};

/// Writes `value` as JSON.
///
/// A value that cannot be written is a fault of ours; the caller sees an empty answer with status
/// 500.
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let (status, body) = match serde_json::to_vec(value) {
        Ok(body) => (status, body),
        Err(error) => {
            tracing::error!(%error, "an answer cannot be written as JSON");
            (StatusCode::INTERNAL_SERVER_ERROR, Vec::new())
        }
    };
    text(status, "application/json", body)
}

/// A body of any kind of text.
pub fn text(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let content_type = HeaderValue::from_static(content_type);
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    response
}

/// A refusal: what a program switches on, what a person reads, and the field it is about.
pub fn refusal(status: StatusCode, code: &str, message: &str, field: Option<&str>) -> Response {
    json(status, &refusal_body(code, message, field))
}

/// The body of a refusal.
pub fn refusal_body(code: &str, message: &str, field: Option<&str>) -> Value {
    json!({ "error": { "code": code, "message": message, "field": field } })
}

/// Nothing is here.
pub async fn not_found() -> Response {
    refusal(StatusCode::NOT_FOUND, "not_found", "Nothing has this address.", None)
}

/// Something is here, but not for this method; the router names those it is here for.
pub async fn wrong_method() -> Response {
    let message = "The address is known, but not with this method.";
    refusal(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", message, None)
}
