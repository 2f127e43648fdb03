//! One certificate, as it is known here.

use app::certificates;
use dialects::domaincontext::certificate::info::ReadCertificate;
use dialects::domaincontext::certificate::row::CertificateRow;

use super::{row, which};
use crate::domaincontext::AUDIENCE;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};

pub async fn info(caller: Caller, call: ReadCertificate) -> Handled<CertificateRow> {
    let (cx, id) = which::held(caller.cx()?, call.id).await?;
    let found = certificates::one(&cx, AUDIENCE, id).await;
    Ok(row::row(found.map_err(|error| Refused::about(error, "id"))?))
}
