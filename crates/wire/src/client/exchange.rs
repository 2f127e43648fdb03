//! One request and its answer over the connection pool.

use std::marker::PhantomData;

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;

use super::{ClientError, Reply};

/// Bytes of an answer.
const ANSWER: usize = 16 << 20;

pub(super) async fn exchange<E>(
    pool: &Pool<HttpConnector, Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> Result<Reply<E>, ClientError> {
    let response = pool.request(request).await.map_err(|error| match error.is_connect() {
        true => ClientError::Unreachable(chain(&error)),
        false => ClientError::NoAnswer(chain(&error)),
    })?;
    let (parts, body) = response.into_parts();
    let body = Limited::new(body, ANSWER).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() {
            return ClientError::Unreadable("it is too long".to_owned());
        }
        ClientError::NoAnswer(error.to_string())
    })?;
    let (status, headers) = (parts.status, parts.headers);
    Ok(Reply { status, headers, body: body.to_bytes(), endpoint: PhantomData })
}

/// An error with its causes, which is where hyper says what happened.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
