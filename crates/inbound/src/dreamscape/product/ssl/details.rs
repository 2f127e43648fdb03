//! What a certificate says, or will say.

use app::certificates;
use dialects::dreamscape::product::ssl::details::{ReadSslDetails, SslDetails};
use model::Result;

use super::{Held, held};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::Handled;

pub async fn read(caller: Caller, call: ReadSslDetails) -> Handled<Answer<SslDetails>> {
    let held = held(&caller, call.product_id).await?;
    Ok(Answer::Done(shown(&held).await?))
}

/// What a certificate says as it was asked for last.
pub async fn shown(held: &Held) -> Result<SslDetails> {
    let data = held.data().await?;
    let request = data.signing_request.as_deref().map(certificates::decode_request).transpose()?;
    let subject = request.map(|request| request.subject).unwrap_or_default();
    let common_name = Some(subject.common_name).filter(|name| !name.is_empty());
    let first = held.names(&data).into_iter().next().unwrap_or_default();
    let servers = certificates::web_servers(&held.cx);
    let software = servers.into_iter().find(|server| server.word == data.web_server);
    Ok(SslDetails {
        common_name: common_name.unwrap_or(first),
        organization: subject.organization,
        organization_unit: subject.unit,
        country: subject.country,
        state: subject.province,
        city: subject.locality,
        email: subject.email,
        jurisdiction_country: jurisdiction(held),
        csr: data.signing_request.unwrap_or_default(),
        server_software: software.map(|server| server.number.into()),
        is_certificate_file_exist: data.issued.is_some(),
        is_reissue_available: data.can_be_asked_for,
        // Nobody puts records into a customer's zone but who was told to.
        is_auto_dcv_supported: false,
    })
}

fn jurisdiction(held: &Held) -> String {
    held.instance.choices.get(super::register::JURISDICTION).cloned().unwrap_or_default()
}
