//! Keys with their signing requests, and what stands in a signing request.

use app::certificates;
use dialects::domaincontext::certificate::decode_csr::{DecodeSigningRequest, DecodedRequest};
use dialects::domaincontext::certificate::generate_csr::{
    GenerateSigningRequest, GeneratedRequest,
};
use model::error::{Error, Field, Reason};
use model::signing_request::{KeyKind, Subject};
use wire::Flag;

use super::webserver_types;
use crate::domaincontext::door::Caller;
use crate::domaincontext::errors::{Handled, Refused};
use crate::domaincontext::whom;

/// Who it is for.
const CLIENT: whom::Names = whom::Names { id: "client_id", login: "client" };

/// What all names below another one begin with.
const WILDCARD: &str = "*.";

pub async fn generate(caller: Caller, call: GenerateSigningRequest) -> Handled<GeneratedRequest> {
    let cx = whom::acting_for(caller.cx()?, CLIENT, call.client_id, call.client.as_ref()).await?;
    let subject = Subject {
        common_name: call.csr_commonname.0,
        organization: call.csr_organization.0,
        unit: call.csr_department.0,
        locality: call.csr_city.0,
        province: call.csr_state.0,
        country: call.csr_country.0,
        email: call.csr_email.0,
    };
    let copy = call.copy_to_email.is_some_and(Flag::is_on);
    let made = certificates::generate_request(&cx, subject, KeyKind::default(), copy).await?;
    Ok(GeneratedRequest { csr_code: made.signing_request, csr_key: made.key.reveal().clone() })
}

pub async fn decode(caller: Caller, call: DecodeSigningRequest) -> Handled<DecodedRequest> {
    let cx = caller.cx()?;
    if let Some(brand) = &call.brand
        && !webserver_types::is_brand(cx, &brand.0)?
    {
        return Err(Refused::unknown_word("brand"));
    }
    let sent = call.csr.ok_or(Error::Missing(Field::SigningRequest))?;
    let subject = certificates::decode_request(&sent.0)?.subject;
    let is_wildcard = subject.common_name.starts_with(WILDCARD);
    if call.wildcard.is_some_and(|wildcard| wildcard.is_on() != is_wildcard) {
        let error = Error::invalid(Field::SigningRequest, Reason::Contradicts);
        return Err(Refused::about(error, "wildcard"));
    }
    Ok(DecodedRequest {
        csr_commonname: subject.common_name,
        csr_organization: subject.organization,
        csr_department: subject.unit,
        csr_city: subject.locality,
        csr_state: subject.province,
        csr_country: subject.country,
        csr_email: subject.email,
    })
}
