//! A certificate is issued again, or for the first time where nobody asked for it yet.

use app::certificates::{self, Ask};
use dialects::dreamscape::arguments::Id;
use dialects::dreamscape::product::ssl::details::SslDetails;
use dialects::dreamscape::product::ssl::reissue_auto::ReissueSslAuto;
use dialects::dreamscape::product::ssl::reissue_manual::ReissueSslManual;
use model::error::Field;
use model::signing_request::Subject;

use super::{details, held};
use crate::dreamscape::answer::Answer;
use crate::dreamscape::door::Caller;
use crate::dreamscape::errors::{Handled, Refused};

pub async fn auto(caller: Caller, call: ReissueSslAuto) -> Handled<Answer<SslDetails>> {
    let held = held(&caller, call.product_id).await?;
    let subject = Subject {
        common_name: call.common_name.0,
        organization: call.organization.0,
        unit: call.organization_unit.0,
        locality: call.city.0,
        province: call.state.0,
        country: call.country.0,
        email: call.email.0,
    };
    let ask = Ask { web_server: software(call.server_software), ..Ask::default() };
    let id = held.instance.subscription.id;
    let asked = certificates::ask_with_made_key(&held.cx, id, subject, ask).await;
    asked.map_err(|error| {
        Refused::renamed(error, |field| {
            let is_name = matches!(field, Field::Domain | Field::CertificateName(_));
            is_name.then(|| "common_name".to_owned())
        })
    })?;
    Ok(Answer::Done(details::shown(&held).await?))
}

pub async fn manual(caller: Caller, call: ReissueSslManual) -> Handled<Answer<SslDetails>> {
    let held = held(&caller, call.product_id).await?;
    let ask = Ask {
        signing_request: call.csr,
        web_server: software(call.server_software),
        ..Ask::default()
    };
    let asked = certificates::ask(&held.cx, held.instance.subscription.id, ask).await;
    asked.map_err(|error| {
        // What stands in a signing request goes by the request's own name.
        Refused::renamed(error, |field| {
            let stands = matches!(field, Field::Domain | Field::RequestSubject(_));
            stands.then(|| "csr".to_owned())
        })
    })?;
    Ok(Answer::Done(details::shown(&held).await?))
}

/// The number of the software of a server; none has a number beyond those that are listed.
pub fn software(id: Id) -> Option<u32> {
    Some(u32::try_from(id.0).unwrap_or(u32::MAX))
}
