//! Certificates as lists show them.

use app::certificates::Details;
use dialects::domaincontext::certificate::progress::CertificateProgress;
use dialects::domaincontext::certificate::row::CertificateRow;
use dialects::keyed::Keyed;
use model::certificate::CertificateState;
use model::subscription::SubscriptionId;
use model::time::Timestamp;

use crate::domaincontext::whom;

/// Every state with its number and its word.
const STATES: [(CertificateState, i64, &str); 6] = [
    (CertificateState::Incomplete, 1, "incomplete"),
    (CertificateState::Pending, 2, "pending"),
    (CertificateState::Issued, 3, "ok"),
    (CertificateState::Expired, 4, "expired"),
    (CertificateState::Cancelled, 5, "cancelled"),
    (CertificateState::Failed, 6, "error"),
];

/// A state that clients know; certificates stay readable here, so that none is in it.
const DELETED: (i64, &str) = (7, "deleted");

/// What a word means: a state, or the one that nothing is in.
pub fn state(word: &str) -> Option<Option<CertificateState>> {
    let known = STATES.iter().find(|(.., known)| known.eq_ignore_ascii_case(word));
    match known {
        Some((state, ..)) => Some(Some(*state)),
        None => DELETED.1.eq_ignore_ascii_case(word).then_some(None),
    }
}

/// The state with a number.
pub fn numbered_state(number: i64) -> Option<CertificateState> {
    STATES.iter().find(|(_, known, _)| *known == number).map(|(state, ..)| *state)
}

fn named(state: CertificateState) -> (i64, &'static str) {
    let known = STATES.iter().find(|(known, ..)| *known == state);
    known.map_or(DELETED, |(_, number, word)| (*number, word))
}

/// What most changes answer.
pub fn progress(id: SubscriptionId, state: CertificateState) -> CertificateProgress {
    CertificateProgress { id: id.0, state: named(state).1.to_owned() }
}

/// The day until which a certificate is good and paid, once it was issued.
pub fn expires(certificate: &Details) -> Option<String> {
    certificate.begins.map(|_| certificate.paid_until.day())
}

/// A certificate as lists show it.
pub fn row(certificate: Details) -> CertificateRow {
    let (state_id, state) = named(certificate.state);
    let (seller, seller_id) = whom::seller(&certificate.owner);
    let product = i64::from(certificate.product.0);
    CertificateRow {
        id: certificate.id.0,
        expires: expires(&certificate),
        statuses: statuses(&certificate),
        remoteid: certificate.number.unwrap_or_default(),
        name: certificate.name,
        r#type: certificate.word,
        type_id: product,
        type_label: certificate.label,
        product_id: product,
        state: state.to_owned(),
        state_id,
        object_id: product,
        client: certificate.owner.login,
        client_id: certificate.owner.account.0,
        seller,
        seller_id,
        begins: certificate.begins.map(Timestamp::day),
        // What is asked for anew stays the same certificate.
        is_parent: false,
    }
}

fn statuses(certificate: &Details) -> Keyed<String> {
    let issued = certificate.state == CertificateState::Issued;
    let renewable = issued.then(|| ("renewable", "can be renewed".to_owned()));
    let ends = certificate.expires.filter(|ends| *ends < certificate.paid_until);
    let behind = ends.map(|ends| {
        let until = ends.day();
        ("reissue", format!("what is issued ends on {until}, and is paid further: reissue it"))
    });
    let all = [renewable, behind].into_iter().flatten();
    all.map(|(status, words)| (status.to_owned(), words)).collect()
}
