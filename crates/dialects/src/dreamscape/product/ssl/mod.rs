//! Certificates: the family whose products have to be issued, and proven, after they were bought.

/// The ways to prove that one holds a name.
pub mod dcv;
/// The record that proves it.
pub mod dcv_cname;
/// The mailboxes that may prove it.
pub mod dcv_email;
/// The file that proves it.
pub mod dcv_http;
/// What a certificate says.
pub mod details;
/// A certificate as a file.
pub mod file;
/// A new certificate.
pub mod register;
/// A certificate is issued again, for what the caller says of its holder.
pub mod reissue_auto;
/// A certificate is issued again, for a signing request of the caller's.
pub mod reissue_manual;
/// Another way to prove it.
pub mod update_dcv;

use crate::facts::CallVisitor;

/// What `visitor` makes of the calls about certificates that were bought.
pub(super) fn calls<V: CallVisitor>(visitor: &V) -> Vec<V::Output> {
    vec![
        visitor.visit::<details::ReadSslDetails>(),
        visitor.visit::<reissue_auto::ReissueSslAuto>(),
        visitor.visit::<reissue_manual::ReissueSslManual>(),
        visitor.visit::<file::ReadSslFile>(),
        visitor.visit::<dcv::ReadDcv>(),
        visitor.visit::<update_dcv::UpdateDcv>(),
        visitor.visit::<dcv_http::ReadDcvFile>(),
        visitor.visit::<dcv_cname::ReadDcvRecord>(),
        visitor.visit::<dcv_email::ListDcvMailboxes>(),
    ]
}
