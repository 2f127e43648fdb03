//! What is in a certificate, and how control of its names is shown.

use app::certificates;
use app::ports::authority::Challenge;
use dialects::domaincontext::certificate::data::{CertificateData, ReadCertificateData};
use dialects::keyed::Keyed;

use super::which;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::Handled;

pub async fn data(caller: Caller, call: ReadCertificateData) -> Handled<CertificateData> {
    let (cx, id) = which::held(caller.cx()?, call.id).await?;
    let data = certificates::data(&cx, id).await?;
    let method = data.validation.map_or("", |validation| validation.word());
    let shown = match method {
        "" => Keyed(Vec::new()),
        method => Keyed(vec![(method.to_owned(), places(method, &data.challenges))]),
    };
    let (certificate, chain) = data.issued.map(|issued| (issued.certificate, issued.chain)).unzip();
    Ok(CertificateData {
        id: id.0,
        dcv_method: method.to_owned(),
        approver_method: shown.clone(),
        dcv_data: shown,
        approver_email: data.approvers.into_iter().next().unwrap_or_default(),
        csr_code: data.signing_request.unwrap_or_default(),
        crt_code: certificate,
        ca_code: chain,
    })
}

/// What is to stand where: the first name's under the words that clients know, those of further names
/// with their places behind.
fn places(method: &str, challenges: &[Challenge]) -> Keyed<String> {
    let pairs = challenges.iter().enumerate().flat_map(|(place, challenge)| {
        let key = |word: &str| match place {
            0 => word.to_owned(),
            place => format!("{word}_{}", place + 1),
        };
        // A mail is answered where it arrives.
        let value = match challenge.content.is_empty() {
            true => &challenge.place,
            false => &challenge.content,
        };
        [(key("record"), challenge.place.clone()), (key(method), value.clone())]
    });
    pairs.collect()
}
