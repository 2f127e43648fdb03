//! A certificate as a file: itself and the chain above it.

use app::certificates;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dialects::dreamscape::product::ssl::file::{ReadSslFile, SslFile};
use model::error::{Error, Noun, Prohibition};

use super::held;
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::{Handled, Refused};

const NOT_ISSUED: &str = "The certificate is not issued yet";

pub async fn read(caller: Caller, call: ReadSslFile) -> Handled<Answer<SslFile>> {
    let held = held(&caller, call.product_id).await?;
    let found = certificates::file(&held.cx, held.instance.subscription.id).await;
    let file = found.map_err(|error| match error {
        // There is no file until there is a certificate.
        Error::Prohibited(Prohibition::NotIssued) => {
            Refused::saying(Error::NotFound(Noun::Certificate), NOT_ISSUED)
        }
        error => error.into(),
    })?;
    Ok(Answer::Done(SslFile { name: file.name, content: STANDARD.encode(file.content) }))
}
