//! Private keys, made from randomness that is handed in, in the form that programs read (PKCS #8,
//! RFC 5958).

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use crypto_bigint::{NonZero, Odd, U1024, U2048};
use crypto_primes::hazmat::{SetBits, SmallFactorsSieveFactory};
use crypto_primes::{Flavor, is_prime, sieve_and_find};
use model::signing_request::KeyKind;
use model::{Error, Result};
use p256::elliptic_curve::sec1::ToSec1Point as _;

/// Bits of each of the two primes behind an RSA key.
const PRIME_BITS: u32 = 1_024;
/// The exponent of every RSA public key (CA/Browser Forum BR §6.1.6).
const EXPONENT: u32 = 65_537;
/// The algorithm of an RSA key (RFC 8017 appendix C).
const RSA: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
/// The algorithm of a key on P-256 (RFC 5480 §2.1).
const P256: &[u8] = &[
    0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
    0xce, 0x3d, 0x03, 0x01, 0x07,
];

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const SEQUENCE: u8 = 0x30;
/// The second optional part of a structure.
const SECOND: u8 = 0xa1;

/// A new key, in DER. The same seed makes the same key.
///
/// # Errors
/// Never with a seed that is random.
pub(super) fn make(kind: KeyKind, seed: [u8; 32]) -> Result<Vec<u8>> {
    let mut random = ChaCha20Rng::from_seed(seed);
    let (algorithm, key) = match kind {
        KeyKind::Rsa => (RSA, rsa(&mut random)?),
        KeyKind::Ecdsa => (P256, ecdsa(&mut random)?),
    };
    let parts = [integer(&[0]), algorithm.to_vec(), element(OCTET_STRING, &key)];
    Ok(element(SEQUENCE, &parts.concat()))
}

/// An RSA key with 2048 bits (RFC 8017 appendix A.1.2).
fn rsa(random: &mut ChaCha20Rng) -> Result<Vec<u8>> {
    let odd = || Error::internal("no RSA key can be made of two primes");
    let first = prime(random)?;
    let second = prime(random)?;
    let (p, q) = if first > second { (first, second) } else { (second, first) };
    let (p_less, q_less) = (p.wrapping_sub(&U1024::ONE), q.wrapping_sub(&U1024::ONE));
    let modulus: U2048 = p.concatenating_mul(&q);
    let order: U2048 = p_less.concatenating_mul(&q_less);
    let order = NonZero::new(order).into_option().ok_or_else(odd)?;
    let private = U2048::from(EXPONENT).invert_mod(&order).into_option().ok_or_else(odd)?;
    let exponent = |less: &U1024| {
        let less = NonZero::new(*less).into_option().ok_or_else(odd)?;
        U1024::from(EXPONENT).invert_mod(&less).into_option().ok_or_else(odd)
    };
    let coefficient = Odd::new(p)
        .into_option()
        .and_then(|p| q.invert_odd_mod(&p).into_option())
        .ok_or_else(odd)?;
    let parts = [
        integer(&[0]),
        integer(modulus.to_be_bytes().as_ref()),
        integer(&EXPONENT.to_be_bytes()),
        integer(private.to_be_bytes().as_ref()),
        integer(p.to_be_bytes().as_ref()),
        integer(q.to_be_bytes().as_ref()),
        integer(exponent(&p_less)?.to_be_bytes().as_ref()),
        integer(exponent(&q_less)?.to_be_bytes().as_ref()),
        integer(coefficient.to_be_bytes().as_ref()),
    ];
    Ok(element(SEQUENCE, &parts.concat()))
}

/// A prime whose two highest bits are set, so that the product of two has all its bits; one less is no
/// multiple of the exponent.
fn prime(random: &mut ChaCha20Rng) -> Result<U1024> {
    let sieve = SmallFactorsSieveFactory::new(Flavor::Any, PRIME_BITS, SetBits::TwoMsb)
        .map_err(Error::internal)?;
    let exponent = NonZero::new(U1024::from(EXPONENT))
        .into_option()
        .ok_or_else(|| Error::internal("an exponent of nothing"))?;
    let fits = |candidate: &U1024| candidate.rem_vartime(&exponent) != U1024::ONE;
    sieve_and_find(random, sieve, |_, candidate: &U1024| {
        fits(candidate) && is_prime(Flavor::Any, candidate)
    })
    .map_err(Error::internal)?
    .ok_or_else(|| Error::internal("there was no prime"))
}

/// A key on P-256 with its public half (RFC 5915).
fn ecdsa(random: &mut ChaCha20Rng) -> Result<Vec<u8>> {
    let mut scalar = [0; 32];
    let secret = loop {
        random.fill_bytes(&mut scalar);
        // All but one of four billion are below the order of the curve.
        if let Ok(secret) = p256::SecretKey::from_slice(&scalar) {
            break secret;
        }
    };
    let point = secret.public_key().to_sec1_point(false);
    let bits = [&[0], point.as_bytes()].concat();
    let parts = [
        integer(&[1]),
        element(OCTET_STRING, &scalar),
        element(SECOND, &element(BIT_STRING, &bits)),
    ];
    Ok(element(SEQUENCE, &parts.concat()))
}

/// A number that is not below nothing, in its shortest form.
fn integer(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count().min(bytes.len() - 1);
    let shortest = &bytes[zeros..];
    match shortest.first() {
        // The highest bit would say that it is below nothing.
        Some(0x80..) => element(INTEGER, &[&[0], shortest].concat()),
        _ => element(INTEGER, shortest),
    }
}

/// A tag, the length of what follows, and that (ITU-T X.690 §10.1).
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let zeros = length.iter().take_while(|byte| **byte == 0).count();
    let shortest = &length[zeros..];
    let mut whole = vec![tag];
    match shortest {
        [] => whole.push(0),
        [one @ ..0x80] => whole.push(*one),
        more => {
            whole.push(u8::try_from(more.len()).map_or(0x80, |bytes| 0x80 | bytes));
            whole.extend_from_slice(more);
        }
    }
    whole.extend_from_slice(content);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_numbers_are_in_their_shortest_form() {
        assert_eq!(element(OCTET_STRING, &[]), [4, 0]);
        assert_eq!(element(OCTET_STRING, &[7; 127])[..2], [4, 127]);
        assert_eq!(element(OCTET_STRING, &[7; 128])[..3], [4, 0x81, 128]);
        assert_eq!(element(OCTET_STRING, &[7; 300])[..4], [4, 0x82, 1, 44]);
        assert_eq!(integer(&[0, 0]), [2, 1, 0]);
        assert_eq!(integer(&[0, 0x7f]), [2, 1, 0x7f]);
        assert_eq!(integer(&[0, 0x80]), [2, 2, 0, 0x80]);
    }

    #[test]
    fn the_same_seed_makes_the_same_key() {
        for kind in [KeyKind::Rsa, KeyKind::Ecdsa] {
            assert_eq!(make(kind, [7; 32]).unwrap(), make(kind, [7; 32]).unwrap());
            assert_ne!(make(kind, [7; 32]).unwrap(), make(kind, [8; 32]).unwrap());
        }
    }
}
