//! What must hold of service bindings (RFC 9460), beyond their presentation format.

/// `mandatory`: keys that whoever connects has to understand.
const MANDATORY: u16 = 0;
/// `alpn`: protocols.
const PROTOCOLS: u16 = 1;
/// `no-default-alpn`: no others than those.
const NO_DEFAULT_PROTOCOL: u16 = 2;

/// The value with its target in lower case; none when it has no target, or one with escapes.
pub(super) fn with_lower_target(content: &str) -> Option<String> {
    let (priority, rest) = content.split_once(' ')?;
    let rest = rest.trim_start();
    let (target, parameters) = rest.split_once(' ').unwrap_or((rest, ""));
    let plain = !target.is_empty() && !target.contains(['\\', '"']);
    plain.then(|| format!("{priority} {} {parameters}", target.to_ascii_lowercase()))
}

/// Whether the parameters of wire data agree with one another: whatever is mandatory is there and only
/// once (§8), and protocols are named where there are no default ones (§7.1.1).
pub(super) fn are_sound(data: &[u8]) -> bool {
    let Some(parameters) = parameters(data) else { return false };
    let has = |key: u16| parameters.iter().any(|(known, _)| *known == key);
    let mandatory: Vec<u16> = parameters
        .iter()
        .filter(|(key, _)| *key == MANDATORY)
        .flat_map(|(_, value)| value.chunks(2).filter_map(number))
        .collect();
    let once = mandatory.windows(2).all(|pair| pair[0] < pair[1]);
    once && mandatory.iter().all(|key| *key != MANDATORY && has(*key))
        && (has(PROTOCOLS) || !has(NO_DEFAULT_PROTOCOL))
}

/// Keys and their values, behind priority and target.
fn parameters(data: &[u8]) -> Option<Vec<(u16, &[u8])>> {
    let mut rest = data.get(2..)?;
    loop {
        let (length, behind) = rest.split_first()?;
        rest = behind.get(usize::from(*length)..)?;
        if *length == 0 {
            break;
        }
    }
    let mut parameters = Vec::new();
    while !rest.is_empty() {
        let (key, length) = (number(rest)?, usize::from(number(rest.get(2..)?)?));
        let behind = rest.get(4..)?;
        parameters.push((key, behind.get(..length)?));
        rest = &behind[length..];
    }
    Some(parameters)
}

fn number(bytes: &[u8]) -> Option<u16> {
    bytes.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}
