//! DNS cookies (RFC 7873), with server cookies that all servers with one secret understand (RFC 9018).

use std::net::IpAddr;

/// A client's cookie and ours.
pub type Cookie = [u8; 24];

/// Seconds that a server cookie is good for (RFC 9018 §4.3).
const GOOD: u32 = 3600;
/// Seconds that another server's clock may be ahead.
const AHEAD: u32 = 300;

/// Makes and checks server cookies.
#[derive(Debug)]
pub struct Cookies {
    secret: [u64; 2],
}

impl Cookies {
    /// With this secret.
    pub fn new(secret: [u8; 16]) -> Self {
        let (low, high) = secret.split_at(8);
        let secret =
            [low, high].map(|half| half.first_chunk().map_or(0, |it| u64::from_le_bytes(*it)));
        Self { secret }
    }

    /// The cookie to answer with, and whether the one that was sent is ours and not too old.
    pub fn answer(&self, sent: &[u8], from: IpAddr, now: u32) -> Option<(Cookie, bool)> {
        let client = *sent.first_chunk::<8>()?;
        let good =
            sent.get(8..).and_then(|server| server.first_chunk::<16>()).is_some_and(|server| {
                let [1, 0, 0, 0, a, b, c, d, ..] = *server else {
                    return false;
                };
                let at = u32::from_be_bytes([a, b, c, d]);
                // Serial arithmetic: the seconds wrap around in 2106.
                let age = now.wrapping_sub(at);
                (age <= GOOD || at.wrapping_sub(now) <= AHEAD)
                    && *server == self.server(client, from, at)
            });
        let mut cookie = [0; 24];
        let (front, back) = cookie.split_at_mut(8);
        front.copy_from_slice(&client);
        back.copy_from_slice(&self.server(client, from, now));
        Some((cookie, good))
    }

    /// The server cookie (RFC 9018 §4).
    fn server(&self, client: [u8; 8], from: IpAddr, at: u32) -> [u8; 16] {
        let [a, b, c, d] = at.to_be_bytes();
        let front = [1, 0, 0, 0, a, b, c, d];
        let mut message = [0; 32];
        let mut length = 0;
        let address: &[u8] = match &from {
            IpAddr::V4(address) => &address.octets(),
            IpAddr::V6(address) => &address.octets(),
        };
        for (place, octet) in message.iter_mut().zip(client.iter().chain(&front).chain(address)) {
            *place = *octet;
            length += 1;
        }
        let hash = siphash(self.secret, message.get(..length).unwrap_or_default());
        let mut cookie = [0; 16];
        let (begin, end) = cookie.split_at_mut(8);
        begin.copy_from_slice(&front);
        end.copy_from_slice(&hash.to_le_bytes());
        cookie
    }
}

/// SipHash-2-4.
fn siphash([low, high]: [u64; 2], message: &[u8]) -> u64 {
    let mut state = [
        low ^ 0x736f_6d65_7073_6575,
        high ^ 0x646f_7261_6e64_6f6d,
        low ^ 0x6c79_6765_6e65_7261,
        high ^ 0x7465_6462_7974_6573,
    ];
    let mut absorb = |word: u64, rounds: [usize; 2]| {
        let [before, after] = rounds;
        let [_, _, _, last] = &mut state;
        *last ^= word;
        (0..before).for_each(|_| round(&mut state));
        let [first, _, third, _] = &mut state;
        *first ^= word;
        if after > 0 {
            *third ^= 0xff;
            (0..after).for_each(|_| round(&mut state));
        }
    };
    let mut rest = message;
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        absorb(u64::from_le_bytes(*word), [2, 0]);
        rest = behind;
    }
    let length = u64::from(message.len().to_le_bytes().first().copied().unwrap_or(0));
    let tail = rest.iter().rev().fold(0, |tail, octet| tail << 8 | u64::from(*octet));
    absorb(length << 56 | tail, [2, 4]);
    state.iter().fold(0, |hash, word| hash ^ word)
}

fn round([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *b = b.rotate_left(13) ^ *a;
    *a = a.rotate_left(32);
    *c = c.wrapping_add(*d);
    *d = d.rotate_left(16) ^ *c;
    *a = a.wrapping_add(*d);
    *d = d.rotate_left(21) ^ *a;
    *c = c.wrapping_add(*b);
    *b = b.rotate_left(17) ^ *c;
    *c = c.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 9018, appendix A.1 and A.2.
    #[test]
    fn server_cookies_are_those_of_rfc_9018() {
        let secret = [
            0xe5, 0xe9, 0x73, 0xe5, 0xa6, 0xb2, 0xa4, 0x3f, 0x48, 0xe7, 0xdc, 0x84, 0x9e, 0x37,
            0xbf, 0xcf,
        ];
        let cookies = Cookies::new(secret);
        let client = [0x24, 0x64, 0xc4, 0xab, 0xcf, 0x10, 0xc9, 0x57];
        let from = "198.51.100.100".parse().unwrap();
        let (cookie, good) = cookies.answer(&client, from, 1_559_731_985).unwrap();
        let expected =
            [1, 0, 0, 0, 0x5c, 0xf7, 0x9f, 0x11, 0x1f, 0x81, 0x30, 0xc3, 0xee, 0xe2, 0x94, 0x80];
        assert_eq!((cookie[8..].to_vec(), good), (expected.to_vec(), false));
        assert!(cookies.answer(&cookie, from, 1_559_734_385).unwrap().1);
        assert!(!cookies.answer(&cookie, from, 1_559_739_000).unwrap().1);
        assert!(
            !cookies.answer(&cookie, "198.51.100.101".parse().unwrap(), 1_559_734_385).unwrap().1
        );
    }
}
