//! What is issued: certificates of servers (RFC 5280, CA/Browser Forum BR §7.1).

use app::keys::hex;
use model::Error;
use model::time::Timestamp;
use rcgen::{
    CertificateParams, CrlDistributionPoint, CustomExtension, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, PublicKeyData as _, SanType,
};

use super::hierarchy::{CERTIFICATE, Hierarchy, key_id, since_1970};
use super::rows::{Certificate, Order};
use super::{pem, request};
use crate::books::Answer;

/// id-ce-certificatePolicies (RFC 5280 §4.2.1.4).
const POLICIES: [u64; 4] = [2, 5, 29, 32];
/// A list of one policy, 2.23.140.1.2.1: control over the names was shown.
const NAMES_VALIDATED: [u8; 12] = [0x30, 0x0a, 0x30, 0x08, 6, 6, 0x67, 0x81, 0x0c, 1, 2, 1];
/// The same for 2.23.140.1.2.2: the organisation is known besides.
const ORGANIZATION_VALIDATED: [u8; 12] = [0x30, 0x0a, 0x30, 0x08, 6, 6, 0x67, 0x81, 0x0c, 1, 2, 2];

/// Issues what was ordered. The same order at the same instant gives the same certificate.
pub(super) fn certificate(
    order: &Order,
    hierarchy: &Hierarchy,
    now: Timestamp,
) -> Answer<Certificate> {
    let key = request::key(&order.request)?;
    let serial = hierarchy.serial(order.position);
    let mut params = CertificateParams::default();
    params.serial_number = Some(serial.clone());
    params.not_before = rcgen::date_time_ymd(1970, 1, 1) + since_1970(now);
    params.not_after = rcgen::date_time_ymd(1970, 1, 1) + since_1970(order.ends);
    params.distinguished_name = subject(order);
    for named in &order.names {
        let name = named.name.as_str().try_into().map_err(Error::internal)?;
        params.subject_alt_names.push(SanType::DnsName(name));
    }
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    if key.is_rsa() {
        params.key_usages.push(KeyUsagePurpose::KeyEncipherment);
    }
    params.extended_key_usages =
        vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    let policy =
        if order.organization.is_some() { ORGANIZATION_VALIDATED } else { NAMES_VALIDATED };
    params.custom_extensions = vec![CustomExtension::from_oid_content(&POLICIES, policy.to_vec())];
    let point = |url: &String| CrlDistributionPoint { uris: vec![url.clone()] };
    params.crl_distribution_points = hierarchy.revoked_at.iter().map(point).collect();
    params.key_identifier_method = key_id(key.der_bytes());
    params.use_authority_key_identifier_extension = true;
    let signed = params.signed_by(&key, &hierarchy.issuer).map_err(Error::internal)?;
    Ok(Certificate {
        serial: hex(&serial.to_bytes()),
        pem: pem::encode(CERTIFICATE, signed.der()),
        begins: now,
    })
}

fn subject(order: &Order) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    if let Some(organization) = &order.organization {
        subject.push(DnType::OrganizationName, organization.as_str());
    }
    if let Some(first) = order.names.first() {
        subject.push(DnType::CommonName, first.name.as_str());
    }
    subject
}
