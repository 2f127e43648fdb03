//! What travels as text between two lines (RFC 7468).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Signs in a line.
const LINE: usize = 64;

/// Writes it.
pub(super) fn write(label: &str, content: &[u8]) -> String {
    let text = STANDARD.encode(content);
    let mut pem = format!("-----BEGIN {label}-----\n");
    for line in text.as_bytes().chunks(LINE) {
        pem.extend(line.iter().copied().map(char::from));
        pem.push('\n');
    }
    pem.push_str(&format!("-----END {label}-----\n"));
    pem
}

/// Reads the first one with one of these labels; line breaks may be lost on the way.
pub(super) fn read(text: &str, labels: &[&str]) -> Option<Vec<u8>> {
    labels.iter().find_map(|label| {
        let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
        let (content, _) = rest.split_once(&format!("-----END {label}-----"))?;
        let content: String = content.split_whitespace().collect();
        STANDARD.decode(content).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_also_without_its_line_breaks() {
        let content = [7; 100];
        let pem = write("CERTIFICATE REQUEST", &content);
        assert!(pem.lines().all(|line| line.len() <= LINE));
        assert_eq!(read(&pem, &["CERTIFICATE REQUEST"]).unwrap(), content);
        assert_eq!(read(&pem.replace('\n', " "), &["CERTIFICATE REQUEST"]).unwrap(), content);
        assert_eq!(read(&pem, &["PRIVATE KEY"]), None);
        assert_eq!(read("-----BEGIN X-----\n!\n-----END X-----", &["X"]), None);
    }
}
