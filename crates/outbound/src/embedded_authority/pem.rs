//! PEM: base64 between two lines that say what it is (RFC 7468).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Signs in a line.
const WIDTH: usize = 64;

/// Bytes under a label.
pub(super) fn encode(label: &str, bytes: &[u8]) -> String {
    let text = STANDARD.encode(bytes);
    let mut pem = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(WIDTH) {
        pem.extend(line.iter().map(|sign| char::from(*sign)));
        pem.push('\n');
    }
    pem + &format!("-----END {label}-----\n")
}
