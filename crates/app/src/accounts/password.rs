//! Argon2id (RFC 9106), off the async threads and a bounded number at a time.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use model::secret::Secret;
use model::{Error, Result};
use tokio::sync::Semaphore;

/// Hashes computed at once; each takes [`MEMORY_KIB`] while it runs.
const AT_ONCE: usize = 2;
/// Memory of one hash, in KiB.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over that memory.
const PASSES: u32 = 2;

/// Hashes and compares passwords.
#[derive(Clone)]
pub struct Passwords {
    slots: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Passwords {
    /// The hash of a password, in PHC form.
    ///
    /// # Errors
    /// When the machine fails.
    pub async fn hash(&self, password: Secret<String>, salt: [u8; 16]) -> Result<String> {
        self.run(move || {
            argon2()?
                .hash_password_with_salt(password.reveal().as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(Error::internal)
        })
        .await
    }

    /// Whether a password belongs to a hash; none does where there is no hash.
    ///
    /// # Errors
    /// When the machine fails.
    pub async fn matches(&self, password: Secret<String>, hash: String) -> Result<bool> {
        if hash.is_empty() {
            return Ok(false);
        }
        self.run(move || {
            let hash = PasswordHash::new(&hash).map_err(Error::internal)?;
            Ok(argon2()?.verify_password(password.reveal().as_bytes(), &hash).is_ok())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _slot = self.slots.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}

fn argon2() -> Result<Argon2<'static>> {
    let parameters = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}
